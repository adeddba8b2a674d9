"""What changes a trajectory: files read, a visit, a file removed, everything erased."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.http import Http404

import socioeco
from socioeco.readers import FecReading, read_fec
from trajectoires.trajectories.enums import KEPT
from trajectoires.trajectories.models import ImportedFile, Trajectory


@transaction.atomic
def import_files(
    *, trajectory: Trajectory | None, files: Iterable[UploadedFile], now: datetime
) -> Trajectory:
    """Read each file, keep its balance and its anomalies, forget the file. Starts a trajectory when there is none.

    The same file twice is kept once; a file for an exercice already there takes its place, and a corrected file
    takes the place of the refused one that had its name. Two sends at once take their turn.
    """
    trajectory = _locked(trajectory) or Trajectory.objects.create(created_at=now, expires_at=now + KEPT)
    keep(trajectory=trajectory, now=now)
    for file in files:
        record_reading(trajectory=trajectory, reading=read_fec(file.chunks(), file.name or ""), now=now)
    return trajectory


def _locked(trajectory: Trajectory | None) -> Trajectory | None:
    """The same, held until the transaction ends; None when it was erased meanwhile."""
    return Trajectory.objects.select_for_update().filter(pk=trajectory.pk).first() if trajectory else None


def record_reading(*, trajectory: Trajectory, reading: FecReading, now: datetime) -> ImportedFile:
    balance, read = reading.balance, reading.to_json()
    trajectory.files.filter(
        Q(fingerprint=reading.empreinte) | Q(name=reading.name[:255], balance__isnull=True)
    ).delete()
    if balance is not None:
        trajectory.files.filter(opened_on=balance.opened_on, closed_on=balance.closed_on).delete()
    return ImportedFile.objects.create(
        trajectory=trajectory,
        name=reading.name[:255],
        fingerprint=reading.empreinte,
        engine_version=socioeco.__version__,
        imported_at=now,
        opened_on=balance.opened_on if balance else None,
        closed_on=balance.closed_on if balance else None,
        facts={key: value for key, value in read.items() if key not in {"balance", "anomalies"}},
        anomalies=read["anomalies"],
        balance=read["balance"],
    )


def keep(*, trajectory: Trajectory, now: datetime) -> bool:
    """A visit keeps the work thirty days more. Written once a day at most; says whether it was."""
    if trajectory.expires_at is None or trajectory.expires_at - KEPT > now.replace(
        hour=0, minute=0, second=0
    ):
        return False
    trajectory.expires_at = now + KEPT
    trajectory.save(update_fields=["expires_at"])
    return True


def remove_file(*, trajectory: Trajectory, file_id: int) -> str:
    """Remove one file of this trajectory; return its name. Another's file is not found."""
    file = trajectory.files.filter(id=file_id).first()
    if file is None:
        raise Http404("Ce fichier n’est pas dans votre travail.")
    file.delete()
    return file.name


def erase(*, trajectory: Trajectory) -> None:
    trajectory.delete()


def erase_expired(*, now: datetime) -> int:
    """Works whose thirty days are over; return how many."""
    return Trajectory.objects.filter(expires_at__lte=now).delete()[1].get("trajectories.Trajectory", 0)
