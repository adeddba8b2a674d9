"""Damaged files through the portal: the wait always ends, no raw byte stays, and the page says what was found."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from socioeco.generator import generate_association
from socioeco.generator.bombs import BOMBS
from socioeco.generator.damage import DAMAGES, damage
from socioeco.report import recognition
from trajectoires.documents.enums import KEPT_MINUTES
from trajectoires.trajectories import services
from trajectoires.trajectories.models import PendingFile, Trajectory
from trajectoires.trajectories.services import give_up_lost_files, read_pending, receive_files
from trajectoires.trajectories.tasks import erase_leftover_uploads
from trajectoires.trajectories.tasks import read_pending as read_pending_task

pytestmark = pytest.mark.django_db

START, RESULTS, READING = "/agir/trajectoire/", "/agir/trajectoire/resultats/", "/agir/trajectoire/lecture/"
BOMB_BYTES = 300_000


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path


@pytest.fixture(scope="module")
def book():
    made = generate_association("club_benevole", seed=1, first_year=2025, years=1, size="petite")
    return made.exercices[0].fec_bytes()


@pytest.fixture
def every_file_waits(monkeypatch):
    """Each file is long enough for the worker."""
    monkeypatch.setattr("trajectoires.trajectories.services.reading.READ_AT_ONCE_BYTES", -1)


def raw_files() -> list[Path]:
    return [path for path in Path(settings.FILE_UPLOAD_TEMP_DIR).rglob("*") if path.is_file()]


def broken(book: bytes, kind: str) -> bytes:
    """One byte at least: the form refuses an empty file before anything reads it."""
    return damage(book, kind, Random(f"portal/{kind}")) or b"\x1a"


def check_page(client, words, work):
    """The result page opens, and gives the three parts of every reason why a file is kept out."""
    page = client.get(RESULTS)
    assert page.status_code == 200
    said = words(page)
    for file in work.files.all():
        reasons = [anomaly for anomaly in file.anomalies if anomaly["severite"] == "bloquante"]
        assert (file.balance is None) == bool(reasons)
        for anomaly in reasons:
            for part in ("constat", "consequence", "remede"):
                assert words(anomaly[part]) in said, anomaly["code"]


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_small_damaged_file_is_read_at_once_and_its_page_says_why(client, upload, words, book, kind):
    response = client.post(START, {"fichiers": upload(broken(book, kind), year=2025)})
    assert response.status_code == 302
    work = Trajectory.objects.get()
    assert work.files.count() == 1
    assert raw_files() == []
    check_page(client, words, work)


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.usefixtures("every_file_waits")
def test_a_long_damaged_file_leaves_the_queue(upload, book, now, kind):
    work = receive_files(trajectory=None, files=[upload(broken(book, kind), year=2025)], now=now)
    assert len(raw_files()) == 1
    read = read_pending(pending_id=work.pending_files.get().pk, now=now)
    assert list(work.files.all()) == [read]
    assert not PendingFile.objects.exists()
    assert raw_files() == []


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.usefixtures("every_file_waits")
def test_a_bomb_leaves_the_queue_and_a_page(client, upload, words, bomb):
    client.post(START, {"fichiers": upload(b"".join(BOMBS[bomb](BOMB_BYTES)), year=2025)})
    work = Trajectory.objects.get()
    read_pending_task(work.pending_files.get().pk)
    assert not PendingFile.objects.exists()
    assert raw_files() == []
    check_page(client, words, work)


def test_damaged_files_keep_themselves_out_and_nothing_else(upload, fec, book, now):
    kinds = ["truncated", "noise", "amounts", "header only"]
    sent = [
        upload(broken(book, kind), name=f"123456782FEC{2010 + at}1231.txt") for at, kind in enumerate(kinds)
    ]
    sent.insert(2, upload(fec("741000 Aide 600", year=2024), year=2024))
    work = receive_files(trajectory=None, files=sent, now=now)
    assert work.files.count() == 5
    assert [file.closed_on.year for file in work.files.all() if file.balance is not None] == [2024]


# --- readings that do not come back -----------------------------------------------------------------------------------


@pytest.fixture
def sent(client, upload, book, every_file_waits):
    """A browser that sent one long file; the file waits."""
    client.post(START, {"fichiers": upload(book, year=2025)})
    return client


def dies(*_arguments):
    """What a killed process does: nothing after it is run, not even what a refusal would."""
    raise SystemExit(137)


def test_a_reading_that_raises_ends_and_the_page_says_so(sent, words, now, monkeypatch):
    monkeypatch.setattr(recognition, "read_fec", lambda *_: 1 / 0)
    pending = PendingFile.objects.get()
    with pytest.raises(ZeroDivisionError):
        read_pending(pending_id=pending.pk, now=now)
    check_interrupted(sent, words)


def test_a_worker_killed_twice_is_not_killed_a_third_time(sent, words, now, monkeypatch):
    monkeypatch.setattr(recognition, "read_fec", dies)
    pending = PendingFile.objects.get()
    for attempt in (1, 2):
        with pytest.raises(SystemExit):
            read_pending(pending_id=pending.pk, now=now)
        pending.refresh_from_db()
        assert (pending.attempts, pending.state) == (attempt, "lecture"), "the count outlives the worker"
        assert len(raw_files()) == 1
    assert read_pending(pending_id=pending.pk, now=now) is None
    check_interrupted(sent, words)


def test_a_worker_killed_once_reads_the_file_the_next_time(sent, now, monkeypatch):
    pending = PendingFile.objects.get()
    with monkeypatch.context() as patched:
        patched.setattr(recognition, "read_fec", dies)
        with pytest.raises(SystemExit):
            read_pending(pending_id=pending.pk, now=now)
    assert read_pending(pending_id=pending.pk, now=now).balance is not None
    assert not PendingFile.objects.exists()
    assert raw_files() == []


def test_a_worker_that_never_comes_is_given_up_within_the_hour(sent, words):
    PendingFile.objects.update(received_at="2026-01-01T00:00:00Z")
    erase_leftover_uploads()
    check_interrupted(sent, words)


def test_a_reading_that_cannot_be_stored_ends_within_the_hour(sent, words, now, monkeypatch):
    monkeypatch.setattr(services.reading, "record_reading", lambda **_: 1 / 0)
    pending = PendingFile.objects.get()
    with pytest.raises(ZeroDivisionError):
        read_pending(pending_id=pending.pk, now=now)
    give_up_lost_files(now=pending.received_at + timedelta(minutes=KEPT_MINUTES))
    check_interrupted(sent, words)


def check_interrupted(client, words):
    assert PendingFile.objects.get().state == "interrompue"
    assert raw_files() == []
    page = client.get(READING)
    assert page.status_code == 200
    assert "La lecture s’est arrêtée avant la fin." in words(page)
