"""A clean flat text to typed columns: amounts to whole centimes, days to AAAAMMJJ integers, everything else as text.

Nothing is guessed: Polars would take an account for a number, hence a schema of texts and no quote character; its
decimals are cut without a word, hence integers, once each cell is known to be a plain amount.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

REPEATED = ("JournalCode", "JournalLib", "CompteNum", "CompteLib")  # each different cell is kept once
_AMOUNT = r"^(?:[0-9]{1,12},[0-9]{2})?$"  # a blank is nil
MOST_CENTIMES = 2**62  # sums of the whole file stay inside 64 bits


def read_lines(path: Path, *, separator: str, width: int, places: Mapping[str, int]) -> pl.DataFrame | None:
    """The lines below the header: `EcritureNum` as text, `REPEATED` as categories, `EcritureDate` as an integer of
    eight digits, `Debit` and `Credit` in centimes, never negative, `row`, counted from nought; and of the date of
    validation, `is_validated` and `is_early`: that there is one, and that it comes before the day of the entry.

    `places` gives the place of each column, with Debit and Credit or with Montant and Sens. None as soon as one
    amount, day or side is not in its plain writing, or when there is no line.
    """
    texts = pl.scan_csv(
        path,
        separator=separator,
        has_header=False,
        skip_lines=1,
        schema={str(place): pl.String for place in range(width)},
        quote_char=None,
        empty_string_is_null=False,
        glob=False,
    )
    named = texts.select(pl.col(str(place)).alias(name) for name, place in places.items())
    amounts, is_plain = _sides() if "Sens" in places else _debit_credit()
    columns = (pl.col(REPEATED).cast(pl.Categorical), "EcritureNum", _day(), *amounts, *_validation())
    try:
        lines = named.select(*columns, is_plain=is_plain & _is_day()).collect(engine="streaming")
    except PolarsError:
        return None
    if lines.is_empty() or not lines["is_plain"].all() or lines["EcritureDate"].null_count():
        return None
    return lines.drop("is_plain").with_columns(row=pl.int_range(pl.len())) if _fits(lines) else None


def _day() -> pl.Expr:
    return pl.col("EcritureDate").cast(pl.Int32, strict=False)


def _is_day() -> pl.Expr:
    return pl.col("EcritureDate").str.len_bytes() == 8


def _validation() -> tuple[pl.Expr, pl.Expr]:
    valid, on = pl.col("ValidDate"), pl.col("EcritureDate")
    is_early = (valid.str.len_bytes() == 8) & (valid < on)
    return (valid.str.strip_chars(" ") != "").alias("is_validated"), is_early.alias("is_early")


def _centimes(name: str) -> pl.Expr:
    digits = pl.col(name).str.replace(",", "", literal=True)
    return digits.cast(pl.Int64, strict=False).fill_null(0)


def _is_amount(name: str) -> pl.Expr:
    return pl.col(name).str.contains(_AMOUNT)


def _debit_credit() -> tuple[tuple[pl.Expr, pl.Expr], pl.Expr]:
    return (_centimes("Debit"), _centimes("Credit")), _is_amount("Debit") & _is_amount("Credit")


def _sides() -> tuple[tuple[pl.Expr, pl.Expr], pl.Expr]:
    """Montant and Sens as two columns; only the letters D and C are plain."""
    sides = tuple(
        pl.when(pl.col("Sens") == letter).then(_centimes("Montant")).otherwise(0).alias(name)
        for letter, name in (("D", "Debit"), ("C", "Credit"))
    )
    return (sides[0], sides[1]), _is_amount("Montant") & pl.col("Sens").is_in(["D", "C"])


def _fits(lines: pl.DataFrame) -> bool:
    greatest = lines.select(pl.max_horizontal(pl.col("Debit").max(), pl.col("Credit").max())).item()
    return bool(greatest * lines.height < MOST_CENTIMES)
