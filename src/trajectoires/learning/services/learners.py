"""A learner begins with a first answer, may take her progress into an account, and may have it all forgotten."""

from datetime import datetime
from typing import Any

from django.db import transaction

from trajectoires.learning.enums import KEPT
from trajectoires.learning.models import Attempt, Learner
from trajectoires.learning.services import reminders


def start(*, user: Any, now: datetime) -> Learner:
    """A learner who has answered nothing yet; without an account, she is kept a year after her last answer."""
    if user.is_authenticated:
        return Learner.objects.get_or_create(user=user, defaults={"created_at": now})[0]
    return Learner.objects.create(created_at=now, expires_at=now + KEPT)


@transaction.atomic
def bring(*, key: str, user: Any, now: datetime) -> Learner:
    """Bring what a session held into an account. Of two answers to one exercise the later stays; what was found too.

    Of two attestations of one course, the account's stays: it was to last as long as the account.
    """
    own = start(user=user, now=now)
    brought = Learner.objects.filter(id=key, expires_at__gt=now).first()
    if brought is None:
        return own
    kept = {(attempt.lesson_id, attempt.key): attempt for attempt in own.attempts.select_for_update()}
    for attempt in brought.attempts.all():
        here = kept.get((attempt.lesson_id, attempt.key))
        if here is None:
            Attempt.objects.filter(pk=attempt.pk).update(learner=own)
        else:
            _join(here, attempt)
    here = list(own.attestations.exclude(course=None).values_list("course", flat=True))
    brought.attestations.exclude(course__in=here).update(learner=own)
    reminders.bring(brought=brought, own=own)
    brought.delete()
    return own


def _join(here: Attempt, brought: Attempt) -> None:
    found = [at for at in (here.found_at, brought.found_at) if at]
    here.tries += brought.tries
    here.found_at = min(found, default=None)
    if brought.answered_at > here.answered_at:
        here.given, here.is_right, here.answered_at = brought.given, brought.is_right, brought.answered_at
    here.save()


@transaction.atomic
def forget(*, learner: Learner) -> None:
    """Everything of her: her answers go with her, and the reminder that waits to leave."""
    reminders.stop(learner=learner)
    learner.delete()


def forget_expired(*, now: datetime) -> int:
    """Those whose time is over; return how many."""
    found = Learner.objects.filter(expires_at__lte=now)
    count = found.count()
    found.delete()
    return count
