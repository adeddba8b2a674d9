"""A list to take away, as CSV or as a workbook: true dates, true numbers, and no text that a spreadsheet would run."""

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

BYTE_ORDER_MARK = "\ufeff"
COMMANDS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
_DAY_FIRST = (
    '<number:date-style style:name="jour-mois-annee"><number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
    "</number:date-style>"
)
_EMPTY_BODY = b"<office:spreadsheet/>"

Cell = str | int | dt.date | None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Columns and rows, under a name that serves for the file. Rows have a cell for each column."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_listing(*, listing: Listing, kind: str) -> bytes:
    """Return the file; `kind` is a key of MEDIA_TYPES."""
    return _WRITERS[kind](listing)


# --- CSV ------------------------------------------------------------------------------------------------------


def _csv(listing: Listing) -> bytes:
    """Semicolons and a byte order mark, as a French spreadsheet expects; dates are ISO 8601."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(listing.columns)
    writer.writerows([_written(cell) for cell in row] for row in listing.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        text = _UNWRITABLE.sub("", cell)
        return f"'{text}" if text.lstrip().startswith(COMMANDS) else text
    return cell.isoformat() if isinstance(cell, dt.date) else "" if cell is None else str(cell)


# --- ODS ------------------------------------------------------------------------------------------------------


def _ods(listing: Listing) -> bytes:
    """One sheet, its header repeated on each printed page. A text is a text whatever it begins with."""
    from odfdo import Document, Element, Style  # slow to import, for those alone who take a workbook away

    document = Document("spreadsheet")
    document.meta.title = listing.title
    dates = Style("table-cell", name="date")
    dates.set_attribute("style:data-style-name", "jour-mois-annee")
    for style in (Element.from_tag(_DAY_FIRST), dates):
        document.insert_style(style, automatic=True)  # type: ignore[arg-type]
    document.body.clear()
    before, _, after = document.content.serialize().partition(_EMPTY_BODY)
    sheet = f"<office:spreadsheet>{_sheet(listing)}</office:spreadsheet>"
    document.set_part("content.xml", before + sheet.encode() + after)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _sheet(listing: Listing) -> str:
    header = f"<table:table-header-rows>{_row(listing.columns)}</table:table-header-rows>"
    rows = "".join(map(_row, listing.rows))
    columns = f'<table:table-column table:number-columns-repeated="{len(listing.columns)}"/>'
    name = html.escape(listing.title[:31])
    return f'<table:table table:name="{name}">{columns}{header}{rows}</table:table>'


def _row(cells: Iterable[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, dt.date):
        return _typed(f'"date" office:date-value="{cell}" table:style-name="date"', f"{cell:%d/%m/%Y}")
    if isinstance(cell, int):
        return _typed(f'"float" office:value="{cell}"', str(cell))
    return _typed('"string"', cell)


def _typed(value: str, text: str) -> str:
    lines = _UNWRITABLE.sub("", text).splitlines()
    shown = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in lines)
    return f"<table:table-cell office:value-type={value}>{shown}</table:table-cell>"


_WRITERS: Mapping[str, Callable[[Listing], bytes]] = {"csv": _csv, "ods": _ods}
