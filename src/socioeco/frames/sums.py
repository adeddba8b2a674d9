"""Sums of typed lines and of their runs, given back as plain tuples; days and months are integers."""

from collections.abc import Iterator

import polars as pl

FIRST = 5


def by_month(lines: pl.DataFrame) -> list[tuple[str, int, int, int]]:
    """Account, month as AAAAMM, debit and credit."""
    month = (pl.col("EcritureDate") // 100).alias("month")
    sums = lines.lazy().group_by("CompteNum", month).agg(pl.col("Debit", "Credit").sum())
    return sums.collect(engine="streaming").rows()


def by_account(lines: pl.DataFrame) -> list[tuple[str, int]]:
    """Account, debit minus credit."""
    return lines.group_by("CompteNum").agg((pl.col("Debit") - pl.col("Credit")).sum()).rows()


def by_day(runs: pl.DataFrame) -> list[tuple[int, int, int]]:
    """Day as AAAAMMJJ, the first of its rows, how many lines."""
    return runs.group_by("EcritureDate").agg(pl.col("row").min(), pl.col("lines").sum()).rows()


def labels_of(lines: pl.DataFrame, comptes: list[str]) -> Iterator[tuple[str, str]]:
    """Account and label: each different pair, for these accounts."""
    different = lines.lazy().select("CompteNum", "CompteLib").unique().collect(engine="streaming")
    return different.filter(pl.col("CompteNum").is_in(comptes)).iter_rows()


def first_rows(frame: pl.DataFrame, condition: pl.Expr) -> tuple[int, list[int]]:
    """How many rows meet the condition, and the first of them; `row` numbers them, counted from nought."""
    met = frame.lazy().filter(condition).select("row").collect(engine="streaming")["row"]
    return met.len(), met.head(FIRST).to_list()
