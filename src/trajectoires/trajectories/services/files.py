"""What was read of a file is kept, takes the place of another, is removed."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.http import Http404

import socioeco
from socioeco.readers import FecReading, read_fec
from trajectoires.trajectories.models import ImportedFile, Trajectory

NAME_LENGTH = 255


def read_upload(*, trajectory: Trajectory, file: UploadedFile, now: datetime) -> ImportedFile:
    return record_reading(trajectory=trajectory, reading=read_fec(file.chunks(), file.name or ""), now=now)


def record_reading(*, trajectory: Trajectory, reading: FecReading, now: datetime) -> ImportedFile:
    """Keep the balance and the anomalies of a reading.

    The same file twice is kept once; a file for an exercice already there takes its place, and a corrected file
    takes the place of the refused one that had its name.
    """
    balance, read = reading.balance, reading.to_json()
    trajectory.files.filter(
        Q(fingerprint=reading.empreinte) | Q(name=reading.name[:NAME_LENGTH], balance__isnull=True)
    ).delete()
    if balance is not None:
        trajectory.files.filter(opened_on=balance.opened_on, closed_on=balance.closed_on).delete()
    return ImportedFile.objects.create(
        trajectory=trajectory,
        name=reading.name[:NAME_LENGTH],
        fingerprint=reading.empreinte,
        engine_version=socioeco.__version__,
        imported_at=now,
        opened_on=balance.opened_on if balance else None,
        closed_on=balance.closed_on if balance else None,
        facts={key: value for key, value in read.items() if key not in {"balance", "anomalies"}},
        anomalies=read["anomalies"],
        balance=read["balance"],
    )


def file_or_404(trajectory: Trajectory, file_id: int) -> ImportedFile:
    """A file of this trajectory. Another's file is not found."""
    file = trajectory.files.filter(id=file_id).first()
    if file is None:
        raise Http404("Ce fichier n’est pas dans votre travail.")
    return file


@transaction.atomic
def remove_file(*, trajectory: Trajectory, file_id: int) -> str:
    """Remove one file of this trajectory; return its name."""
    file = file_or_404(trajectory, file_id)
    file.delete()
    return file.name
