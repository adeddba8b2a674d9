"""The exercice: from the file name when the entries agree with it, else from their dates."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import format_date as in_words
from socioeco.readers.entries import Day

_NAME = re.compile(r"(\w*?)FEC(\d{8})", re.IGNORECASE | re.ASCII)
# The part of dated lines that must fall in the year of the name for it to be believed.
CREDIBLE_SHARE = 0.8
LONG_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class FileName:
    """What a name `SirenFECAAAAMMJJ` says; empty or None where it says nothing readable."""

    siren: str
    closed_on: date | None
    is_lawful: bool


@dataclass(frozen=True, slots=True)
class Exercice:
    opened_on: date
    closed_on: date

    @property
    def months(self) -> int:
        return months_between(self.opened_on, self.closed_on)


def read_name(name: str) -> FileName:
    found = _NAME.match(name.replace("\\", "/").rpartition("/")[2])
    if not found:
        return FileName("", None, is_lawful=False)
    year, month, day = int(found[2][:4]), int(found[2][4:6]), int(found[2][6:])
    closed_on = _date_or_none(year, month, day)
    return FileName(found[1], closed_on, is_lawful=closed_on is not None)


def is_siren(text: str) -> bool:
    """Nine digits and the Luhn key."""
    if len(text) != 9 or not (text.isascii() and text.isdigit()):
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(text)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def check_name(name: FileName, siren: str, anomalies: AnomalyCollector) -> None:
    """F11."""
    if not name.is_lawful:
        anomalies.add("F11-nom")
    elif not is_siren(name.siren):
        anomalies.add("F11-cle")
    elif siren and siren != name.siren:
        anomalies.add("F11-siren")


def find_exercice(
    name: FileName, days: Iterable[Day], given: tuple[date, date] | None, anomalies: AnomalyCollector
) -> Exercice | None:
    """F7: the exercice, given or deduced; None when no date can be read."""
    dated = sorted((day.on, day.lines, day.first_line) for day in days if day.on)
    if not dated:
        return None
    exercice = Exercice(*given) if given else _deduce(name, dated, anomalies)
    outside = [(lines, first) for on, lines, first in dated if not _holds(exercice, on)]
    bounds: dict[str, Any] = {
        "ouverture": in_words(exercice.opened_on),
        "cloture": in_words(exercice.closed_on),
    }
    if outside:
        count, firsts = sum(lines for lines, _first in outside), sorted(first for _lines, first in outside)
        anomalies.add("F7-hors-exercice", nombre=count, lignes=firsts[:5], **bounds)
    if exercice.months != 12 and not given:
        debut, fin = in_words(dated[0][0]), in_words(dated[-1][0])
        anomalies.add("F7-periode", debut=debut, fin=fin, mois=exercice.months, **bounds)
    return exercice


def _deduce(name: FileName, dated: list[tuple[date, int, int]], anomalies: AnomalyCollector) -> Exercice:
    closed_on = name.closed_on
    first, last = dated[0][0], dated[-1][0]
    if closed_on is None:
        return Exercice(first.replace(day=1), _end_of_month(last))
    year = Exercice(_a_year_before(closed_on), closed_on)
    total = sum(lines for _on, lines, _first in dated)
    inside = sum(lines for on, lines, _first in dated if _holds(year, on))
    before = [(on, lines) for on, lines, _first in dated if on < year.opened_on]
    is_long = sum(lines for _on, lines in before) > total * LONG_SHARE
    if is_long and last <= closed_on and months_between(first, closed_on) <= 24:
        return Exercice(first.replace(day=1), closed_on)
    if inside >= total * CREDIBLE_SHARE:
        return year
    anomalies.add("F7-nom-de-fichier", cloture=in_words(closed_on))
    return Exercice(first.replace(day=1), _end_of_month(last))


def _holds(exercice: Exercice, on: date) -> bool:
    return exercice.opened_on <= on <= exercice.closed_on


def months_between(opened_on: date, closed_on: date) -> int:
    """Months touched from one date to the other, both included."""
    return (closed_on.year - opened_on.year) * 12 + closed_on.month - opened_on.month + 1


def _a_year_before(closed_on: date) -> date:
    """The day after the same closing one year earlier."""
    day = min(closed_on.day, calendar.monthrange(closed_on.year - 1, closed_on.month)[1])
    is_month_end = closed_on == _end_of_month(closed_on)
    previous = closed_on.replace(year=closed_on.year - 1, day=day)
    return (_end_of_month(previous) if is_month_end else previous) + timedelta(days=1)


def _end_of_month(on: date) -> date:
    return on.replace(day=calendar.monthrange(on.year, on.month)[1])


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2099 else None
    except ValueError:
        return None
