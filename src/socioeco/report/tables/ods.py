"""ODS with true numbers: what is shown as euros is a number of euros, to be added up by whoever opens it.

The tables are written as markup, and odfdo makes a document of them: given cell by cell, a long one takes it half a
minute.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

from socioeco.report.tables.model import Cell, Column, Kind, Table, Typed, exact_number, plain, readable

if TYPE_CHECKING:
    from odfdo import Document

VALUE_TYPES = {Kind.EUROS: "currency", Kind.PART: "percentage", Kind.NOMBRE: "float"}
FRENCH = str.maketrans({",": "\u202f", ".": ","})
NO_BREAK = "\u00a0"
HEADER, TEXT = "titre", "texte"
TEXT_WIDTHS = {20: "mot", 45: "texte"}  # by the longest text, in characters; beyond, « phrase »
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can say
EMPTY_BODY = b"<office:spreadsheet/>"
LONGEST_TITLE = 31
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]*?:/\\']")
_BLANKS = re.compile(r"^ +| +$| {2,}")


def write_ods(tables: Sequence[Table], *, title: str) -> bytes:
    """One sheet by table, its header repeated on every printed page. What is not known is an empty cell.

    A text is a text whatever it begins with: no cell holds a formula. The same tables give the same bytes.
    """
    from odfdo import Document, Element  # a third of a second, for those alone who take a workbook away

    document = Document("spreadsheet")
    _describe(document, title)
    styles = files("socioeco.report.tables").joinpath("styles.xml").read_text(encoding="utf-8")
    for style in Element.from_tag(styles).get_elements("*"):
        document.insert_style(style, automatic=True)  # type: ignore[arg-type] # number styles are plain elements
    _fill(document, "".join(map(_table, tables)))
    target = io.BytesIO()
    document.save(target)
    return _timeless(target)


def _describe(document: "Document", title: str) -> None:
    """What the library's own model says of itself (its date, its counts, its picture) would be false of ours."""
    document.meta.title = readable(title)
    document.meta.language = "fr-FR"
    for name in ("meta:creation-date", "meta:document-statistic"):
        for said in document.meta.get_elements(f"//{name}"):
            said.delete()
    document.del_part("Thumbnails/thumbnail.png")
    document.manifest.del_full_path("Thumbnails/thumbnail.png")


def _fill(document: "Document", tables: str) -> None:
    document.body.clear()
    before, _, after = document.content.serialize().partition(EMPTY_BODY)
    document.set_part("content.xml", before + _element("office:spreadsheet", {}, tables).encode() + after)


def _timeless(saved: io.BytesIO) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.infolist():
            same = zipfile.ZipInfo(part.filename, NO_TIME)
            same.compress_type, same.external_attr = part.compress_type, part.external_attr
            copy.writestr(same, source.read(part))
    return target.getvalue()


# --- markup -----------------------------------------------------------------------------------------------


def _table(table: Table) -> str:
    header = _row(_text(column.label, HEADER) for column in table.columns)
    return _element(
        "table:table",
        {"table:name": _FORBIDDEN_IN_TITLE.sub(" ", readable(table.title))[:LONGEST_TITLE]},
        *_columns(table),
        _element("table:table-header-rows", {}, header),
        *(_row(map(_cell, row, table.columns)) for row in table.rows),
    )


def _columns(table: Table) -> Iterable[str]:
    for place, column in enumerate(table.columns):
        width = _width(column, [row[place] for row in table.rows])
        yield _element("table:table-column", {"table:style-name": f"w-{width}"})


def _width(column: Column, cells: Sequence[Cell]) -> str:
    """Numbers have one width; a column of texts the width of its longest, up to a point."""
    if column.kind is not Kind.TEXTE:
        return "nombre"
    longest = max(len(cell) for cell in [column.label, *cells] if isinstance(cell, str))
    return next((width for limit, width in TEXT_WIDTHS.items() if longest <= limit), "phrase")


def _row(cells: Iterable[str]) -> str:
    return _element("table:table-row", {}, *cells)


def _cell(cell: Cell, column: Column) -> str:
    if cell is None or cell == "":
        return _element("table:table-cell", {})
    if isinstance(cell, str):
        return _text(cell, TEXT)
    if isinstance(cell, date):
        return _typed("date", Kind.DATE, {"office:date-value": cell.isoformat()}, f"{cell:%d/%m/%Y}")
    kind, number = (cell.kind, cell.number) if isinstance(cell, Typed) else (column.kind, cell)
    exact = exact_number(number, kind)
    value = {"office:value": plain(exact, kind)}
    if kind is Kind.EUROS:
        value["office:currency"] = "EUR"
    return _typed(VALUE_TYPES[kind], kind, value, _shown(exact, kind))


def _text(text: str, style: str) -> str:
    return _typed("string", style, {}, text)


def _typed(value_type: str, style: str, value: dict[str, str], text: str) -> str:
    attributes = {"table:style-name": f"c-{style}", "office:value-type": value_type, **value}
    return _element("table:table-cell", attributes, *map(_paragraph, re.split("\r\n|\r|\n", text)))


def _paragraph(line: str) -> str:
    """In ODF, blanks in a row count for one, and for none at the ends, unless they are said."""
    text = _BLANKS.sub(_said_blanks, html.escape(readable(line)))
    return _element("text:p", {}, text.replace("\t", _element("text:tab", {})))


def _said_blanks(found: re.Match[str]) -> str:
    return _element("text:s", {"text:c": str(len(found[0]))})


def _shown(number: Decimal, kind: Kind) -> str:
    """What a viewer that knows nothing of styles shows; a spreadsheet draws the number itself."""
    if kind is Kind.EUROS:
        return f"{number:,.2f}".translate(FRENCH) + f"{NO_BREAK}€"
    if kind is Kind.PART:
        return f"{number * 100:,.1f}".translate(FRENCH) + f"{NO_BREAK}%"
    return plain(number, kind).translate(FRENCH)


def _element(name: str, attributes: dict[str, str], *inner: str) -> str:
    """Markup. What is inside is markup already; what is in an attribute is escaped here."""
    given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inner)}</{name}>"
