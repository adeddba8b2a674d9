"""A workbook, hostile until proved otherwise: what is inside is counted before anything is opened.

An XLSX or ODS file is an archive of XML members. Only the members that a reader needs are taken out, each within a
budget, and put in a new archive: what is read afterwards is exactly what was measured here.
"""

import io
import zipfile
from dataclasses import dataclass

from socioeco.readers.tableau.etendue import Etendue, measure_ods, measure_xlsx

MOST_MEMBERS = 2000
MOST_BYTES = 64 << 20  # of all the members that are read, once unpacked
SMALL_MEMBER = 1 << 20
HIGHEST_RATIO = 500  # unpacked size over packed size of a member that is not small
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_MEMBERS = ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")
_ENCRYPTED = 1


class UnableToOpen(Exception):
    """Carries the code of the catalogue that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SafeArchive:
    format: str
    data: bytes


def safe_archive(data: bytes) -> SafeArchive:
    """The members a reader needs, in a new archive. Raises UnableToOpen, and nothing else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _rebuilt(archive)
    except UnableToOpen:
        raise
    except Exception as problem:  # zipfile lets a dozen kinds of errors through on damaged archives
        raise UnableToOpen("B1-abime") from problem


def _rebuilt(archive: zipfile.ZipFile) -> SafeArchive:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    kind = _kind(archive, names)
    members = _members(archive, [info for info in infos if _is_read(info.filename, kind)])
    if kind == "ODS" and b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise UnableToOpen("B1-chiffre")
    _check(measure_ods(members) if kind == "ODS" else measure_xlsx(members))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as clean:
        for name, content in members.items():
            clean.writestr(zipfile.ZipInfo(name), content)
    return SafeArchive(kind, output.getvalue())


def _kind(archive: zipfile.ZipFile, names: list[str]) -> str:
    """XLSX or ODS; refuses the rest, doubles, macros and passwords."""
    lowered = [name.lower() for name in names]
    if len(names) > MOST_MEMBERS:
        raise UnableToOpen("B1-demesure")
    if len(set(lowered)) != len(names):
        raise UnableToOpen("B1-abime")
    if any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
        raise UnableToOpen("B1-chiffre")
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in lowered):
        raise UnableToOpen("B1-macros")
    if "xl/workbook.bin" in lowered:
        raise UnableToOpen("B1-xls")
    if "xl/workbook.xml" in lowered:
        return "XLSX"
    if "content.xml" in names and "mimetype" in names and _mimetype(archive).startswith(ODS_TYPE):
        return "ODS"
    raise UnableToOpen("B1-illisible")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as member:
        return member.read(len(ODS_TYPE))


def _is_read(name: str, kind: str) -> bool:
    if kind == "ODS":
        return name in _ODS_MEMBERS
    lowered = name.lower()
    is_part = lowered.startswith(("xl/", "_rels/")) or lowered == "[content_types].xml"
    return is_part and lowered.endswith((".xml", ".rels"))


def _members(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    left = MOST_BYTES
    members: dict[str, bytes] = {}
    for info in infos:
        with archive.open(info) as member:
            content = member.read(left + 1)
        left -= len(content)
        if left < 0 or _is_bomb(len(content), info.compress_size):
            raise UnableToOpen("B1-demesure")
        members[info.filename] = content
    return members


def _is_bomb(size: int, packed: int) -> bool:
    return size > SMALL_MEMBER and size > packed * HIGHEST_RATIO


def _check(etendue: Etendue) -> None:
    if not etendue.is_sound:
        raise UnableToOpen("B1-abime")
    if etendue.is_too_large:
        raise UnableToOpen("B1-demesure")
