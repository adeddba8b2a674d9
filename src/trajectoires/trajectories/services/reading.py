"""Files received: the short ones are read at once, the long ones by the worker, one at a time.

A raw file lies in a private folder until it is read, an hour at most. Whatever happens to the worker, the row
that waits ends: read, taken away by the person, or given up with a reason.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from socioeco.report.reading import Reading
from trajectoires.documents.enums import KEPT_MINUTES
from trajectoires.documents.services import erase_upload, keep_upload, open_upload
from trajectoires.jobs.services import enqueue
from trajectoires.trajectories.enums import READ_AT_ONCE_BYTES, READING_LOCK
from trajectoires.trajectories.models import ImportedFile, PendingFile, Trajectory
from trajectoires.trajectories.services.axis import axis_of
from trajectoires.trajectories.services.files import (
    NAME_LENGTH,
    file_or_404,
    read_source,
    read_upload,
    record_reading,
)
from trajectoires.trajectories.services.works import locked

PIECE = 1 << 20
MOST_ATTEMPTS = 2  # a file whose reading twice took the worker down is not read a third time


@transaction.atomic
def receive_files(
    *, trajectory: Trajectory | None, files: Iterable[UploadedFile], genre: str = "", now: datetime
) -> Trajectory:
    """Read each short file, put each long one in the queue. Starts a trajectory when there is none.

    `genre` is what the person says that they are; else each is known by what it holds.
    """
    work = locked(trajectory, now=now)
    for file in files:
        if (file.size or 0) > READ_AT_ONCE_BYTES:
            _put_in_queue(work, file, genre, now=now)
        else:
            read_upload(trajectory=work, file=file, genre=genre, now=now)
    return work


@transaction.atomic
def replace_file(
    *, trajectory: Trajectory, file_id: int, file: UploadedFile, genre: str = "", now: datetime
) -> Trajectory:
    """Another file in the place of this one, whatever their names and dates; nothing else moves."""
    work = locked(trajectory, now=now)
    file_or_404(work, file_id).delete()
    return receive_files(trajectory=work, files=[file], genre=genre, now=now)


def _put_in_queue(work: Trajectory, file: UploadedFile, genre: str, *, now: datetime) -> None:
    upload = keep_upload(file)
    pending = PendingFile.objects.create(
        trajectory=work,
        name=(file.name or "")[:NAME_LENGTH],
        upload=upload,
        genre=genre,
        size=file.size or 0,
        received_at=now,
    )
    enqueue("trajectories.read_pending", lock=READING_LOCK, pending_id=pending.pk)


def read_pending(*, pending_id: int, now: datetime) -> ImportedFile | None:
    """Read one file of the queue and tell how far it is; None when it is no longer wanted or was lost."""
    waiting = PendingFile.objects.filter(pk=pending_id, failed_at__isnull=True)
    pending = waiting.select_related("trajectory").first()
    if pending is None:
        return None
    if pending.attempts >= MOST_ATTEMPTS:
        _give_up(pending, now=now)
        return None
    PendingFile.objects.filter(pk=pending.pk).update(attempts=pending.attempts + 1, read_bytes=0)
    try:
        with open_upload(pending.upload) as source:
            reading, undated = read_source(
                trajectory=pending.trajectory,
                source=source,
                name=pending.name,
                genre=pending.genre,
                pieces=lambda source: _followed(source, pending),
                now=now,
            )
            axis = axis_of(source, reading)
        return _keep(pending, reading, undated, axis, now=now)
    except FileNotFoundError:
        _give_up(pending, now=now)
        return None
    except Exception:
        _give_up(pending, now=now)
        raise


def _keep(
    pending: PendingFile,
    reading: Reading,
    undated: Reading | None,
    axis: dict[str, Any] | None,
    *,
    now: datetime,
) -> ImportedFile | None:
    with transaction.atomic():
        work = Trajectory.objects.select_for_update().filter(pk=pending.trajectory_id).first()
        read = (
            record_reading(trajectory=work, reading=reading, undated=undated, axis=axis, now=now)
            if work and _is_wanted(pending)
            else None
        )
        PendingFile.objects.filter(pk=pending.pk).delete()
    erase_upload(pending.upload)
    return read


def _is_wanted(pending: PendingFile) -> bool:
    """Whether nobody took the file away while it was read."""
    return PendingFile.objects.filter(pk=pending.pk, failed_at__isnull=True).exists()


def _followed(source: BinaryIO, pending: PendingFile) -> Iterator[bytes]:
    """The pieces of the file; how much was read is written for the status page."""
    count = 0
    while piece := source.read(PIECE):
        yield piece
        count += len(piece)
        PendingFile.objects.filter(pk=pending.pk).update(read_bytes=count)


def _give_up(pending: PendingFile, *, now: datetime) -> None:
    PendingFile.objects.filter(pk=pending.pk).update(failed_at=now)
    erase_upload(pending.upload)


def give_up_lost_files(*, now: datetime) -> int:
    """Files whose time in the private folder is over, or whose reading broke: say so, keep no byte."""
    late = PendingFile.objects.filter(
        failed_at__isnull=True, received_at__lte=now - timedelta(minutes=KEPT_MINUTES)
    )
    for pending in late:
        _give_up(pending, now=now)
    return len(late)


@transaction.atomic
def cancel_reading(*, trajectory: Trajectory, pending_id: int) -> str:
    """Take a file out of the queue, or its notice away; return its name, empty when it was read meanwhile."""
    pending = trajectory.pending_files.filter(pk=pending_id).first()
    if pending is None:
        return ""
    erase_upload(pending.upload)
    pending.delete()
    return pending.name
