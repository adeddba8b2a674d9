"""A workbook within bounds to rows of cells, by calamine."""

import io
from typing import Any

from socioeco.readers.tableau.bornes import SafeArchive, UnableToOpen
from socioeco.readers.tableau.cellules import Cell, clean_cell, is_blank

MOST_SHEETS = 100
Rows = list[list[Cell]]


def read_workbook(archive: SafeArchive) -> list[tuple[str, Rows]]:
    """Name and rows of each sheet, from its first row: the numbers of lines are those of the program.

    Raises UnableToOpen only. A fault inside the library, which is compiled, is not an `Exception`.
    """
    try:
        return _sheets(archive.data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except UnableToOpen:
        raise
    except BaseException as problem:
        raise UnableToOpen("B1-abime") from problem


def _sheets(data: bytes) -> list[tuple[str, Rows]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        raise UnableToOpen("B1-abime")
    if len(sheets) > MOST_SHEETS:
        raise UnableToOpen("B1-demesure")
    return [(name, _rows(workbook.get_sheet_by_name(name))) for name in sheets]


def _rows(sheet: Any) -> Rows:
    rows = [[clean_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and all(map(is_blank, rows[-1])):
        rows.pop()
    return rows
