"""A work begins, is visited, is taken up elsewhere, ends."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.db import transaction

from trajectoires.documents.services import erase_upload
from trajectoires.trajectories.enums import KEPT
from trajectoires.trajectories.models import PendingFile, Trajectory, new_resume_key
from trajectoires.trajectories.services.stories import forget_story


def start(*, now: datetime) -> Trajectory:
    return Trajectory.objects.create(created_at=now, expires_at=now + KEPT, resume_key=new_resume_key())


def locked(trajectory: Trajectory | None, *, now: datetime) -> Trajectory:
    """The same, held until the transaction ends and kept thirty days more; a new one when there is none.

    Two sends at once take their turn. A work erased meanwhile is begun again: what is being sent is not lost.
    """
    found = Trajectory.objects.select_for_update().filter(pk=trajectory.pk).first() if trajectory else None
    work = found or start(now=now)
    keep(work=work, now=now)
    return work


class Resumable(Protocol):
    """What a session or a *lien de reprise* opens: a trajectory, the answers to a questionnaire."""

    resume_key: str
    expires_at: datetime | None
    save: Callable[..., None]


def keep(*, work: Resumable, now: datetime) -> bool:
    """A visit keeps the work thirty days more. Written once a day at most; says whether it was."""
    if work.expires_at is None or work.expires_at - KEPT > now.replace(hour=0, minute=0, second=0):
        return False
    work.expires_at = now + KEPT
    work.save(update_fields=["expires_at"])
    return True


def renew_link(*, work: Resumable) -> str:
    """The former *lien de reprise* opens nothing any more; return the new key."""
    work.resume_key = new_resume_key()
    work.save(update_fields=["resume_key"])
    return work.resume_key


@transaction.atomic
def erase(*, trajectory: Trajectory, now: datetime) -> None:
    """Everything: figures, answers, words, the story that it told, and the files that still wait to be read."""
    forget_story(trajectory=trajectory, now=now)
    for upload in trajectory.pending_files.values_list("upload", flat=True):
        erase_upload(upload)
    trajectory.delete()


@transaction.atomic
def erase_expired(*, now: datetime) -> int:
    """Works whose thirty days are over; return how many."""
    expired = Trajectory.objects.filter(expires_at__lte=now)
    for upload in PendingFile.objects.filter(trajectory__in=expired).values_list("upload", flat=True):
        erase_upload(upload)
    return expired.delete()[1].get("trajectories.Trajectory", 0)
