"""How many messages of confirmation may leave: a few a day to one address, many an hour to all."""

import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from trajectoires.learning.enums import REMINDER_MESSAGES_A_DAY, REMINDER_MESSAGES_AN_HOUR
from trajectoires.learning.models import ReminderAllowance

EVERYBODY = ""


class UnableToRemind(Exception):
    """Too many asked within the hour, whoever they are."""


def may_write_to(email: str, *, now: dt.datetime) -> bool:
    """Count one more message to this address today, unless it has had its number; UnableToRemind for everybody's."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    if not _take(hour, EVERYBODY, REMINDER_MESSAGES_AN_HOUR):
        raise UnableToRemind
    return _take(_start_of_day(now), _key_of(email), REMINDER_MESSAGES_A_DAY)


def _take(since: dt.datetime, key: str, at_most: int) -> bool:
    ReminderAllowance.objects.get_or_create(since=since, key=key)
    left = ReminderAllowance.objects.filter(since=since, key=key, asked__lt=at_most)
    return bool(left.update(asked=F("asked") + 1))


def _key_of(email: str) -> str:
    key = hashlib.sha256(f"learning.reminded:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, email.encode(), "sha256").hexdigest()


def _start_of_day(now: dt.datetime) -> dt.datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def forget_counts(*, now: dt.datetime) -> None:
    """Erase what was counted before today."""
    ReminderAllowance.objects.filter(since__lt=_start_of_day(now)).delete()
