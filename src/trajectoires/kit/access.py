"""Who may see a diagnosis: the visitor whose session holds it, or whoever has its link. Nobody else."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from trajectoires.kit.enums import SESSION_KEY
from trajectoires.kit.models import Diagnosis


def find_own(session: SessionBase, *, now: datetime) -> Diagnosis | None:
    """The diagnosis of this session, unless its time is over."""
    key = session.get(SESSION_KEY)
    return Diagnosis.objects.filter(id=key, expires_at__gt=now).first() if key else None


def find_by_link(key: str, *, now: datetime) -> Diagnosis | None:
    """What this *lien de reprise* opens. A guessed, a former and an expired link answer alike: none."""
    return Diagnosis.objects.filter(resume_key=key, expires_at__gt=now).first()
