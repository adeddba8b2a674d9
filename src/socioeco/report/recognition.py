"""What a file is, by what it holds, and its reading by the reader of its kind: the same for whoever receives it.

The extension counts only where the content leaves the choice open.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from socioeco.anomalies import Anomaly, AnomalyCollector, in_order
from socioeco.formats import format_date
from socioeco.indicators import Origine
from socioeco.readers import read_fec
from socioeco.readers.balance_generale import looks_like_fec, read_balance_generale
from socioeco.readers.budget import read_budget
from socioeco.readers.declared import read_postes_json
from socioeco.readers.exercice import months_between
from socioeco.readers.tableau.dates import A_YEAR
from socioeco.report.reading import Reading, of_balance, of_budget, of_declared, of_fec

FIRST_BYTES = 1 << 16
WORKBOOK = b"PK\x03\x04"
TABLES = (".csv", ".tsv", ".xlsx", ".ods")
SEPARATORS = "\t|;,"
JSON = ".json"
DATED = (Origine.BALANCE, Origine.BUDGET)  # kinds whose dates a person may tell
ASKED_DATES = "B2-dates"
OF_DATES = frozenset({ASKED_DATES, "B2-ouverture-supposee", "B2-duree"})

Dates = tuple[date, date]
Pieces = Callable[[BinaryIO], Iterable[bytes]]


def read_any(
    source: BinaryIO,
    name: str,
    *,
    origine: Origine | None = None,
    dates: Dates | None = None,
    pieces: Pieces | None = None,
) -> Reading:
    """A file from its beginning, which can be sought. Never raises on its content, whatever it is.

    `origine` is the kind when a person has told it: FEC, BALANCE, BUDGET or POSTES. `dates` are those of the
    exercice, told for a table that has none. `pieces` cuts a FEC, for whoever follows how far it is.
    """
    kind = origine or _kind(source, name)
    source.seek(0)
    match kind:
        case Origine.POSTES:
            return of_declared(read_postes_json(source, name))
        case Origine.BALANCE:
            return _balance(source, name, dates)
        case Origine.BUDGET:
            return _budget(source, name, dates)
        case Origine.FEC:
            return of_fec(read_fec(pieces(source) if pieces else source, name))
    return read_table(source, name, dates=dates)


def _kind(source: BinaryIO, name: str) -> Origine | None:
    """None for a table, which is a balance or a budget: only reading it tells."""
    suffix = Path(name).suffix.lower()
    if suffix == JSON:
        return Origine.POSTES
    source.seek(0)
    return None if is_table(source.read(FIRST_BYTES), suffix) else Origine.FEC


def is_table(beginning: bytes, suffix: str) -> bool:
    """A workbook, or a text named as a table whose first line is not that of a FEC."""
    if beginning.startswith(WORKBOOK):
        return True
    return suffix in TABLES and not is_fec(beginning)


def is_fec(beginning: bytes) -> bool:
    """Whether the first line that says something is the header of a FEC, whatever its encoding and separator."""
    text = beginning.replace(b"\0", b"").decode("latin-1")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return any(looks_like_fec(first.split(separator)) for separator in SEPARATORS)


def read_table(source: BinaryIO, name: str, *, dates: Dates | None = None) -> Reading:
    """A balance générale if it has accounts, a budget if it has not; the anomalies of a balance if it is neither.

    The numbers of a form look like accounts: what has no header of a balance and does not hold as one is a budget
    when it reads whole as a budget.
    """
    balance = _balance(source, name, dates)
    has_accounts = balance.soldes is not None
    if not balance.is_blocked or (has_accounts and not _is_guessed(balance)):
        return balance
    source.seek(0)
    opened_on, closed_on = dates or (None, None)
    found = read_budget(source, name, opened_on=opened_on, closed_on=closed_on)
    budget = of_budget(found)
    has_both_sides = bool(found.total_charges_centimes and found.total_produits_centimes)
    holds = has_both_sides and (not budget.is_blocked or lacks_only_dates(budget))
    return budget if found.feuille is not None and (holds or not has_accounts) else balance


def _is_guessed(balance: Reading) -> bool:
    return any(each.code == "B3-sans-entete" for each in balance.anomalies)


def _balance(source: BinaryIO, name: str, dates: Dates | None) -> Reading:
    opened_on, closed_on = dates or (None, None)
    return of_balance(read_balance_generale(source, name, opened_on=opened_on, closed_on=closed_on))


def _budget(source: BinaryIO, name: str, dates: Dates | None) -> Reading:
    opened_on, closed_on = dates or (None, None)
    return of_budget(read_budget(source, name, opened_on=opened_on, closed_on=closed_on))


# --- dates that a person tells ----------------------------------------------------------------------------


def lacks_only_dates(reading: Reading) -> bool:
    """Whether the dates of the exercice are all that stops it: told, nothing else would."""
    return [each.code for each in reading.anomalies if each.is_blocking] == [ASKED_DATES]


def with_dates(reading: Reading, opened_on: date, closed_on: date) -> Reading:
    """The same balance or budget between these dates: what `read_any` gives of its file when they are told it.

    Raises ValueError for another kind, or when the exercice closes before it opens.
    """
    if opened_on > closed_on or (reading.balance or reading.budget) is None:
        raise ValueError("only a balance or a budget takes dates, in order")
    balance, budget = reading.balance, reading.budget
    period = {"debut": opened_on.isoformat(), "fin": closed_on.isoformat()}
    return replace(
        reading,
        facts={**reading.facts, **period},
        balance=replace(balance, opened_on=opened_on, closed_on=closed_on) if balance else None,
        budget=replace(budget, opened_on=opened_on, closed_on=closed_on) if budget else None,
        anomalies=_dated(reading.anomalies, opened_on, closed_on),
    )


def _dated(anomalies: Iterable[Anomaly], opened_on: date, closed_on: date) -> tuple[Anomaly, ...]:
    kept = [each for each in anomalies if each.code not in OF_DATES]
    months = months_between(opened_on, closed_on)
    if months == A_YEAR:
        return tuple(kept)
    told = AnomalyCollector()
    told.add("B2-duree", mois=months, ouverture=format_date(opened_on), cloture=format_date(closed_on))
    return in_order((*kept, *told.collected()))
