"""Long files wait for the worker in a private folder, an hour at most; whatever happens, the wait ends."""

import datetime as dt
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from socioeco.readers import FecReading, read_fec
from trajectoires.documents.services import erase_leftovers
from trajectoires.trajectories.enums import READING_LOCK
from trajectoires.trajectories.models import PendingFile, Trajectory
from trajectoires.trajectories.services import (
    cancel_reading,
    erase,
    erase_expired,
    give_up_lost_files,
    read_pending,
    receive_files,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


@pytest.fixture
def waiting(fec, upload, now, monkeypatch):
    """A work with one short year read at once and one long year in the queue."""
    short, long = fec("741000 Aide 600", year=2024), fec("741000 Aide 700", year=2025) + b"\n" * 2000
    monkeypatch.setattr("trajectoires.trajectories.services.reading.READ_AT_ONCE_BYTES", len(short) + 1)
    sent = [upload(short, year=2024), upload(long, year=2025)]
    return receive_files(trajectory=None, files=sent, now=now)


def raw_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_short_is_read_and_the_long_waits(waiting, folder):
    pending = waiting.pending_files.get()
    assert [file.closed_on.year for file in waiting.files.all()] == [2024]
    assert (pending.name, pending.state, pending.read_bytes) == ("123456782FEC20251231.txt", "attente", 0)
    raw = raw_files(folder)
    assert [path.stat().st_size for path in raw] == [pending.size]
    assert [path.stat().st_mode & 0o777 for path in raw] == [0o600]
    assert pending.name not in raw[0].name, "the folder does not say whose file it is"
    job = ProcrastinateJob.objects.get(task_name="trajectories.read_pending")
    assert (job.lock, job.args) == (READING_LOCK, {"pending_id": pending.pk}), "one at a time, no content"


def test_the_worker_reads_it_and_nothing_raw_is_left(waiting, folder, now):
    read = read_pending(pending_id=waiting.pending_files.get().pk, now=now)
    assert read.trajectory == waiting
    assert [file.closed_on.year for file in waiting.files.order_by("closed_on")] == [2024, 2025]
    assert not PendingFile.objects.exists()
    assert raw_files(folder) == []


def test_how_far_it_is_can_be_followed(waiting, now, monkeypatch):
    monkeypatch.setattr("trajectoires.trajectories.services.reading.PIECE", 1000)
    pending = waiting.pending_files.get()
    seen = []

    def reading(source, name):
        for _ in source:
            pending.refresh_from_db()
            seen.append((pending.state, pending.read_bytes))
        return FecReading(name=name, empreinte="0" * 64)

    monkeypatch.setattr("socioeco.report.recognition.read_fec", reading)
    read_pending(pending_id=pending.pk, now=now)
    assert seen[:3] == [("lecture", 0), ("lecture", 1000), ("lecture", 2000)]


def test_a_file_taken_away_while_it_waits_is_not_read(waiting, folder, now):
    pending = waiting.pending_files.get()
    assert cancel_reading(trajectory=waiting, pending_id=pending.pk) == pending.name
    assert raw_files(folder) == []
    assert read_pending(pending_id=pending.pk, now=now) is None
    assert waiting.files.count() == 1


def test_a_file_taken_away_while_it_is_read_is_not_kept(waiting, folder, now, monkeypatch):
    pending = waiting.pending_files.get()

    def reading(source, name):
        found = read_fec(source, name)
        cancel_reading(trajectory=waiting, pending_id=pending.pk)
        return found

    monkeypatch.setattr("socioeco.report.recognition.read_fec", reading)
    assert read_pending(pending_id=pending.pk, now=now) is None
    assert waiting.files.count() == 1
    assert raw_files(folder) == []


def test_another_s_file_is_not_cancelled(waiting, now):
    other = Trajectory.objects.create(created_at=now, expires_at=now)
    assert cancel_reading(trajectory=other, pending_id=waiting.pending_files.get().pk) == ""
    assert waiting.pending_files.count() == 1


def test_erasing_erases_what_waits(waiting, folder, now):
    erase(trajectory=waiting, now=now)
    assert not PendingFile.objects.exists()
    assert raw_files(folder) == []


def test_the_end_of_a_work_erases_what_waits(waiting, folder, now):
    assert erase_expired(now=now + dt.timedelta(days=30)) == 1
    assert raw_files(folder) == []


def test_no_raw_file_stays_an_hour(waiting, folder, now):
    assert give_up_lost_files(now=now + dt.timedelta(minutes=44)) == 0
    assert len(raw_files(folder)) == 1
    assert give_up_lost_files(now=now + dt.timedelta(minutes=45)) == 1, "looked at every ten minutes"
    assert raw_files(folder) == []
    pending = waiting.pending_files.get()
    assert pending.state == "interrompue"
    assert read_pending(pending_id=pending.pk, now=now) is None


def test_a_raw_file_that_no_row_knows_is_erased_too(waiting, folder, now):
    waiting.pending_files.all().delete()
    (raw,) = raw_files(folder)
    received = raw.stat().st_mtime
    assert erase_leftovers(folder=folder, now=received + 44 * 60) == 0
    assert erase_leftovers(folder=folder, now=received + 46 * 60) == 1
    assert raw_files(folder) == []


def test_a_raw_file_that_is_gone_is_said(waiting, folder, now):
    for path in raw_files(folder):
        path.unlink()
    assert read_pending(pending_id=waiting.pending_files.get().pk, now=now) is None
    assert waiting.pending_files.get().state == "interrompue"


def test_a_reading_that_breaks_is_said_and_its_file_erased(waiting, folder, now, monkeypatch):
    monkeypatch.setattr("socioeco.report.recognition.read_fec", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read_pending(pending_id=waiting.pending_files.get().pk, now=now)
    assert waiting.pending_files.get().state == "interrompue"
    assert raw_files(folder) == []


def test_a_file_that_took_the_worker_down_twice_is_not_read_again(waiting, folder, now):
    waiting.pending_files.update(attempts=1)
    pending = waiting.pending_files.get()
    PendingFile.objects.filter(pk=pending.pk).update(attempts=2)
    assert read_pending(pending_id=pending.pk, now=now) is None
    assert waiting.pending_files.get().state == "interrompue"
    assert raw_files(folder) == []
