"""The dates of an exercice as they stand above a table: « Du 01/01/2025 au 31/12/2025 », « Exercice 2025 »."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from socioeco.formats import parse_date

_DAY = r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:er)? [a-zéèûô.]{3,10} \d{4})"
_BOTH = re.compile(rf"{_DAY}\s*(?:au|à|a|-|–|→|jusqu.au)\s*(?:le )?{_DAY}", re.IGNORECASE)
_CLOSED = re.compile(
    rf"(?:clos|close|clôturé|cloture|clôture|arrêtée?s?|arretee?s?|terminé|finissant|fin|au)\b[^\d]{{0,25}}{_DAY}",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:exercice|année|annee|budget|balance|comptes|prévisionnel)\b[^\d]{0,30}\b((?:19|20)\d\d)\b(?!\s*[-/–]\s*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Periode:
    """`is_assumed`: only the closing was written, and twelve months were supposed."""

    opened_on: date
    closed_on: date
    is_assumed: bool = False


def find_periode(
    titles: Iterable[str], opened_on: date | None = None, closed_on: date | None = None
) -> Periode | None:
    """What is given, completed by what the titles say; None when that is not enough, or makes no sense."""
    texts = list(titles)
    found = _first(_both, texts) or _first(_closed, texts) or _first(_year, texts)
    if opened_on is None and closed_on is None:
        return found
    if closed_on is None:
        closed_on = found.closed_on if found else None
    if closed_on is not None and opened_on is None:
        is_same = found is not None and found.closed_on == closed_on
        return found if is_same else Periode(a_year_before(closed_on), closed_on, is_assumed=True)
    if opened_on is None or closed_on is None or opened_on > closed_on:
        return None
    return Periode(opened_on, closed_on)


def _first(read: Callable[[str], Periode | None], texts: list[str]) -> Periode | None:
    return next((periode for text in texts if (periode := read(text))), None)


def _both(text: str) -> Periode | None:
    found = _BOTH.search(text)
    days = [_date(part) for part in found.groups()] if found else []
    if len(days) == 2 and days[0] and days[1] and days[0] <= days[1]:
        return Periode(days[0], days[1])
    return None


def _closed(text: str) -> Periode | None:
    found = _CLOSED.search(text)
    closed_on = _date(found[1]) if found else None
    return Periode(a_year_before(closed_on), closed_on, is_assumed=True) if closed_on else None


def _year(text: str) -> Periode | None:
    found = _YEAR.search(text)
    return Periode(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if found else None


def a_year_before(closed_on: date) -> date:
    """The opening of the twelve months closed on that day."""
    after = closed_on + timedelta(days=1)
    is_leap_day = (after.month, after.day) == (2, 29)
    return date(after.year - 1, 3, 1) if is_leap_day else after.replace(year=after.year - 1)


def _date(text: str) -> date | None:
    parsed = parse_date(text)
    return parsed if isinstance(parsed, date) else None
