"""Entries of typed lines: runs of lines that follow each other, then entries, whose runs may lie apart.

A run ends where the number, the day or the journal changes. An entry is known by the three together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

KEY = ("JournalCode", "EcritureNum", "EcritureDate")
_SUMMED = ("CompteNum", "CompteLib", "EcritureDate", "Debit", "Credit", "row")
_HEADS = (*KEY, "JournalLib", "is_validated", "is_early", "row")
_COUNTED = r"^[0-9]{1,15}$"
_BARE = r"^(?:[^ ](?:.*[^ ])?)?$"
_BARE_NUMBER = r"^0*[^ 0](?:.*[^ ])?$"


@dataclass(frozen=True, slots=True)
class Runs:
    """`lines` without their cells that are those of a run; `runs`, each with its first `row`, its count of `lines`,
    its `total`, debit minus credit, the `number` of its entry if all are plain, and the cells of its first line."""

    lines: pl.DataFrame
    runs: pl.DataFrame

    def lines_of(self, chosen: pl.DataFrame) -> pl.DataFrame:
        """The lines of some of the runs: the key of their entry, account, debit and credit."""
        rows = pl.int_ranges("row", pl.col("row") + pl.col("lines")).alias("row")
        keyed = chosen.select(*KEY, rows).explode("row")
        return keyed.with_columns(self.lines.select("CompteNum", "Debit", "Credit")[keyed["row"]])

    def made_of(self, comptes: Iterable[str]) -> pl.DataFrame:
        """The runs whose lines are all in one of these accounts."""
        others = (~self.lines["CompteNum"].is_in(list(comptes))).cast(pl.Int64).cum_sum()
        before = others.shift(1, fill_value=0)
        first, last = self.runs["row"], self.runs["row"] + self.runs["lines"] - 1
        return self.runs.filter(others.gather(last) == before.gather(first))


def runs_of(lines: pl.DataFrame) -> Runs:
    """Cut the lines into runs, in the order of the file."""
    changes = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in KEY)
    solde = (lines["Debit"] - lines["Credit"]).cum_sum()
    heads = lines.select(*_HEADS, before=solde.shift(1, fill_value=0)).filter(
        lines.select(changes).to_series()
    )
    runs = heads.with_columns(
        run=pl.int_range(pl.len(), dtype=pl.UInt32),
        total=pl.col("before").shift(-1, fill_value=solde[-1]) - pl.col("before"),
        lines=pl.col("row").shift(-1, fill_value=lines.height) - pl.col("row"),
    )
    counted = _counted(runs["EcritureNum"])
    return Runs(lines.select(_SUMMED), runs.drop("before").with_columns(number=counted))


def _counted(numbers: pl.Series) -> pl.Series:
    """The numbers as integers; nothing but nulls as soon as one is not plain digits."""
    if numbers.str.contains(_COUNTED).all():
        return numbers.cast(pl.Int64)
    return pl.repeat(None, numbers.len(), dtype=pl.Int64, eager=True)


def _are_counted(runs: pl.DataFrame) -> bool:
    return runs["number"].null_count() == 0


def are_named(entries: pl.DataFrame) -> bool:
    """Whether entries have different numbers, none blank nor of noughts only, and no blank around a part of a key."""
    numbers = entries["EcritureNum"]
    are_bare = (
        numbers.str.contains(_BARE_NUMBER).all()
        if not _are_counted(entries)
        else (entries["number"] > 0).all()
    )
    return bool(are_bare and _journals(entries).str.contains(_BARE).all() and (numbers != numbers[0]).any())


def entries_of(runs: pl.DataFrame) -> pl.DataFrame:
    """The first run of each entry, in the order of the file."""
    if _always_grow(runs) or runs.select(KEY).n_unique() == runs.height:
        return runs
    return runs.unique(KEY, keep="first", maintain_order=True)


def _always_grow(runs: pl.DataFrame) -> bool:
    """Whether numbers grow in each journal, as nearly always: then no entry comes back, and none is to be sought."""
    if not _are_counted(runs):
        return False
    steps = runs.select(pl.col("number").diff().over("JournalCode")).to_series()
    return bool((steps > 0).all())


def longest_key(entries: pl.DataFrame) -> int:
    """No key, its three parts side by side, is longer than that many bytes."""
    parts = (_journals(entries), entries["EcritureNum"])
    lengths = [part.to_frame("part").select(pl.col("part").str.len_bytes().max()).item() for part in parts]
    return sum(map(int, lengths)) + len("AAAAMMJJ")


def _journals(entries: pl.DataFrame) -> pl.Series:
    return entries["JournalCode"].unique().cast(pl.String)


def are_balanced(runs: pl.DataFrame) -> bool:
    """Whether every entry has as much at its debit as at its credit."""
    moved = runs.filter(pl.col("total") != 0)
    soldes = moved.group_by(KEY).agg(pl.col("total").sum())["total"]
    return not (soldes != 0).any()


def numbers_by_journal(entries: pl.DataFrame) -> dict[str, list[int]] | None:
    """The numbers, in the order of the file; None when some are not plain integers."""
    if not _are_counted(entries):
        return None
    parts = entries.select("JournalCode", "number").partition_by("JournalCode", as_dict=True)
    return {str(journal): part["number"].to_list() for (journal,), part in parts.items()}


def keys_of(entries: pl.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Journal, number and day of each entry, in the order of the file."""
    return entries.select(KEY).iter_rows()


def whole_entries(runs: Runs, inside: pl.DataFrame) -> Iterator[tuple[str, str, int, str, int, int]]:
    """Journal, number, day, account, debit and credit of the lines of the entries that have no other run than those
    `inside`."""
    near = runs.runs.join(inside, on=KEY, how="semi").join(inside, on="run", how="anti")
    lines = runs.lines_of(inside.join(near, on=KEY, how="anti"))
    return lines.select(*KEY, "CompteNum", "Debit", "Credit").iter_rows()
