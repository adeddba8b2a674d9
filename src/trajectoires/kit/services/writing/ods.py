"""A workbook to fill in, for a spreadsheet: true numbers, formulas with what they give, lists to choose from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from trajectoires.kit.enums import CellKind
from trajectoires.kit.models.templates.placing import Cell, PlacedRow, PlacedSheet, PlacedWorkbook
from trajectoires.kit.models.templates.resolving import Place
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.kit.services.writing import ods_styles
from trajectoires.kit.services.writing.evaluating import evaluate
from trajectoires.kit.services.writing.odf import element, package, root, words
from trajectoires.kit.services.writing.openformula import cell_name, openformula
from trajectoires.kit.services.writing.words import credits_of, in_words

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_LINE_HEIGHT, _ROW_PADDING = 0.42, 0.2  # centimetres
_SIGN_WIDTH = 0.17  # centimetres, of a sign at the size of a cell, on the wide side


def write_ods(placed: PlacedWorkbook, *, day: date) -> bytes:
    """The file; `day` is that of the model, so that the same model gives the same bytes."""
    about = credits_of(placed.workbook)
    writer = _Writer(placed, evaluate(placed), about.lines)
    tables = [writer.table(place) for place in range(len(placed.sheets))]
    validations = element("table:content-validations", {}, *writer.validations())
    # As our own reckoning: « OUI » is « oui ».
    settings = element("table:calculation-settings", {"table:case-sensitive": "false"})
    body = element("office:spreadsheet", {}, settings, validations, *tables)
    return package(
        media_type=MEDIA_TYPE,
        content=root(
            "document-content", ods_styles.automatic(placed, writer.heights), element("office:body", {}, body)
        ),
        styles=root("document-styles", *ods_styles.common(placed.workbook.title)),
        title=placed.workbook.title,
        about=about.lines,
        day=day,
    )


@dataclass
class _Writer:
    placed: PlacedWorkbook
    values: dict[Place, Written | None]
    credits: list[str]

    def __post_init__(self) -> None:
        self.heights: set[float] = set()
        lists = (
            cell.choices
            for sheet in self.placed.sheets
            for row in sheet.rows
            for cell in row.cells.values()
            if cell.choices
        )
        self._lists = {choices: f"choix-{place}" for place, choices in enumerate(dict.fromkeys(lists), 1)}

    def validations(self) -> Iterator[str]:
        """The lists that a cell is chosen from. Something else is refused, with the list before one's eyes."""
        first = self.placed.workbook.sheets[0].tab
        for choices, name in self._lists.items():
            values = ";".join(f'"{choice}"' for choice in choices)
            attributes = {
                "table:name": name,
                "table:condition": f"of:cell-content-is-in-list({values})",
                "table:allow-empty-cell": "true",
                "table:display-list": "unsorted",
                "table:base-cell-address": f"$'{first}'.A1",
            }
            message = element("text:p", {}, words(f"Choisissez : {', '.join(choices)}."))
            stop = {
                "table:message-type": "stop",
                "table:display": "true",
                "table:title": "Un choix de la liste",
            }
            yield element(
                "table:content-validation", attributes, element("table:error-message", stop, message)
            )

    def table(self, place: int) -> str:
        sheet = self.placed.sheets[place]
        width = sheet.width_in_columns
        rows = [self._row(sheet, Place(place, number, 0), row) for number, row in enumerate(sheet.rows)]
        head = sheet.header_row
        rows[head] = element("table:table-header-rows", {}, rows[head])
        ending = [self._across(sheet, "pied", line) for line in self.credits]
        last = cell_name(Place(place, len(sheet.rows) + len(ending) - 1, width - 1))
        title = f"'{sheet.sheet.tab}'"
        attributes = {
            "table:name": sheet.sheet.tab,
            "table:style-name": f"ta-{'paysage' if sheet.sheet.is_landscape else 'portrait'}",
            "table:print-ranges": f"${title}.A1:${title}.{last}",
        }
        columns = [
            element("table:table-column", {"table:style-name": ods_styles.column_style(size)})
            for size in sheet.all_widths
        ]
        return element("table:table", attributes, *columns, *rows, *ending)

    # --- rows

    def _row(self, sheet: PlacedSheet, start: Place, row: PlacedRow) -> str:
        if not row.cells:
            return self._across(sheet, row.look, row.words)
        if row.look == "entete":
            return self._heading(sheet, start, row)
        cells = [
            self._cell(Place(start.sheet, start.row, column), cell, row.look)
            for column, cell in sorted(row.cells.items())
        ]
        filler = [element("table:table-cell") for _ in range(sheet.width_in_columns - len(cells))]
        return self._sized(_tallest(sheet, row), *cells, *filler, is_fixed=row.look == "colonnes")

    def _across(self, sheet: PlacedSheet, look: str, said: str) -> str:
        """Words over the whole width, on as many lines as they take."""
        width = sheet.width_in_columns
        inner = [element("text:p", {}, words(said))] if said else []
        attributes = {
            "table:style-name": f"c-{look}",
            "table:number-columns-spanned": str(width),
            "table:number-rows-spanned": "1",
            **({"office:value-type": "string"} if said else {}),
        }
        size = ods_styles.SIZES.get(look, 1.0)
        height = _lines(said, sum(sheet.all_widths), size) * _LINE_HEIGHT * size + _ROW_PADDING
        cell = element("table:table-cell", attributes, *inner)
        return self._sized(height, cell, *(_covered() for _ in range(width - 1)), is_fixed=True)

    def _heading(self, sheet: PlacedSheet, start: Place, row: PlacedRow) -> str:
        label, value = row.cells[0], row.cells[sheet.label_span]
        spans = (sheet.label_span, sheet.value_span)
        cells = [
            self._cell(start, label, row.look, spans[0]),
            *(_covered() for _ in range(spans[0] - 1)),
            self._cell(Place(start.sheet, start.row, sheet.label_span), value, row.look, spans[1]),
            *(_covered() for _ in range(spans[1] - 1)),
        ]
        rest = sheet.width_in_columns - sum(spans)
        filler = [element("table:table-cell", {"table:style-name": "c-vide"}) for _ in range(rest)]
        wide = sum(sheet.all_widths[: spans[0]])
        return self._sized(
            _lines(str(label.value), wide) * _LINE_HEIGHT + _ROW_PADDING, *cells, *filler, is_fixed=True
        )

    def _sized(self, height: float, *cells: str, is_fixed: bool) -> str:
        height = round(max(height, 0.6), 1)
        self.heights.add(height)
        name = ods_styles.row_style(height, is_fixed=is_fixed)
        return element("table:table-row", {"table:style-name": name}, *cells)

    # --- cells

    def _cell(self, place: Place, cell: Cell, look: str, span: int = 1) -> str:
        attributes = {"table:style-name": ods_styles.cell_style(cell, look)}
        if span > 1:
            attributes |= {"table:number-columns-spanned": str(span), "table:number-rows-spanned": "1"}
        if cell.choices:
            attributes["table:content-validation-name"] = self._lists[cell.choices]
        value = cell.value
        if cell.formula is not None:
            attributes["table:formula"] = openformula(cell.formula, placed=self.placed, at=place)
            value = self.values[place]
        return element("table:table-cell", {**attributes, **_typed(cell, value)}, *_shown(cell, value))


