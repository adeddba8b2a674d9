"""CSV that a French spreadsheet opens as numbers: semicolons, decimal comma, no unit and no blank in a number."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from trajectoires.documents.enums import Kind
from trajectoires.documents.services.tables import Cell, Sheet, exact_number, plain, readable

BYTE_ORDER_MARK = "\ufeff"
COMMANDS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_csv(sheets: Sequence[Sheet]) -> bytes:
    """One table, its labels first. Dates are written as ISO 8601; a file of this kind cannot hold a second table.

    A text that a spreadsheet would run as a formula, even behind blanks, is led by an apostrophe. Numbers are left
    as they are: a minus sign is theirs.
    """
    (sheet,) = sheets
    kinds = [column.kind for column in sheet.columns]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column.label) for column in sheet.columns])
    writer.writerows(map(_written, row, kinds) for row in sheet.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return plain(exact_number(cell, kind), kind).replace(".", ",")


def _harmless(text: str) -> str:
    text = readable(text)
    return f"'{text}" if text.lstrip().startswith(COMMANDS) else text
