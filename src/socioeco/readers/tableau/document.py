"""`read_document`: bytes of a table, text or workbook, to sheets of cells; refusals by code, never an exception."""

from dataclasses import dataclass
from typing import BinaryIO

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.bounded import read_bounded
from socioeco.readers.tableau.bornes import UnableToOpen, safe_archive
from socioeco.readers.tableau.cellules import Cell
from socioeco.readers.tableau.classeur import read_workbook
from socioeco.readers.tableau.texte import read_text

MOST_BYTES = 32 << 20
TEXT_FORMAT = "texte"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEPARATORS = {";": "point-virgule", "\t": "tabulation", "|": "barre verticale", ",": "virgule"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Rows are ragged; row n of the list is line n + 1 of the file."""

    name: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read; without sheets when an anomaly says why. `format` is « texte », « XLSX » or « ODS »."""

    empreinte: str
    format: str = ""
    encodage: str = ""
    separateur: str = ""
    sheets: tuple[Sheet, ...] = ()

    @property
    def is_text(self) -> bool:
        return self.format == TEXT_FORMAT


def read_document(source: BinaryIO | bytes, anomalies: AnomalyCollector) -> Document:
    """The tables of a file. Never raises on its content: a refusal is a blocking anomaly, and no sheet."""
    data, fingerprint = read_bounded(source, MOST_BYTES)
    try:
        return _opened(data, fingerprint)
    except UnableToOpen as problem:
        anomalies.add(problem.code)
        return Document(empreinte=fingerprint)


def _opened(data: bytes, fingerprint: str) -> Document:
    if len(data) > MOST_BYTES:
        raise UnableToOpen("B1-demesure")
    if data.startswith(_OLE):
        raise UnableToOpen("B1-chiffre" if _ENCRYPTED in data else "B1-xls")
    if data.startswith(_ZIP):
        archive = safe_archive(data)
        sheets = tuple(Sheet(name, rows) for name, rows in read_workbook(archive))
        return Document(empreinte=fingerprint, format=archive.format, sheets=sheets)
    table = read_text(data)
    return Document(
        empreinte=fingerprint,
        format=TEXT_FORMAT,
        encodage=table.encoding.label,
        separateur=_SEPARATORS[table.separator],
        sheets=(Sheet("", table.rows),),
    )
