"""The kinds of columns by a short name, and a table from its rows."""

from collections.abc import Iterable

from socioeco.report.tables.model import Cell, Column, Kind, Table

TEXT, EUROS, PART, NUMBER, DATE = Kind.TEXTE, Kind.EUROS, Kind.PART, Kind.NOMBRE, Kind.DATE
Rows = Iterable[tuple[Cell, ...]]


def table(key: str, title: str, columns: Iterable[tuple[str, Kind]], rows: Rows) -> Table:
    heads = tuple(Column(label, kind) for label, kind in columns)
    return Table(key=key, title=title, columns=heads, rows=tuple(rows))
