"""Whose progress this is: of her account, or of the session of her browser."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from trajectoires.learning.enums import SESSION_KEY
from trajectoires.learning.models import Learner


def find_learner(session: SessionBase, user: Any, *, now: datetime) -> Learner | None:
    """The learner of this account, else of this session unless its time is over; nobody before a first answer."""
    if user.is_authenticated and (own := Learner.objects.filter(user=user).first()):
        return own
    key = session.get(SESSION_KEY)
    return Learner.objects.filter(id=key, expires_at__gt=now).first() if key else None
