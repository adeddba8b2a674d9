"""Raw files wait under a name that says nothing; what a crash left behind is erased within the hour."""

import os

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from trajectoires.documents.enums import KEPT_MINUTES
from trajectoires.documents.fields import UnkeptFile
from trajectoires.documents.services import erase_leftovers, erase_upload, keep_upload, open_upload

HOUR = KEPT_MINUTES * 60


@pytest.fixture
def leave(tmp_path):
    def make(name: str, written_at: float):
        path = tmp_path / name
        path.write_bytes(b"x")
        os.utime(path, (written_at, written_at))
        return path

    return make


def test_only_what_is_old_is_erased(tmp_path, leave):
    old, young = leave("old.upload", 1000), leave("young.upload", 1000 + HOUR)
    assert erase_leftovers(folder=tmp_path, now=1000 + HOUR + 1) == 1
    assert [old.exists(), young.exists()] == [False, True]
    assert erase_leftovers(folder=tmp_path, now=1001 + 2 * HOUR) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_stands_at_the_limit_is_kept(tmp_path, leave):
    leave("one.upload", 1000)
    assert erase_leftovers(folder=tmp_path, now=1000 + HOUR) == 0


def test_without_a_clock_the_time_is_now(tmp_path, leave):
    leave("ancient.upload", 1000)
    (tmp_path / "today.upload").write_bytes(b"x")
    assert erase_leftovers(folder=tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["today.upload"]


def test_folders_and_links_to_elsewhere_are_left_alone(tmp_path, leave):
    inside = tmp_path / "private"
    inside.mkdir()
    (inside / "kept.txt").write_bytes(b"x")
    erase_leftovers(folder=tmp_path, now=10**11)
    assert (inside / "kept.txt").exists()


def test_a_missing_folder_holds_nothing(tmp_path):
    assert erase_leftovers(folder=tmp_path / "nowhere") == 0


def test_the_folder_of_uploads_is_private_and_not_served():
    folder = settings.FILE_UPLOAD_TEMP_DIR
    assert folder.stat().st_mode & 0o077 == 0
    assert (
        settings.FILE_UPLOAD_PERMISSIONS & 0o007 == 0
    )  # a proxy of our group reads images; nobody else does
    assert settings.STATIC_ROOT not in folder.parents
    assert settings.MEDIA_ROOT not in [folder, *folder.parents]


# --- files that wait for the worker -----------------------------------------------------------------------------------


@pytest.fixture
def folder(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    return tmp_path / "uploads" / "attente"


def kept_bytes(name):
    with open_upload(name) as source:
        return source.read()


def test_what_is_kept_is_read_again_and_erased(folder):
    name = keep_upload(SimpleUploadedFile("comptes-de-mon-association.txt", b"JournalCode\r\n"))
    assert kept_bytes(name) == b"JournalCode\r\n"
    assert [path.name for path in folder.iterdir()] == [name]
    erase_upload(name)
    assert list(folder.iterdir()) == []


def test_a_file_on_the_disk_is_kept_after_its_request_is_over(folder):
    folder.parent.mkdir()
    content = bytes(range(256)) * 1000
    with TemporaryUploadedFile("fec.txt", "text/plain", len(content), None) as received:
        received.write(content)
        name = keep_upload(received)
    assert kept_bytes(name) == content
    assert [path for path in folder.parent.iterdir() if path.is_file()] == []


def test_the_folder_and_its_files_are_private(folder):
    name = keep_upload(SimpleUploadedFile("fec.txt", b"x"))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / name).stat().st_mode & 0o777 == 0o600


def test_a_name_says_nothing_and_is_never_given_twice(folder):
    names = {keep_upload(SimpleUploadedFile("fec.txt", b"x")) for _ in range(20)}
    assert len(names) == 20
    assert {len(name) for name in names} == {32}


def test_what_was_erased_is_not_found_and_may_be_erased_again(folder):
    name = keep_upload(SimpleUploadedFile("fec.txt", b"x"))
    erase_upload(name)
    erase_upload(name)
    with pytest.raises(FileNotFoundError):
        open_upload(name)


@pytest.mark.parametrize("name", ["", ".", "../attente", "/etc/passwd", "a" * 31 + "/", "é" * 40])
@pytest.mark.parametrize("use", [open_upload, erase_upload])
def test_no_other_name_leads_anywhere(folder, use, name):
    with pytest.raises(ValueError, match="not the name of an upload"):
        use(name)


def test_a_file_over_the_limits_is_not_kept_as_an_empty_one(folder):
    with pytest.raises(RequestDataTooBig):
        keep_upload(UnkeptFile(name="gros.txt", content_type="text/plain", size=60_000_000))
    assert list(folder.iterdir()) == []


def test_what_waits_is_erased_once_its_time_is_over(folder):
    old, young = (keep_upload(SimpleUploadedFile("fec.txt", b"x")) for _ in range(2))
    received = (folder / old).stat().st_mtime
    os.utime(folder / old, (received - HOUR - 1,) * 2)
    assert erase_leftovers(folder=folder.parent, now=received) == 1
    assert [path.name for path in folder.iterdir()] == [young]
    assert KEPT_MINUTES + 10 < 60, "looked at every ten minutes, none stays an hour"


def test_a_file_that_another_process_erases_meanwhile_is_no_failure(tmp_path, leave, monkeypatch):
    first, second = leave("first.upload", 1000), leave("second.upload", 1000)
    unlink = type(first).unlink

    def race(path):
        unlink(first, missing_ok=True)
        unlink(second, missing_ok=True)
        raise FileNotFoundError(path)

    monkeypatch.setattr(type(first), "unlink", race)
    assert erase_leftovers(folder=tmp_path, now=10**10) == 0
    assert list(tmp_path.iterdir()) == []
