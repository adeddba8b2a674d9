"""Files to years: parts of one exercice are added up, and of two ways to tell the same one, the finer is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from socioeco.anomalies import Anomaly
from socioeco.formats import format_periode
from socioeco.indicators import Origine
from socioeco.readers import Balance, FecReading, TypedExercice
from socioeco.readers.balance_generale import BalanceReading
from socioeco.readers.budget import Budget
from socioeco.readers.declared import DeclaredExercice
from socioeco.readers.gather import gather
from socioeco.report.reading import Reading

FINER = (
    "Deux fichiers racontent l’exercice {period}\u00a0: {name}, plus détaillé, est gardé\u202f; {other} est laissé "
    "de côté."
)
NEWER = "Deux fichiers racontent le même exercice, {period}\u00a0: {name}, donné en dernier, est gardé."
Told = Balance | TypedExercice | DeclaredExercice | Budget
Key = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What tells one exercice, and the files that it comes from."""

    names: tuple[str, ...]
    origine: Origine
    told: Told

    @property
    def key(self) -> Key:
        return self.told.opened_on, self.told.closed_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """`years` are one by exercice, and one budget by exercice apart; the rest is what was done to get there."""

    years: tuple[Year, ...]
    anomalies: tuple[Anomaly, ...]
    notes: tuple[str, ...]


def join(readings: Iterable[Reading]) -> Joined:
    """Blocked files are left out: their own anomalies say why."""
    readings = tuple(readings)
    gathered = gather([_for_the_engine(each) for each in readings if each.balance])
    accounts = [
        Year(names=each.names, origine=Origine.FEC if each.is_fec else Origine.BALANCE, told=each.balance)
        for each in gathered.exercices
    ]
    others = [_year(each, each.told) for each in readings if each.told and not each.balance]
    notes: list[str] = []
    actual = _one_each([*accounts, *(each for each in others if each.origine is not Origine.BUDGET)], notes)
    budgets = _one_each([each for each in others if each.origine is Origine.BUDGET], notes)
    return Joined(years=(*actual, *budgets), anomalies=gathered.anomalies, notes=tuple(notes))


def _year(reading: Reading, told: Told) -> Year:
    return Year(names=(reading.name,), origine=reading.origine, told=told)


def _for_the_engine(reading: Reading) -> FecReading | BalanceReading:
    kind = FecReading if reading.origine is Origine.FEC else BalanceReading
    return kind(name=reading.name, empreinte=reading.empreinte, balance=reading.balance)


def _one_each(years: Sequence[Year], notes: list[str]) -> list[Year]:
    kept: dict[Key, Year] = {}
    for year in years:
        first = kept.setdefault(year.key, year)
        if first is not year:
            kept[year.key] = _chosen(first, year, notes)
    return list(kept.values())


def _chosen(first: Year, second: Year, notes: list[str]) -> Year:
    """Accounts before postes, postes before ten lines; of the same kind, the last one given."""
    period = format_periode(*first.key)
    if first.origine is second.origine:
        notes.append(NEWER.format(period=period, name=second.names[0]))
        return second
    finer, other = sorted((first, second), key=lambda year: RANKS.index(year.origine))
    notes.append(FINER.format(period=period, name=finer.names[0], other=other.names[0]))
    return finer


RANKS = (Origine.FEC, Origine.BALANCE, Origine.POSTES, Origine.SAISIE)
