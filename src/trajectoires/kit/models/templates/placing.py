"""Where each cell of a workbook stands once it is filled in, and what its formula reads. Names become places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from trajectoires.content.fields import Fault
from trajectoires.kit.enums import CellKind
from trajectoires.kit.models.templates.formulas import Call, Expression, Previous, walk
from trajectoires.kit.models.templates.resolving import Area, Place, Reader, Ref, check_reading, cycles_in
from trajectoires.kit.models.templates.workbook import Column, Heading, Line, Sheet, Workbook, Written

WIDTHS = {
    CellKind.TEXTE: 6.0, CellKind.MONTANT: 2.6, CellKind.NOMBRE: 2.2, CellKind.PART: 1.9, CellKind.DATE: 2.4,
    CellKind.CHOIX: 2.8,
}  # fmt: skip
LABEL_WIDTH, VALUE_WIDTH, WORDS_WIDTH = 7.0, 3.0, 5.0  # centimetres, of what stands above the table
MOST_REPEATED = 60


@dataclass(frozen=True)
class Filling:
    """What is put beforehand: a value a key, and for what is repeated, attributes a line."""

    values: Mapping[str, Written] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, Written]]] = field(default_factory=dict)


EMPTY = Filling()


@dataclass
class Cell:
    """`value` is written there, or `formula` works it out: never both. `is_prefilled`: it comes from a filling."""

    kind: CellKind
    value: Written | None = None
    formula: Expression | None = None
    choices: tuple[str, ...] = ()
    is_label: bool = False
    is_prefilled: bool = False


@dataclass
class PlacedRow:
    """`words` stand across the sheet; else `cells`, by column. `look` says what the row is."""

    look: str  # titre, sous-titre, mention, feuille, consigne, entete, vide, colonnes, partie, ligne, total, note
    words: str = ""
    cells: dict[int, Cell] = field(default_factory=dict)


@dataclass
class PlacedSheet:
    sheet: Sheet
    widths: list[float]
    label_span: int
    value_span: int
    rows: list[PlacedRow] = field(default_factory=list)
    headings: dict[str, int] = field(default_factory=dict)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(
        default_factory=list
    )  # first and last row of each line of the source

    @property
    def columns(self) -> dict[str, int]:
        return {column.key: place for place, column in enumerate(self.sheet.columns)}

    @property
    def width_in_columns(self) -> int:
        """The table, and what stands above it."""
        return max(len(self.widths), self.label_span + self.value_span)

    @property
    def all_widths(self) -> list[float]:
        """In centimetres; one column alone has a second beside it for the values above."""
        return [*self.widths, *([WORDS_WIDTH] * (self.width_in_columns - len(self.widths)))]

    @property
    def header_row(self) -> int:
        return next(place for place, row in enumerate(self.rows) if row.look == "colonnes")


@dataclass
class PlacedWorkbook:
    workbook: Workbook
    sheets: list[PlacedSheet]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, place: Place) -> Cell | None:
        return self.sheets[place.sheet].rows[place.row].cells.get(place.column)

    def formulas(self) -> Iterator[tuple[Place, Expression]]:
        for sheet_place, sheet in enumerate(self.sheets):
            for row_place, row in enumerate(sheet.rows):
                for column, cell in row.cells.items():
                    if cell.formula is not None:
                        yield Place(sheet_place, row_place, column), cell.formula


def place(workbook: Workbook, filling: Filling = EMPTY) -> PlacedWorkbook:
    """Place everything, then read the formulas: one that names what is not there is a fault, and stays out."""
    sheets = [_Placing(workbook, sheet, filling).done() for sheet in workbook.sheets]
    placed = PlacedWorkbook(workbook, sheets)
    for index, (sheet, done) in enumerate(zip(workbook.sheets, placed.sheets, strict=True)):
        _read_formulas(placed, index, sheet, done)
    if not placed.faults:
        placed.faults += [Fault(0, reason) for reason in cycles_in(placed)]
    return placed


class _Placing:
    """The rows of one sheet, from top to bottom."""

    def __init__(self, workbook: Workbook, sheet: Sheet, filling: Filling) -> None:
        self._workbook, self._sheet, self._filling = workbook, sheet, filling
        widths = [column.width or WIDTHS[column.kind] for column in sheet.columns] or [WIDTHS[CellKind.TEXTE]]
        self._done = PlacedSheet(sheet, widths, *_spans(sheet, widths))

    def done(self) -> PlacedSheet:
        rows = self._done.rows
        rows.append(PlacedRow("titre", self._workbook.title))
        said = (
            ("sous-titre", self._workbook.subtitle),
            ("mention", self._workbook.mention),
            ("feuille", self._sheet.title if len(self._workbook.sheets) > 1 else ""),
            ("consigne", self._sheet.instruction),
        )
        rows += [PlacedRow(look, words) for look, words in said if words]
        for heading in self._sheet.headings:
            self._done.headings[heading.key] = len(rows)
            rows.append(self._heading(heading))
        rows.append(PlacedRow("vide"))
        titles = {
            place: Cell(column.kind, column.title, is_label=True)
            for place, column in enumerate(self._sheet.columns)
        }
        rows.append(PlacedRow("colonnes", cells=titles))
        for line in self._sheet.lines:
            self._line(line)
        rows += [PlacedRow("note", note) for note in self._sheet.notes]
        return self._done

    def _heading(self, heading: Heading) -> PlacedRow:
        value = self._filling.values.get(heading.prefilled)
        cell = Cell(heading.kind, value, choices=heading.choices, is_prefilled=value is not None)
        label = Cell(CellKind.TEXTE, heading.title, is_label=True)
        return PlacedRow("entete", cells={0: label, self._done.label_span: cell})

    def _line(self, line: Line) -> None:
        first = len(self._done.rows)
        self._done.rows += self._rows_of(line)
        span = (first, len(self._done.rows) - 1)
        self._done.spans.append(span)
        if line.key:
            self._done.lines[line.key] = span

    def _rows_of(self, line: Line) -> list[PlacedRow]:
        if line.part:
            return [PlacedRow("partie", line.part)]
        known = self._filling.rows.get(line.repeats, ())[:MOST_REPEATED] if line.repeats else ()
        if known:
            return [self._row(line, _repeated(line, each)) for each in known]
        return [self._row(line, {}) for _ in range(line.empties or 1)]

    def _row(self, line: Line, given: Mapping[str, Written]) -> PlacedRow:
        cells: dict[int, Cell] = {}
        for place, column in enumerate(self._sheet.columns):
            known = self._filling.values.get(line.prefilled.get(column.key, ""))
            value = given.get(column.key, line.written.get(column.key, known))
            was_filled = value is not None and column.key not in line.written
            is_label = column.key in line.written and column.kind is CellKind.TEXTE
            cells[place] = Cell(
                column.kind, value, choices=column.choices, is_label=is_label, is_prefilled=was_filled
            )
        return PlacedRow("total" if line.is_strong else "ligne", cells=cells)


def _repeated(line: Line, known: Mapping[str, Written]) -> dict[str, Written]:
    return {column: known[name] for column, name in line.repeated.items() if known.get(name) is not None}


def _spans(sheet: Sheet, widths: list[float]) -> tuple[int, int]:
    """Over how many columns a label, then a value, stand above the table."""
    reached = list(accumulate(widths))
    label = next((place for place, width in enumerate(reached, 1) if width >= LABEL_WIDTH), len(widths))
    label = max(1, min(label, len(widths) - 1))
    has_words = any(heading.kind in {CellKind.TEXTE, CellKind.CHOIX} for heading in sheet.headings)
    wanted = WORDS_WIDTH if has_words else VALUE_WIDTH
    after = list(accumulate(widths[label:]))
    value = next((place for place, width in enumerate(after, 1) if width >= wanted), max(1, len(after)))
    return label, value


# --- formulas ---------------------------------------------------------------------------------------------------------


def _read_formulas(placed: PlacedWorkbook, index: int, sheet: Sheet, done: PlacedSheet) -> None:
    reader = Reader(placed, index)
    for heading in sheet.headings:
        if heading.formula is not None:
            at = Place(index, done.headings[heading.key], done.label_span)
            _put(reader, at, heading.formula, sheet.source_line, lines_first=True)
    part_start = done.header_row + 1
    for line, (first, last) in zip(sheet.lines, done.spans, strict=True):
        if line.part:
            part_start = last + 1
            continue
        for row in range(first, last + 1):
            _put_line(reader, Place(index, row, 0), line, part_start)
        if line.is_total:
            part_start = last + 1


def _put_line(reader: Reader, start: Place, line: Line, part_start: int) -> None:
    sheet = reader.placed.workbook.sheets[start.sheet]
    for place, column in enumerate(sheet.columns):
        at = Place(start.sheet, start.row, place)
        if reader.placed.sheets[at.sheet].rows[at.row].cells[place].value is not None:
            continue
        if line.is_total and column.kind in {CellKind.MONTANT, CellKind.NOMBRE}:
            _put_total(reader, at, line, part_start)
        elif line.formula is not None and column.kind.is_number:
            formula = _of_line(line, column, is_first=column is sheet.counted[0])
            if formula is not None:
                _put(reader, at, formula, line.source_line, lines_first=True)
        elif column.formula is not None:
            _put(reader, at, column.formula, sheet.source_line, lines_first=False)


def _of_line(line: Line, column: Column, *, is_first: bool) -> Expression | None:
    """Its formula in this column. What goes on from column to column has no sense in one that sums them up."""
    if is_first and line.first_formula is not None:
        return line.first_formula
    goes_on = line.formula is not None and any(isinstance(each, Previous) for each in walk(line.formula))
    return None if goes_on and column.formula is not None else line.formula


def _put_total(reader: Reader, at: Place, line: Line, part_start: int) -> None:
    if at.row <= part_start:
        reader.fault(line.source_line, "Ce total n’a aucune ligne à additionner.")
        return
    area = Area(at.sheet, part_start, at.column, at.row - 1, at.column)
    reader.placed.sheets[at.sheet].rows[at.row].cells[at.column].formula = Call("SOMME", (area,))


def _put(reader: Reader, at: Place, formula: Expression, source_line: int, *, lines_first: bool) -> None:
    found = reader.read(formula, at, source_line, lines_first=lines_first)
    if found is None:
        return
    check_reading(reader, found, source_line)
    cell: Any = reader.placed.cell(at)
    cell.formula = found


__all__ = [
    "EMPTY",
    "Area",
    "Cell",
    "Filling",
    "Place",
    "PlacedRow",
    "PlacedSheet",
    "PlacedWorkbook",
    "Ref",
    "place",
]
