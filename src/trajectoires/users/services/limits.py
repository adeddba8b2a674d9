"""How many codes may leave: a few an hour to one address, many to all. Counted in the database, for every process."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db.models import F

from trajectoires.users.enums import CODES_AN_HOUR, CODES_AN_HOUR_TO_ALL
from trajectoires.users.models import CodeAllowance

EVERYBODY = ""


class TooManyCodes(Exception):
    """As many codes as may leave within the hour have left, to this address or to all."""


def count_code(email: str, *, now: datetime) -> None:
    """Count one more code; TooManyCodes when it may not leave. The same for every address, with an account or not."""
    hour = _hour_of(now)
    if not _take(hour, _key_of(email), CODES_AN_HOUR) or not _take(hour, EVERYBODY, CODES_AN_HOUR_TO_ALL):
        raise TooManyCodes


def _take(hour: datetime, key: str, at_most: int) -> bool:
    CodeAllowance.objects.get_or_create(hour=hour, key=key)
    left = CodeAllowance.objects.filter(hour=hour, key=key, sent__lt=at_most)
    return bool(left.update(sent=F("sent") + 1))


def _key_of(email: str) -> str:
    key = hashlib.sha256(f"users.code:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, email.lower().encode(), "sha256").hexdigest()


def _hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def forget_counts(*, now: datetime) -> None:
    """Erase what was counted before this hour."""
    CodeAllowance.objects.filter(hour__lt=_hour_of(now)).delete()
