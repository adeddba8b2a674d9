"""Typed columns of a clean flat text, to the centime, and sums over them."""

import polars as pl
import pytest

from socioeco.frames.entries import (
    are_balanced,
    are_named,
    entries_of,
    numbers_by_journal,
    runs_of,
    whole_entries,
)
from socioeco.frames.lines import read_lines
from socioeco.frames.sums import by_account, by_day, by_month, first_rows, labels_of
from socioeco.readers.header import LEGAL

PLACES = {
    name: LEGAL.index(name)
    for name in (
        "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "ValidDate", "Debit", "Credit",
    )
}  # fmt: skip
BOOK = """
    BQ | 01 | 20250305 | 0512 | Banque      | 0,10            | 0,00
    BQ | 01 | 20250305 | 7560 | Cotisations |                 | 0,10
    OD | 2  | 20250401 | 0512 | Caisse      | 123456789012,99 | 0,00
    BQ | 01 | 20250305 | 0512 | Banque      | 0,29            | 0,29
    OD | 2  | 20250401 | 7560 | Cotisations | 0,00            | 123456789012,99
"""


@pytest.fixture
def lines(fec_text, tmp_path):
    def read(table=BOOK, **options):
        path = tmp_path / "fichier [1]*.txt"
        path.write_text(fec_text(table), encoding="utf-8")
        return read_lines(path, separator="\t", width=18, places=PLACES | options)

    return read


def test_cells_are_what_is_written(lines):
    """An account keeps its zeros, a number too; a blank amount is nil; nothing is rounded."""
    found = lines()
    assert found["CompteNum"].to_list() == ["0512", "7560", "0512", "0512", "7560"]
    assert found["EcritureNum"].to_list() == ["01", "01", "2", "01", "2"]
    assert found["EcritureDate"].to_list() == [20250305, 20250305, 20250401, 20250305, 20250401]
    assert found["Debit"].to_list() == [10, 0, 12345678901299, 29, 0]
    assert found["Credit"].to_list() == [0, 10, 0, 29, 12345678901299]
    assert found["row"].to_list() == [0, 1, 2, 3, 4]
    assert found["is_validated"].all()
    assert not found["is_early"].any()


@pytest.mark.parametrize("amount", ["0.10", "0,1", "0,100", "1 000,00", "+1,00", "-1,00", "1,0a", "1e2,00"])
def test_an_amount_written_otherwise_is_none(lines, amount):
    assert lines(BOOK.replace("0,10 ", amount)) is None


@pytest.mark.parametrize("day", ["2025035", "202503055", "2025-3-5", "mars2025", ""])
def test_a_day_written_otherwise_is_none(lines, day):
    assert lines(BOOK.replace("20250305", day)) is None


def test_no_line_is_none(lines):
    assert lines("") is None


def test_a_text_that_polars_refuses_is_none(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"\t".join([b"x"] * 18) + b"\n" + b"\t".join([b"\xe9"] * 18) + b"\n")
    assert read_lines(path, separator="\t", width=18, places=PLACES) is None


def test_sums_by_account_month_and_day(lines):
    found = lines()
    assert sorted(by_month(found)) == [
        ("0512", 202503, 39, 29),
        ("0512", 202504, 12345678901299, 0),
        ("7560", 202503, 0, 10),
        ("7560", 202504, 0, 12345678901299),
    ]
    assert dict(by_account(found)) == {"0512": 12345678901309, "7560": -12345678901309}
    assert sorted(labels_of(found, ["0512"])) == [("0512", "Banque"), ("0512", "Caisse")]
    assert sorted(by_day(runs_of(found).runs)) == [(20250305, 0, 3), (20250401, 2, 2)]
    assert first_rows(found, pl.col("Debit") == 0) == (2, [1, 4])


def test_runs_then_entries(lines):
    runs = runs_of(lines())
    assert runs.runs.select("row", "lines", "total").rows() == [
        (0, 2, 0), (2, 1, 12345678901299), (3, 1, 0), (4, 1, -12345678901299),
    ]  # fmt: skip
    entries = entries_of(runs.runs)
    assert entries["row"].to_list() == [0, 2]
    assert are_balanced(runs.runs)
    assert are_named(entries)
    assert numbers_by_journal(entries) == {"BQ": [1], "OD": [2]}


def test_an_entry_is_whole_when_it_has_no_run_elsewhere(lines):
    runs = runs_of(lines())
    inside = runs.made_of(["0512"])
    assert inside["row"].to_list() == [2, 3]
    assert list(whole_entries(runs, inside)) == []
    everything = runs.made_of(["0512", "7560"])
    assert len(list(whole_entries(runs, everything))) == 5
