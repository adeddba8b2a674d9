"""Whose progress this is: of her account, or of the session of her browser. Whose attestation: whoever has its key."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q, QuerySet

from trajectoires.learning.enums import SESSION_KEY
from trajectoires.learning.models import Attestation, Learner, Reminder
from trajectoires.mail.access import hash_of, link_token

SIGNS = "23456789abcdefghjkmnpqrstvwxyz"  # read aloud, and typed, without a doubt
KEY_LENGTH = 28  # of 30 signs: 137 bits
_BETWEEN = str.maketrans("", "", "-‐‑‒–—−_. \u00a0\u202f\t")


def find_learner(session: SessionBase, user: Any, *, now: datetime) -> Learner | None:
    """The learner of this account, else of this session unless its time is over; nobody before a first answer.

    Her reminder comes with her, in the same query.
    """
    learners = Learner.objects.select_related("reminder")
    if user.is_authenticated and (own := learners.filter(user=user).first()):
        return own
    key = session.get(SESSION_KEY)
    return learners.filter(id=key, expires_at__gt=now).first() if key else None


def new_key() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(KEY_LENGTH))


def read_key(typed: str) -> str:
    """A key as it was typed, in capitals, with spaces or dashes, as it is kept."""
    return typed.translate(_BETWEEN).lower()


def find_attestation(learner: Learner | None, slug: str) -> Attestation | None:
    """Her own, of the course at this address; of one that is gone, at its last address."""
    if learner is None:
        return None
    here = Q(course__slug=slug) | Q(course=None, slug=slug)
    return learner.attestations.filter(here).select_related("course").order_by("course_id").first()


def find_by_key(typed: str, *, now: datetime) -> Attestation | None:
    """The attestation of this key. A guessed, a withdrawn and an expired one answer alike."""
    is_kept = Q(learner__expires_at=None) | Q(learner__expires_at__gt=now)
    return Attestation.objects.filter(is_kept, key=read_key(typed)).select_related("course").first()


def reminder_token(seed: str) -> str:
    """The link that changes and stops a reminder: each message carries it."""
    return link_token("learning.reminder", seed)


def find_reminder_by_link(token: str, *, now: datetime) -> Reminder | None:
    """The active reminder that this link manages. A guessed, a former and an ended one answer alike."""
    return _living_reminders(now).filter(link_hash=hash_of(token), confirmed_at__isnull=False).first()


def find_reminder_by_confirmation(token: str, *, now: datetime) -> Reminder | None:
    """The reminder that this link confirms, or has confirmed."""
    return _living_reminders(now).filter(confirmation_hash=hash_of(token)).first()


def _living_reminders(now: datetime) -> QuerySet[Reminder]:
    is_kept = Q(learner__expires_at=None) | Q(learner__expires_at__gt=now)
    return Reminder.objects.filter(is_kept, ending="").select_related("learner", "course")
