"""Raw files that a crash left behind are erased within the hour."""

import os

import pytest
from django.conf import settings

from trajectoires.documents.enums import KEPT_MINUTES
from trajectoires.documents.services import erase_leftovers

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
    assert settings.FILE_UPLOAD_PERMISSIONS == 0o600
    assert settings.STATIC_ROOT not in folder.parents
    assert settings.MEDIA_ROOT not in [folder, *folder.parents]
