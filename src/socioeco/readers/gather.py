"""Several files for one trajectory: parts of one exercice are added, what would count twice is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import combinations, pairwise
from operator import add

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_date
from socioeco.readers.balance import Balance
from socioeco.readers.balance_generale import BalanceReading
from socioeco.readers.fec import FecReading

Reading = FecReading | BalanceReading
Key = tuple[date, date]
# Two parts share content when, in one month, most amounts of the smaller are found, equal, in the other.
FEWEST_CELLS = 3
SHARED_PART = 0.8
SHARED_PART_OF_BALANCES = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredExercice:
    """One exercice and the names of the files that make it."""

    balance: Balance
    names: tuple[str, ...]
    is_fec: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """The exercices in order of opening, and what must be said of the whole."""

    exercices: tuple[GatheredExercice, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()


def gather(readings: Iterable[Reading]) -> Gathering:
    """Readings in any order to exercices. Blocked readings are left out: their own anomalies say why.

    Files of the same two dates are parts of one exercice when nothing tells that they overlap: no account is opened in
    two of them, and no month of one is found in another. Identical files count once. Two balances of one exercice, or
    a FEC and a balance, are never added. Exercices may have any length; overlaps and gaps between them are said.
    """
    anomalies = AnomalyCollector()
    groups: dict[Key, list[Reading]] = {}
    for reading in _distinct(readings, anomalies):
        balance = reading.balance
        if balance:
            groups.setdefault((balance.opened_on, balance.closed_on), []).append(reading)
    exercices = [made for key in sorted(groups) if (made := _exercice(key, groups[key], anomalies))]
    _check_sequence(sorted(groups), anomalies)
    return Gathering(exercices=tuple(exercices), anomalies=anomalies.collected())


def _distinct(readings: Iterable[Reading], anomalies: AnomalyCollector) -> list[Reading]:
    kept: dict[str, Reading] = {}
    for reading in readings:
        if reading.empreinte in kept:
            anomalies.add("E1-meme-fichier")
        kept.setdefault(reading.empreinte, reading)
    return list(kept.values())


def _exercice(key: Key, readings: Sequence[Reading], anomalies: AnomalyCollector) -> GatheredExercice | None:
    ouverture, cloture = map(format_date, key)
    fault = _fault(readings)
    if fault:
        anomalies.add(fault, ouverture=ouverture, cloture=cloture)
        return None
    if len(readings) > 1:
        anomalies.add("E1-parties", nombre=len(readings), ouverture=ouverture, cloture=cloture)
    return GatheredExercice(
        balance=reduce(add, (reading.balance for reading in readings if reading.balance)),
        names=tuple(sorted(reading.name for reading in readings)),
        is_fec=isinstance(readings[0], FecReading),
    )


def _fault(readings: Sequence[Reading]) -> str:
    if len({type(reading) for reading in readings}) > 1:
        return "E2-deux-sortes"
    balances = [reading.balance for reading in readings if reading.balance]
    is_fec = isinstance(readings[0], FecReading)
    is_shared = any(have_common_content(*pair, is_fec=is_fec) for pair in combinations(balances, 2))
    return "E2-recouvrement" if is_shared else ""


def have_common_content(first: Balance, second: Balance, *, is_fec: bool) -> bool:
    """Whether two parts of one exercice seem to hold the same entries: an account opened in both, a month found in both."""
    part = SHARED_PART if is_fec else SHARED_PART_OF_BALANCES
    if _opened(first) & _opened(second):
        return True
    ours, theirs = _cells(first), _cells(second)
    for month in ours.keys() & theirs.keys():
        smaller = min(len(ours[month]), len(theirs[month]))
        common = len(ours[month] & theirs[month])
        if smaller >= FEWEST_CELLS and common >= smaller * part:
            return True
    return False


def _opened(balance: Balance) -> set[str]:
    return {line.compte for line in balance.lines if line.ouverture_centimes}


def _cells(balance: Balance) -> dict[str, set[tuple[str, int, int]]]:
    """Account, debit and credit by month; all under one for a balance, which has no months."""
    cells: dict[str, set[tuple[str, int, int]]] = {}
    for line in balance.lines:
        amounts = [(month.month, month.debit_centimes, month.credit_centimes) for month in line.months]
        for month, debit, credit in amounts or [("", line.debit_centimes, line.credit_centimes)]:
            cells.setdefault(month, set()).add((line.compte, debit, credit))
    return cells


def _check_sequence(keys: Sequence[Key], anomalies: AnomalyCollector) -> None:
    """E3 and E4, between each exercice and the next."""
    for (_opened_on, closed_on), (opened_on, _closed_on) in pairwise(keys):
        ouverture, cloture = format_date(opened_on), format_date(closed_on)
        if opened_on <= closed_on:
            anomalies.add("E3-chevauchement", ouverture=ouverture, cloture=cloture)
        elif opened_on > closed_on + timedelta(days=1):
            anomalies.add("E4-exercice-manquant", ouverture=ouverture, cloture=cloture)
