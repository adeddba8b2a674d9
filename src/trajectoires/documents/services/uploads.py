"""Raw uploads do not stay: those that wait have a name that says nothing, and an hour at most."""

import secrets
import time
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from trajectoires.documents.enums import KEPT_MINUTES

WAITING = "attente"


def keep_upload(file: UploadedFile) -> str:
    """Put the bytes aside in the private folder; return the name to open them by. All of them, or none."""
    folder = _waiting()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    path = folder / name
    path.touch(mode=0o600, exist_ok=False)
    try:
        with path.open("wb") as kept:
            kept.writelines(file.chunks())
    except BaseException:
        path.unlink()
        raise
    return name


def open_upload(name: str) -> BinaryIO:
    """The bytes. FileNotFoundError once they were erased."""
    return _path(name).open("rb")


def erase_upload(name: str) -> None:
    """Nothing is said when it is gone already."""
    _path(name).unlink(missing_ok=True)


def erase_leftovers(*, folder: Path, now: float | None = None) -> int:
    """Erase what was left in `folder`, or waits in it, once older than KEPT_MINUTES; return how many."""
    limit = (now if now is not None else time.time()) - KEPT_MINUTES * 60
    raw = (path for place in (folder, folder / WAITING) for path in place.glob("*"))
    return sum(_erase_older(path, limit) for path in raw)


def _erase_older(path: Path, limit: float) -> bool:
    """Another process may erase the file meanwhile: all the better."""
    try:
        if not path.is_file() or path.stat().st_mtime >= limit:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _waiting() -> Path:
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / WAITING


def _path(name: str) -> Path:
    """A name that we gave; any other would be a fault of ours."""
    if len(name) != 32 or not name.isalnum():
        raise ValueError("not the name of an upload")
    return _waiting() / name
