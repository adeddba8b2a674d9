"""Cells of text: how they are typed, read, and judged when they are a figure."""

import re
from typing import Any

from wagtail.contrib.table_block.blocks import TableBlock

from trajectoires.content.enums import Family

_GRID_MENU = {  # of a right click; the table's own are in English
    "row_above": "Ajouter une ligne au-dessus",
    "row_below": "Ajouter une ligne au-dessous",
    "col_left": "Ajouter une colonne à gauche",
    "col_right": "Ajouter une colonne à droite",
    "remove_row": "Supprimer la ligne",
    "remove_col": "Supprimer la colonne",
    "undo": "Annuler",
    "redo": "Rétablir",
}
_SHARE = re.compile(r"\d{1,3}(,\d+)?")
_YEAR = re.compile(r"\d{4}")


class GridBlock(TableBlock):
    """Cells of plain text. The first row and the first column are always headers, whatever is ticked."""

    def __init__(self, **options: Any) -> None:
        menu = {"items": {key: {"name": name} for key, name in _GRID_MENU.items()}}
        super().__init__(table_options={"language": "en-US", "contextMenu": menu}, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) if value else as_grid([["", ""], ["", ""]])


def as_grid(rows: list[list[str]]) -> dict[str, Any]:
    """Return the value of a GridBlock that holds these cells."""
    return {
        "data": rows,
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": "",
    }


def rows_of(grid: Any) -> list[list[str]]:
    """Return the cells of a GridBlock as text; rows and columns that are empty at the end are left out."""
    rows = [[str(cell or "").strip() for cell in row] for row in (grid or {}).get("data") or []]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]


def grid_faults(rows: list[list[str]]) -> list[str]:
    """Say in French everything that keeps these rows from being a figure of shares."""
    if len(rows) < 2:
        return ["Une figure a une ligne d’années et au moins une famille."]
    return [*_year_faults(rows[0]), *(fault for row in rows[1:] for fault in _row_faults(row))]


def _year_faults(header: list[str]) -> list[str]:
    wrong = [cell for cell in header[1:] if not _YEAR.fullmatch(cell)]
    faults = [f"« {cell} » n’est pas une année sur quatre chiffres." for cell in wrong]
    return faults if len(header) > 1 else ["Une figure a au moins une année.", *faults]


def _row_faults(row: list[str]) -> list[str]:
    faults = [
        f"« {cell} » n’est pas un pourcentage (34 ou 34,5), ni une case vide."
        for cell in row[1:]
        if cell and not _SHARE.fullmatch(cell)
    ]
    if row[0] not in Family.values:
        faults.append(f"« {row[0]} » n’est pas une famille : {', '.join(Family.values)}.")
    return faults
