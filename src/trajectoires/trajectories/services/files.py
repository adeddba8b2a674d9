"""What was read of a file is kept, stands where another stood, is given its dates, is removed."""

import re
from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.http import Http404

import socioeco
from socioeco.anomalies import Anomaly
from socioeco.indicators import Origine
from socioeco.readers import Balance
from socioeco.readers.budget import Budget
from socioeco.report.reading import Reading
from socioeco.report.recognition import Dates, Pieces, lacks_only_dates, read_any, with_dates
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.services.axis import axis_of
from trajectoires.trajectories.services.parts import file_or_404, leave_place, standing_like, take_place
from trajectoires.trajectories.services.works import locked

NAME_LENGTH = 255
REFUSED = Q(balance__isnull=True, postes__isnull=True, budget__isnull=True, undated__isnull=True)
YEAR_IN_A_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read_source(  # noqa: PLR0913 - the file, and what is known of it
    *,
    trajectory: Trajectory,
    source: BinaryIO,
    name: str,
    genre: str = "",
    pieces: Pieces | None = None,
    now: datetime,
) -> tuple[Reading, Reading | None]:
    """The reading of a file, and the same under dates to propose when only its dates are missing."""
    origine = Origine(genre) if genre else None
    reading = read_any(source, name, origine=origine, pieces=pieces)
    if not lacks_only_dates(reading):
        return reading, None
    proposed = _proposed_dates(trajectory, name, now=now)
    return reading, read_any(source, name, origine=reading.origine, dates=proposed)


def _proposed_dates(trajectory: Trajectory, name: str, *, now: datetime) -> Dates:
    """The year that the name of the file tells, else the one before the oldest known, else the last one."""
    found = YEAR_IN_A_NAME.search(name)
    oldest = trajectory.files.filter(closed_on__isnull=False).order_by("closed_on").first()
    before = oldest.closed_on if oldest and oldest.closed_on else now
    year = int(found[1]) if found else before.year - 1
    return date(year, 1, 1), date(year, 12, 31)


def read_upload(
    *, trajectory: Trajectory, file: UploadedFile, genre: str = "", now: datetime
) -> ImportedFile:
    source: Any = file  # Django's files answer to what the readers ask of a stream
    reading, undated = read_source(
        trajectory=trajectory, source=source, name=file.name or "", genre=genre, now=now
    )
    axis = axis_of(source, reading)
    return record_reading(trajectory=trajectory, reading=reading, undated=undated, axis=axis, now=now)


def record_reading(
    *,
    trajectory: Trajectory,
    reading: Reading,
    undated: Reading | None = None,
    axis: dict[str, Any] | None = None,
    now: datetime,
) -> ImportedFile:
    """Keep what a file tells, its facts and its anomalies; `undated` is the same under dates that were supposed.

    The same file twice is kept once, where it stands. A file for an exercice already there stands in place of the other,
    which is set aside; a budget, in place of a budget only. A corrected file replaces the refused one of its name.
    """
    trajectory.files.filter(Q(name=reading.name[:NAME_LENGTH]) & REFUSED).delete()
    told = reading.told
    file = ImportedFile(
        trajectory=trajectory,
        name=reading.name[:NAME_LENGTH],
        genre=reading.origine.value,
        fingerprint=reading.empreinte,
        engine_version=socioeco.__version__,
        imported_at=now,
        opened_on=told.opened_on if told else None,
        closed_on=told.closed_on if told else None,
        facts=dict((undated or reading).facts),
        anomalies=[anomaly.to_json() for anomaly in reading.anomalies],
        undated=_content(undated),
        axis=axis,
        **_contents(reading),
    )
    _keep_once(file, trajectory.files.filter(fingerprint=reading.empreinte).first())
    return file


def _keep_once(file: ImportedFile, known: ImportedFile | None) -> None:
    """`known` is the same file, sent before: read again in its place when it still tells the same, else it goes."""
    if known is not None and known.replaced_by_id is None and _tells(known) == _tells(file):
        file.pk, file.added_to = known.pk, known.added_to
        file.save(force_update=True)
        return
    if known is not None:
        take_away(known)
    _settle(file)


def _tells(file: ImportedFile) -> tuple[Any, ...]:
    """What exercice, and as what."""
    return file.opened_on, file.closed_on, file.genre, file.balance is None


def _settle(file: ImportedFile) -> None:
    """It stands for its exercice; what stood there is set aside."""
    file.added_to, file.replaced_by = None, standing_like(file) if file.is_counted else None
    file.save()
    take_place(file)


def _contents(reading: Reading) -> dict[str, Any]:
    return {
        "balance": reading.balance.to_json() if reading.balance else None,
        "postes": reading.declared.to_json() if reading.declared else None,
        "budget": reading.budget.to_json() if reading.budget else None,
    }


def _content(reading: Reading | None) -> dict[str, Any] | None:
    told = (reading.balance or reading.budget) if reading else None
    return told.to_json() if told else None


@transaction.atomic
def remove_file(*, trajectory: Trajectory, file_id: int) -> tuple[str, str]:
    """Remove one file of this trajectory. Return its name, and that of the file that counts instead, empty without one."""
    Trajectory.objects.select_for_update().filter(pk=trajectory.pk).first()
    file = file_or_404(trajectory, file_id)
    was_added = file.added_to_id is not None
    heir = take_away(file)
    return file.name, heir.name if heir and heir.stands and not was_added else ""


def take_away(file: ImportedFile) -> ImportedFile | None:
    """Delete a file; return whoever speaks in its place, as `leave_place` does."""
    heir = leave_place(file)
    file.delete()
    return heir


# --- dates that the person tells ----------------------------------------------------------------------------


def table_or_404(trajectory: Trajectory, file_id: int) -> ImportedFile:
    """A balance or a budget of this trajectory, whose dates may be told."""
    file = file_or_404(trajectory, file_id)
    if not file.may_be_dated:
        raise Http404("Les dates de ce fichier sont celles de ses écritures.")
    return file


@transaction.atomic
def date_file(
    *, trajectory: Trajectory, file_id: int, opened_on: date, closed_on: date, now: datetime
) -> ImportedFile:
    """Give a table its dates, as if its reader had been told them. It stands for that exercice; another is set aside."""
    work = locked(trajectory, now=now)
    file = table_or_404(work, file_id)
    reading = with_dates(_reading_of(file), opened_on, closed_on)
    is_moved = (file.opened_on, file.closed_on) != (opened_on, closed_on)
    if is_moved:
        leave_place(file)
    file.facts, file.undated = dict(reading.facts), None
    file.opened_on, file.closed_on = opened_on, closed_on
    file.anomalies = [anomaly.to_json() for anomaly in reading.anomalies]
    for name, content in _contents(reading).items():
        setattr(file, name, content)
    if is_moved:
        _settle(file)
    else:
        file.save()
    return file


def _reading_of(file: ImportedFile) -> Reading:
    """A table as it was read, from what is kept of it."""
    is_budget = file.genre == Origine.BUDGET
    content = file.undated or (file.budget if is_budget else file.balance) or {}
    return Reading(
        name=file.name,
        empreinte=file.fingerprint,
        origine=Origine(file.genre),
        facts=file.facts,
        balance=None if is_budget else Balance.from_json(content),
        budget=Budget.from_json(content) if is_budget else None,
        anomalies=tuple(Anomaly.from_json(each) for each in file.anomalies),
    )
