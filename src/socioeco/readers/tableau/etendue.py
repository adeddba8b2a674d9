"""How large the tables of a workbook become once unfolded, told before they are.

A line of XML can stand for a billion cells: a far reference (`XFD1048576`), a repetition (`number-rows-repeated`), one
long text shared by every cell. Members must be well-formed and without a document type, where entities hide.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_ROWS = 100_000
MOST_COLUMNS = 1000
MOST_CELLS = 1_000_000
MOST_CHARS = 64 << 20  # of text, once each shared or repeated text stands in each of its cells
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,9})", re.ASCII)
_XML = (".xml", ".rels")

Attributes = dict[str, str]


@dataclass(slots=True)
class Etendue:
    """The largest table and the sums over all of them. `is_sound` is False for XML that cannot be trusted."""

    is_sound: bool = True
    rows: int = 0
    columns: int = 0
    cells: int = 0
    chars: int = 0

    @property
    def is_too_large(self) -> bool:
        return (
            self.rows > MOST_ROWS
            or self.columns > MOST_COLUMNS
            or self.cells > MOST_CELLS
            or self.chars > MOST_CHARS
        )

    def add_table(self, rows: int, columns: int, others: int = 0) -> None:
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)
        self.cells += max(rows * columns, others)


def measure_xlsx(members: Mapping[str, bytes]) -> Etendue:
    """Shared texts first, since cells name them by their rank."""
    etendue = Etendue()
    shared = _SharedTexts()
    for name in sorted(members, key=lambda name: name.lower() != "xl/sharedstrings.xml"):
        if not name.lower().endswith(_XML):
            continue
        sheet = _XlsxSheet(etendue, shared.lengths)
        reader: _Reader = shared if name.lower() == "xl/sharedstrings.xml" else sheet
        etendue.is_sound = etendue.is_sound and _parse(members[name], reader)
        etendue.add_table(sheet.rows, sheet.columns)
    return etendue


def measure_ods(members: Mapping[str, bytes]) -> Etendue:
    etendue = Etendue()
    for name in ("content.xml", "styles.xml", "META-INF/manifest.xml"):
        if name in members:
            etendue.is_sound = etendue.is_sound and _parse(members[name], _OdsTables(etendue))
    return etendue


class _Reader:
    """What the parser calls; names come without their prefix."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def _parse(content: bytes, reader: _Reader) -> bool:
    """False when the member is damaged, has a document type, or counts with what is not a number."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: reader.start(_local(name), _locals(attributes))
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _refuse(*_declaration: object) -> None:
    raise ValueError("a document type in a workbook")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _locals(attributes: Attributes) -> Attributes:
    return {_local(name): value for name, value in attributes.items()}


@dataclass(slots=True)
class _SharedTexts(_Reader):
    lengths: list[int] = field(default_factory=list)

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


@dataclass(slots=True)
class _XlsxSheet(_Reader):
    """A cell counts when it holds something: empty cells are only formatted."""

    etendue: Etendue
    lengths: list[int]
    rows: int = 0
    columns: int = 0
    _row: int = 0
    _column: int = 0
    _is_shared: bool = False
    _value: str | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            self._place(attributes.get("r"))
            self._is_shared = attributes.get("t") == "s"
        elif name in ("v", "is", "f"):
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
            self._value = "" if name == "v" and self._is_shared else None

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value += text

    def end(self, name: str) -> None:
        if self._value is not None and name == "v":
            self.etendue.chars += self._length(int(self._value))
            self._value = None

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError("a cell without a place")
        self._column = _column_number(found[1])
        self._row = max(self._row, int(found[2]))

    def _length(self, rank: int) -> int:
        return self.lengths[rank] if 0 <= rank < len(self.lengths) else 0


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(slots=True)
class _OdsTables(_Reader):
    """Repeated cells and rows are unfolded when something follows them: trailing blanks cost nothing."""

    etendue: Etendue
    _rows: int = 0
    _used: int = 0
    _width: int = 0
    _pushed: int = 0
    _times: int = 1
    _cells: int = 0
    _last: int = 0
    _is_filled: bool = False
    _row_is_filled: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table-row":
            self._start_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._start_cell(attributes)
        elif name == "p":
            self._is_filled = self._row_is_filled = True
        elif name == "s":
            self.etendue.chars += _repeat(attributes, "c") * self._last * self._times

    def text(self, text: str) -> None:
        self.etendue.chars += len(text) * self._last * self._times

    def end(self, name: str) -> None:
        if name == "table-row":
            self._end_row()
        elif name == "table":
            self.etendue.add_table(self._used, self._width, self._pushed)
            self._rows = self._used = self._width = self._pushed = 0

    def _start_row(self, attributes: Attributes) -> None:
        self._times = _repeat(attributes, "number-rows-repeated")
        self._cells = self._last = 0
        self._is_filled = self._row_is_filled = False

    def _start_cell(self, attributes: Attributes) -> None:
        self._cells += self._last
        self._last = _repeat(attributes, "number-columns-repeated")
        self._is_filled = "value-type" in attributes or "formula" in attributes
        self._row_is_filled = self._row_is_filled or self._is_filled
        self.text(attributes.get("string-value", ""))

    def _end_row(self) -> None:
        width = self._cells + (self._last if self._is_filled else 0)
        self._pushed += width
        self._rows += self._times
        if self._row_is_filled:
            self._used = self._rows
            self._width = max(self._width, width)


def _repeat(attributes: Attributes, name: str) -> int:
    times = int(attributes.get(name, "1"))
    if times < 0:
        raise ValueError("a negative repetition")
    return times
