"""A table in a text file: its characters, its separator, its rows."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.blocks import TextBlocks
from socioeco.readers.encoding import Encoding, EncodingProbe
from socioeco.readers.tableau.bornes import UnableToOpen
from socioeco.readers.tableau.cellules import LONGEST_TEXT, Cell
from socioeco.readers.tableau.etendue import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

SEPARATORS = (";", "\t", "|")
COMMA = ","
SAMPLE = 200
_REFUSALS = {"F1-vide": "B1-vide", "F1-ligne-geante": "B1-demesure"}
_HARMLESS = ("F1-bom", "F1-utf16")


@dataclass(frozen=True, slots=True)
class TextTable:
    encoding: Encoding
    separator: str
    rows: list[list[Cell]]


def read_text(data: bytes) -> TextTable:
    """Rows of cells. Raises UnableToOpen only."""
    anomalies = AnomalyCollector()
    blocks = TextBlocks([data], anomalies)
    text, encoding = _decoded(blocks)
    refusals = [each.code for each in anomalies.collected() if each.code not in _HARMLESS]
    if refusals:
        raise UnableToOpen(_REFUSALS.get(refusals[0], "B1-illisible"))
    separator = choose_separator(text)
    return TextTable(encoding, separator, list(_rows(text, separator)))


def choose_separator(text: str) -> str:
    """The one that parts the most lines; the comma, which also stands in amounts, when no other does."""
    lines = [line for line in text[: 1 << 16].split("\n") if line.strip()][:SAMPLE]
    counts = {separator: sum(separator in line for line in lines) for separator in (*SEPARATORS, COMMA)}
    best = max(SEPARATORS, key=lambda separator: counts[separator])
    is_comma = counts[best] * 5 < len(lines) and counts[COMMA] > counts[best]
    return COMMA if is_comma else best


def _decoded(blocks: TextBlocks) -> tuple[str, Encoding]:
    probe = EncodingProbe()
    parts = []
    for block in blocks:
        probe.feed(block)
        parts.append(block)
    encoding = Encoding.UTF_16 if blocks.is_utf16 else probe.result()
    codec = "utf-8" if encoding in (Encoding.ASCII, Encoding.UTF_16) else encoding.value
    return b"".join(parts).decode(codec, errors="replace"), encoding


def _rows(text: str, separator: str) -> Iterator[list[Cell]]:
    cells = 0
    lines = (line + "\n" for line in text.split("\n"))
    try:
        for rank, row in enumerate(csv.reader(lines, delimiter=separator)):
            cells += len(row)
            if rank >= MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise UnableToOpen("B1-demesure")
            yield [cell[:LONGEST_TEXT].strip() for cell in row]
    except csv.Error as problem:
        raise UnableToOpen("B1-guillemet" if '"' in text else "B1-demesure") from problem
