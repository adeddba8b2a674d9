"""A zip of content: hostile until read. Everything wrong is said before one byte is unpacked."""

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from trajectoires.content.loader.assets import ASSETS
from trajectoires.content.loader.files import PAGES
from trajectoires.content.loader.problems import Problem
from trajectoires.content.loader.records import record_kind, record_kinds

MAXIMUM_ENTRIES = 5_000
MAXIMUM_TOTAL_BYTES = 200_000_000  # once unpacked
MAXIMUM_TEXT_BYTES = 1_000_000
MAXIMUM_DIRECTORY_BYTES = 2_000_000  # of the list of entries, which is read whole
_CHUNK = 65_536
_ROOT = "content/"
_LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, struct.error)


class UnreadableArchiveError(Exception):
    """Why nothing of the file can be read, in French."""


def unpack(source: BinaryIO, folder: Path, *, name: str) -> list[Problem]:
    """Write the files of the archive in an empty folder; with a problem, write nothing, or not all."""
    try:
        _weigh_directory(source)
        with zipfile.ZipFile(source) as archive:
            entries = _entries(archive)
            problems = _problems(entries)
            return problems or [fault for entry in entries if (fault := _extract(archive, entry, folder))]
    except UnreadableArchiveError as error:
        return [Problem(name, 0, str(error))]
    except _BROKEN:
        return [Problem(name, 0, "Ce fichier n’est pas un zip lisible.", "Refaites-le, puis recommencez.")]


class _Entry:
    """A file of the archive, under the path that it takes in the folder."""

    def __init__(self, info: zipfile.ZipInfo, root: str) -> None:
        self.info = info
        self.path = info.orig_filename.removeprefix(root)

    @property
    def is_text(self) -> bool:
        return self.path.partition("/")[0] in _texts()

    @property
    def endings(self) -> tuple[str, ...]:
        """Those of a text of its folder."""
        kind = record_kind(folder=self.path.partition("/")[0])
        return kind.endings if kind else (".md",)


def _texts() -> tuple[str, ...]:
    return (PAGES, *(kind.folder for kind in record_kinds()))


def _weigh_directory(source: BinaryIO) -> None:
    """The list of entries is in memory as soon as the archive is open: its size is read before."""
    end = source.seek(0, 2)
    source.seek(max(0, end - _CHUNK - 22))
    tail = source.read()
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) < start + 22:
        raise UnreadableArchiveError("Ce fichier n’est pas un zip.")
    count, size = struct.unpack("<HI", tail[start + 10 : start + 16])
    if (
        size > MAXIMUM_DIRECTORY_BYTES
        or count > MAXIMUM_ENTRIES
        or b"PK\x06\x07" in tail[max(0, start - 20) : start]
    ):
        raise UnreadableArchiveError(f"Ce zip contient plus de {MAXIMUM_ENTRIES} fichiers, ou le prétend.")
    source.seek(0)


def _entries(archive: zipfile.ZipFile) -> list[_Entry]:
    """What computers add by themselves is left out; a folder `content/` around everything is seen through."""
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_noise(info.orig_filename)]
    root = _ROOT if infos and all(info.orig_filename.startswith(_ROOT) for info in infos) else ""
    return [_Entry(info, root) for info in infos]


def _is_noise(path: str) -> bool:
    return path.startswith(_LEFT_BY_SYSTEMS[0]) or PurePosixPath(path).name in _LEFT_BY_SYSTEMS


# --- what may be wrong --------------------------------------------------------------------------------------


def _problems(entries: list[_Entry]) -> list[Problem]:
    problems = [Problem(_shown(entry.path), 0, reason) for entry in entries for reason in _faults(entry)]
    problems += [
        Problem(_shown(path), 0, "Ce fichier est là deux fois.", "Gardez-en un.")
        for path, times in Counter(entry.path.casefold() for entry in entries).items()
        if times > 1
    ]
    total = sum(entry.info.file_size for entry in entries)
    if total > MAXIMUM_TOTAL_BYTES or len(entries) > MAXIMUM_ENTRIES:
        limit = f"{MAXIMUM_TOTAL_BYTES // 1_000_000} Mo, {MAXIMUM_ENTRIES} fichiers"
        problems.append(Problem("zip", 0, f"Déplié, ce zip dépasse les limites ({limit})."))
    if not entries:
        problems.append(Problem("zip", 0, "Ce zip ne contient aucun fichier."))
    return sorted(problems)


def _faults(entry: _Entry) -> Iterable[str]:
    path, info = entry.path, entry.info
    mode = info.external_attr >> 16
    if info.flag_bits & 0x1:
        yield "Ce fichier est protégé par un mot de passe."
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        yield "Ce n’est pas un fichier ordinaire (lien, périphérique)."
    if not _is_plain(path):
        yield "Ce chemin n’est pas écrit comme un chemin du site."
    elif (
        path.partition("/")[0] not in (folders := (*_texts(), *(kind.folder for kind in ASSETS)))
        or "/" not in path
    ):
        yield f"Il n’est dans aucun des dossiers connus : {', '.join(folders)}."
    elif entry.is_text and not path.endswith(entry.endings):
        yield f"Un texte est un fichier « {' » ou « '.join(entry.endings)} »."
    if entry.is_text and info.file_size > MAXIMUM_TEXT_BYTES:
        yield f"Un texte pèse au plus {MAXIMUM_TEXT_BYTES // 1_000_000} Mo."


def _is_plain(path: str) -> bool:
    """No way out of the folder, nothing that two systems would read otherwise."""
    steps = path.split("/")
    return (
        path.isprintable()
        and path == unicodedata.normalize("NFC", path)
        and len(path) <= 250
        and not any(step in {"", ".", ".."} or step != step.strip(" .") for step in steps)
        and not any(sign in path for sign in '\\:*?"<>|')
    )


def _shown(path: str) -> str:
    """A name that its sender chose, made fit to be read."""
    return "".join(sign if sign.isprintable() else "�" for sign in path)[:120]


def _extract(archive: zipfile.ZipFile, entry: _Entry, folder: Path) -> Problem | None:
    """Never more bytes than the entry said, whatever it holds."""
    target = folder / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.info.file_size
    try:
        with archive.open(entry.info) as packed, target.open("xb") as written:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise zipfile.BadZipFile
                written.write(chunk)
    except _BROKEN:
        return Problem(entry.path, 0, "Ce fichier est abîmé dans le zip.", "Refaites le zip.")
    return None
