"""Write a message: a text that stands by itself, and the same in light HTML."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import make_msgid
from typing import Any, NotRequired, TypedDict, Unpack
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string

from trajectoires.jobs.services import enqueue
from trajectoires.mail.models import Message

LONGEST_SUBJECT = 250
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PRINTED = re.compile(r"[!-;=?-~]+")  # ASCII without spaces, nor the brackets that end an address in a header
_BLANK_LINES = re.compile(r"\n{3,}")


class Written(TypedDict):
    """What a message says of itself: the parameters of `write`."""

    to: str
    subject: str
    template: str
    context: Mapping[str, Any]
    now: datetime
    html_template: NotRequired[str]
    list_unsubscribe: NotRequired[str | None]
    reply_to: NotRequired[str | None]
    failure_task: NotRequired[str]
    reference: NotRequired[str]


def send(**written: Unpack[Written]) -> Message:
    """Write a message and keep it, to be sent after the transaction, within a minute."""
    message = write(**written)
    _keep(message)
    return message


def send_together(messages: Sequence[Message]) -> None:
    """Keep many messages of a list in one query; they leave with the next minutes."""
    Message.objects.bulk_create(messages)


def write(  # noqa: PLR0913 - what a message may say of itself
    *,
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, Any],
    now: datetime,
    html_template: str = "",
    list_unsubscribe: str | None = None,
    reply_to: str | None = None,
    failure_task: str = "",
    reference: str = "",
) -> Message:
    """A message that nothing keeps yet; one of a list gives its way out.

    `template` is the text (`room/mail/name.txt`), `html_template` the same in HTML; both extend `mail/message`. When
    it cannot be delivered, the task `failure_task` receives `reference` and the reason, a value of `Failure`.
    An address or a link that could write another header is refused: ValidationError.
    """
    _check(to, reply_to, list_unsubscribe)
    line = _one_line(subject)
    values = {**context, **_common(line)}
    return Message(
        to=to,
        subject=line,
        text=_tidy(render_to_string(template, values)),
        html=render_to_string(html_template, values) if html_template else "",
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        reply_to=reply_to or "",
        list_unsubscribe=list_unsubscribe or "",
        created_at=now,
        due_at=now,
        failure_task=failure_task,
        reference=reference,
    )


@transaction.atomic(savepoint=False)  # one query a letter, inside the transaction of who writes many
def _keep(message: Message) -> None:
    message.save(force_insert=True)
    if not message.list_unsubscribe:  # somebody waits for it; a list leaves with the next minute
        enqueue("mail.deliver", message_id=message.pk)


def _check(to: str, reply_to: str | None, list_unsubscribe: str | None) -> None:
    validate_email(to)
    if reply_to:
        validate_email(reply_to)
    if list_unsubscribe and not (
        _PRINTED.fullmatch(list_unsubscribe) and list_unsubscribe.startswith(f"{settings.SITE_URL}/")
    ):
        raise ValidationError("L’adresse de désinscription est une adresse de ce site.")


def _common(subject: str) -> dict[str, str]:
    return {"subject": subject, "site_url": settings.SITE_URL, "publisher": settings.PUBLISHER["name"]}


def _one_line(subject: str) -> str:
    """A subject with its typography, on one line whatever it is made of."""
    words = {"subject": _CONTROLS.sub(" ", subject).strip()}
    return render_to_string("mail/subject.txt", words).strip()[:LONGEST_SUBJECT]


def _tidy(text: str) -> str:
    """Lines without spaces at their end, one blank line at most between two."""
    lines = "\n".join(line.rstrip(" \t") for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip() + "\n"


def withdraw(*, to: str, failure_task: str, reference: str | None = None) -> int:
    """Forget what waits to leave for this address and would tell its failure to this task; return how many.

    With `reference`, the messages that carry it only.
    """
    waiting = Message.objects.filter(to=to, failure_task=failure_task, claimed_at=None)
    if reference is not None:
        waiting = waiting.filter(reference=reference)
    return waiting.delete()[0]
