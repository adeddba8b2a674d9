"""A ledger filled from grouped columns instead of line by line: the same facts, for the same controls.

Whatever would need the lines one by one, or reach a bound of the streaming ledger, raises `UnableToBeSure`. Rules are
applied to the few different cells of each column, by the functions that the streaming ledger calls.
"""

from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import polars as pl

from socioeco.anomalies import AnomalyCollector
from socioeco.frames.entries import (
    Runs,
    are_balanced,
    are_named,
    entries_of,
    keys_of,
    longest_key,
    numbers_by_journal,
    runs_of,
    whole_entries,
)
from socioeco.frames.lines import read_lines
from socioeco.frames.sums import by_day, first_rows
from socioeco.readers import ledger as bounds
from socioeco.readers.accounts import is_opening_journal
from socioeco.readers.cells import parse_date
from socioeco.readers.entries import CLOSING, COMPTE_12, LONGEST_KEY, OTHER, Day, Movement, entry_key
from socioeco.readers.fast_accounts import ByRaw, accounts_of, fill_openings
from socioeco.readers.fast_text import Frame, Look, Proof, UnableToBeSure
from socioeco.readers.ledger import Ledger
from socioeco.readers.sequence import Series, series_of

_FIRST_LINE = 2  # the header is line 1


class FrameLedger(Ledger):
    """What the streaming ledger holds at the end of its pass, but for `entries`: the closing ones only."""

    def __init__(self, entries: pl.DataFrame, anomalies: AnomalyCollector) -> None:
        super().__init__({}, anomalies)
        self._all_entries = entries
        self.numbers = _two_numbers(entries["EcritureNum"])

    @property
    def entry_count(self) -> int:
        return self._all_entries.height

    def series(self) -> Series:
        numbers = numbers_by_journal(self._all_entries)
        if numbers is None:
            return series_of(_key(*key) for key in keys_of(self._all_entries))
        return {(journal.encode(), b""): array("q", found) for journal, found in numbers.items()}


def _two_numbers(numbers: pl.Series) -> set[bytes]:
    """The first number and the first that differs: whether there are several is all that controls ask."""
    return {
        number.encode()
        for each in (numbers, numbers.filter(numbers != numbers[0]))
        for number in each.head(1)
    }


def read_ledger(path: Path, look: Look, anomalies: AnomalyCollector) -> tuple[FrameLedger, Proof]:
    """The ledger of a plain file. Raises `UnableToBeSure` when the streaming reader must tell.

    Polars reads the file, in threads of its own, while its bytes are looked at.
    """
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(_runs, path, look.frame, anomalies)
        proof = look.whole()
    runs = reading.result()
    if runs.lines.height != proof.lines:
        raise UnableToBeSure
    return _ledger(runs, anomalies), proof


def _ledger(runs: Runs, anomalies: AnomalyCollector) -> FrameLedger:
    with ThreadPoolExecutor(1) as pool:
        grouping = pool.submit(accounts_of, runs.lines)
        entries = entries_of(runs.runs)
        _be_sure_of_entries(runs.runs, entries)
    by_raw = grouping.result()
    ledger = FrameLedger(entries, anomalies)
    ledger.lines = runs.lines.height
    ledger.accounts = {account.code: account for account in by_raw.values()}
    ledger.days = dict(_days(runs.runs))
    _see_openings(ledger, by_raw, runs)
    _see_closings(ledger, by_raw, runs)
    _see_validation(ledger, runs.runs, anomalies)
    return ledger


def _runs(path: Path, frame: Frame, anomalies: AnomalyCollector) -> Runs:
    """The lines, each seen once; most of their columns are dropped on return."""
    lines = read_lines(path, separator=frame.separator.decode(), width=frame.width, places=frame.places)
    if lines is None:
        raise UnableToBeSure
    _see_amounts(lines, anomalies)
    return runs_of(lines)


def _key(journal: str, number: str, on: int) -> bytes:
    return entry_key(journal.encode(), number.encode(), str(on).encode())


def _be_sure_of_entries(runs: pl.DataFrame, entries: pl.DataFrame) -> None:
    """Numbers that tell entries apart, all balanced, and no more than the streaming ledger follows."""
    is_sure = (
        entries.height <= bounds.MOST_ENTRIES
        and are_named(entries)
        and longest_key(entries) + len("\t\t") <= LONGEST_KEY
        and runs.filter(pl.col("total") != 0).height <= bounds.MOST_UNBALANCED
        and are_balanced(runs)
    )
    if not is_sure:
        raise UnableToBeSure


def _days(runs: pl.DataFrame) -> Iterator[tuple[date, Day]]:
    for on, row, lines in by_day(runs):
        parsed = parse_date(str(on).encode())
        if parsed is None or not parsed[1]:
            raise UnableToBeSure
        yield parsed[0], Day(parsed[0], on // 100, row + _FIRST_LINE, lines)


def _see_openings(ledger: FrameLedger, by_raw: ByRaw, runs: Runs) -> None:
    journals = runs.runs.select("JournalCode", "JournalLib").unique()
    opening = [
        pair for pair in journals.iter_rows() if is_opening_journal(pair[0].encode(), pair[1].encode())
    ]
    ledger.has_opening = bool(opening)
    if opening:
        chosen = pl.DataFrame(opening, schema=journals.schema, orient="row")
        fill_openings(by_raw, runs.lines_of(runs.runs.join(chosen, on=journals.columns, how="semi")))


def _see_closings(ledger: FrameLedger, by_raw: ByRaw, runs: Runs) -> None:
    """The movements of entries made of classes 6 and 7 and of account 12 alone."""
    if not any(account.kind == COMPTE_12 for account in by_raw.values()):
        return
    inside = runs.made_of([raw for raw, account in by_raw.items() if account.kind != OTHER])
    if inside["lines"].sum() > bounds.MOST_MOVEMENTS:
        raise UnableToBeSure
    kinds: dict[bytes, int] = {}
    movements: dict[bytes, list[Movement]] = {}
    for journal, number, on, raw, debit, credit in whole_entries(runs, inside):
        account, key = by_raw[raw], _key(journal, number, on)
        kinds[key] = kinds.get(key, 0) | account.kind
        movements.setdefault(key, []).append((account, on // 100, debit, credit))
    ledger.entries = {key: CLOSING for key, kind in kinds.items() if kind == CLOSING}
    ledger.only_result = {key: movements[key] for key in ledger.entries}


def _see_validation(ledger: FrameLedger, runs: pl.DataFrame, anomalies: AnomalyCollector) -> None:
    ledger.has_validation = bool(runs["is_validated"].any())
    _add("F7-validation-anterieure", runs, pl.col("is_early"), anomalies)


def _see_amounts(lines: pl.DataFrame, anomalies: AnomalyCollector) -> None:
    has_debit, has_credit = pl.col("Debit") != 0, pl.col("Credit") != 0
    _add("F3-debit-et-credit", lines, has_debit & has_credit, anomalies)
    _add("F3-ligne-nulle", lines, ~has_debit & ~has_credit, anomalies)


def _add(code: str, rows: pl.DataFrame, condition: pl.Expr, anomalies: AnomalyCollector) -> None:
    count, first = first_rows(rows, condition)
    if count:
        anomalies.add(code, nombre=count, lignes=[row + _FIRST_LINE for row in first])
