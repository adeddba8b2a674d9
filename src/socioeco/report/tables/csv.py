"""CSV that a French spreadsheet opens as numbers: semicolons, decimal comma, no unit and no blank in a number."""

import csv
import io
from datetime import date

from socioeco.report.tables.model import Cell, Kind, Table, Typed, exact_number, plain, readable

BYTE_ORDER_MARK = "\ufeff"
COMMANDS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_csv(table: Table) -> bytes:
    """The labels, then the rows, in UTF-8 behind a byte order mark. Dates are ISO 8601.

    A text that a spreadsheet would run as a formula, even behind blanks, is led by an apostrophe. Numbers are left as
    they are: a minus sign is theirs.
    """
    kinds = [column.kind for column in table.columns]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column.label) for column in table.columns])
    writer.writerows(map(_written, row, kinds) for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Typed):
        return _written(cell.number, cell.kind)
    return plain(exact_number(cell, kind), kind).replace(".", ",")


def _harmless(text: str) -> str:
    text = readable(text)
    return f"'{text}" if text.lstrip().startswith(COMMANDS) else text
