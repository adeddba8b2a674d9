"""Hand messages over to the mail server: each once, tried again when it may pass, forgotten when it is over.

A message is claimed before it is handed over. A run that is killed in between leaves it claimed: nobody knows whether
the server took it, so it is not handed over again.
"""

import contextlib
import logging
import smtplib
import time
from datetime import datetime
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, FloatField, QuerySet, Value
from django.db.models.functions import Cast, Least, Power

from trajectoires.jobs.services import enqueue
from trajectoires.mail.enums import ANSWER_DUE, DOUBLED_AT_MOST, FIRST_WAIT, RUN_SECONDS, TRIED, Failure
from trajectoires.mail.models import Message
from trajectoires.mail.services.composing import compose

logger = logging.getLogger(__name__)
PERMANENT = range(500, 600)  # what SMTP answers when asking again is useless


def deliver(*, message_id: int, now: datetime) -> int:
    """Hand over this message if it still waits; return how many left."""
    return _run(_due(now).filter(pk=message_id), now)


def deliver_due(*, now: datetime) -> int:
    """Hand over what waits, for a part of a minute; return how many left. What is too old is given up."""
    _give_up(Message.objects.filter(claimed_at=None, created_at__lte=now - TRIED), Failure.GIVEN_UP)
    _give_up(Message.objects.filter(claimed_at__lte=now - ANSWER_DUE), Failure.UNCERTAIN)
    return _run(_due(now), now)


def _due(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(due_at__lte=now, claimed_at=None)


def _run(waiting: QuerySet[Message], now: datetime) -> int:
    if not waiting.exists():
        return 0
    connection = get_connection()
    try:
        connection.open()
        return _hand_over_in_turn(waiting, connection, now)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("mail server: %s", type(error).__name__)
        _postpone(waiting, now)
        return 0
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            connection.close()  # half open too


def _hand_over_in_turn(waiting: QuerySet[Message], connection: Any, now: datetime) -> int:
    """Until nothing waits, time is up, or the server hangs up."""
    left, ends_at = 0, time.monotonic() + RUN_SECONDS
    while time.monotonic() < ends_at and (message := _claim(waiting, now)):
        try:
            connection.send_messages([compose(message)])
        except (OSError, smtplib.SMTPException) as error:
            _learn(message, error, now)
            if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
                break
        else:
            message.delete()
            left += 1
    return left


@transaction.atomic
def _claim(waiting: QuerySet[Message], now: datetime) -> Message | None:
    message = waiting.select_for_update(skip_locked=True).first()
    if message:
        message.claimed_at = now
        message.save(update_fields=["claimed_at"])
    return message


def _learn(message: Message, error: Exception, now: datetime) -> None:
    failure = _failure_of(error)
    logger.warning("message %s: %s", message.pk, failure or type(error).__name__)
    found = Message.objects.filter(pk=message.pk)
    if failure:
        _give_up(found, failure)
    else:
        _postpone(found, now)


def _failure_of(error: Exception) -> Failure | None:
    """What the server refused for ever; nothing when it may take it later, or when it refused ourselves."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Failure.ADDRESS if all(code in PERMANENT for code in codes) else None
    if isinstance(error, smtplib.SMTPDataError):
        return Failure.MESSAGE if error.smtp_code in PERMANENT else None
    return None


def _postpone(messages: QuerySet[Message], now: datetime) -> None:
    """Each waits twice as long as the time before."""
    doubled = Power(Value(2.0), Cast(Least(F("attempts"), Value(DOUBLED_AT_MOST)), FloatField()))
    wait: Any = ExpressionWrapper(Value(FIRST_WAIT) * doubled, output_field=DurationField())
    due_at = ExpressionWrapper(Value(now) + wait, output_field=Message._meta.get_field("due_at"))
    messages.order_by().update(due_at=due_at, attempts=F("attempts") + 1, claimed_at=None)


@transaction.atomic
def _give_up(messages: QuerySet[Message], failure: Failure) -> None:
    for message in messages.select_for_update(skip_locked=True):
        if message.failure_task:
            enqueue(message.failure_task, reference=message.reference, failure=failure.value)
        message.delete()