def _covered() -> str:
    return element("table:covered-table-cell")


def _typed(cell: Cell, value: Written | None) -> dict[str, str]:
    """The value as a spreadsheet keeps it. Words are words whatever they begin with: no cell runs them."""
    if isinstance(value, Fraction):
        kind = "percentage" if cell.kind is CellKind.PART else "float"
        return {"office:value-type": kind, "office:value": format(float(value), ".15g")}
    if isinstance(value, date):
        return {"office:value-type": "date", "office:date-value": value.isoformat()}
    if isinstance(value, str):
        return {"office:value-type": "string"}
    return {"office:value-type": "string", "office:string-value": ""} if cell.formula is not None else {}


def _shown(cell: Cell, value: Written | None) -> list[str]:
    return (
        []
        if value is None
        else [
            element("text:p", {}, words(line))
            for line in in_words(value, cell.kind, has_unit=False).split("\n")
        ]
    )


def _lines(said: str, width: float, size: float = 1.0) -> int:
    """How many lines these words take in this width, about: the file says heights, nobody reckons them for it."""
    a_line = max(4, int((width - 0.2) / (_SIGN_WIDTH * size)))
    return max(1, math.ceil(len(said) / a_line))


def _tallest(sheet: PlacedSheet, row: PlacedRow) -> float:
    texts = {column: cell.value for column, cell in row.cells.items() if isinstance(cell.value, str)}
    size = 1.12 if row.look in {"colonnes", "total"} else 1.0  # bold is wider
    counts = [_lines(str(text), sheet.all_widths[column], size) for column, text in texts.items()]
    return max(counts, default=1) * _LINE_HEIGHT + _ROW_PADDING
