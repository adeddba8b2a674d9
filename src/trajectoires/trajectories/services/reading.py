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
from trajectoires.trajectories.enums import MOST_FILES, READ_AT_ONCE_BYTES, READING_LOCK
from trajectoires.trajectories.models import ImportedFile, PendingFile, Trajectory
from trajectoires.trajectories.selectors import are_of_one_sort
from trajectoires.trajectories.services.axis import axis_of
from trajectoires.trajectories.services.files import (
    NAME_LENGTH,
    file_or_404,
    read_source,
    read_upload,
    record_reading,
    take_away,
)
from trajectoires.trajectories.services.parts import add_up
from trajectoires.trajectories.services.works import locked

PIECE = 1 << 20
MOST_ATTEMPTS = 2  # a file whose reading twice took the worker down is not read a third time


class TooManyFiles(ValueError):
    """More files than a work keeps, those that wait and those that are set aside too."""


@transaction.atomic
def receive_files(
    *, trajectory: Trajectory | None, files: Iterable[UploadedFile], genre: str = "", now: datetime
) -> Trajectory:
    """Read each short file, put each long one in the queue. Starts a trajectory when there is none.

    `genre` is what the person says that they are; else each is known by what it holds. Raise TooManyFiles, and keep none.
    """
    files, work = list(files), locked(trajectory, now=now)
    if work.files.count() + work.pending_files.count() + len(files) > MOST_FILES:
        raise TooManyFiles
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
    """Another file in the place of this one, whatever their names and dates; nothing else moves.

    One that comes for a part is a part, when it is read at once, tells the same exercice and is of the same sort.
    """
    work = locked(trajectory, now=now)
    former = file_or_404(work, file_id)
    was_added = former.added_to_id is not None or former.parts.exists()
    beside = take_away(former)
    was_standing = beside is not None and beside.stands
    receive_files(trajectory=work, files=[file], genre=genre, now=now)
    if beside and was_added and was_standing:
        _add_again(beside)
    return work


def _add_again(beside: ImportedFile) -> None:
    beside.refresh_from_db()
    if beside.replaced_by and are_of_one_sort(beside, beside.replaced_by):
        add_up(beside)


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
