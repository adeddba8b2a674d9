"""The two dates of each column of years."""

from collections.abc import Mapping
from datetime import date

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import parse_date
from socioeco.readers.tableau import Cell
from socioeco.readers.tableau.cellules import is_blank
from socioeco.readers.tableau.periode import a_year_before
from socioeco.report.saisie.cells import letter

YEARS = range(1900, 2200)
Period = tuple[date, date]


def periods_of(
    opening: Mapping[int, Cell],
    closing: Mapping[int, Cell],
    *,
    lines: tuple[int, int],
    anomalies: AnomalyCollector,
) -> dict[int, Period]:
    """Both dates of each column; those without are told, and so is an exercice written twice."""
    found: dict[int, Period] = {}
    for column, cell in closing.items():
        period = _period(opening[column], cell)
        if period is None:
            anomalies.add("T6-dates", ligne=lines[1], colonne=letter(column))
        elif period in found.values():
            anomalies.add("T6-double", ligne=lines[0], colonne=letter(column))
        else:
            found[column] = period
    return found


def _period(opening: Cell, closing: Cell) -> Period | None:
    """Without an opening, twelve months; a year alone is the whole of it."""
    closed_on = _day(closing, month=12, day=31)
    if closed_on is None:
        return None
    opened_on = a_year_before(closed_on) if is_blank(opening) else _day(opening, month=1, day=1)
    return None if opened_on is None or opened_on > closed_on else (opened_on, closed_on)


def _day(cell: Cell, *, month: int, day: int) -> date | None:
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return date(int(cell), month, day) if cell in YEARS else None
    text = cell.strip()
    if text.isdecimal() and int(text) in YEARS:
        return date(int(text), month, day)
    parsed = parse_date(text)
    return parsed if isinstance(parsed, date) else None
