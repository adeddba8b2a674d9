"""A table to take away: typed columns, true numbers, and an empty cell for what is not known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from trajectoires.documents.enums import Kind

Cell = str | int | Fraction | Decimal | date | None
EXACT = Context(prec=40, traps=[Inexact])
NUMERIC = {Kind.EUROS, Kind.PART, Kind.NOMBRE}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    label: str
    kind: Kind


@dataclass(frozen=True)
class Sheet:
    """`rows` have a cell for each column. In a column of euros a number is in centimes."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of « {self.title} » has not a cell for each column")


def exact_number(value: Cell, kind: Kind) -> Decimal:
    """The number to write, euros brought from centimes. One that does not end is the nearest that a spreadsheet holds."""
    if not isinstance(value, (int, Fraction, Decimal)) or kind not in NUMERIC:
        raise TypeError(f"{value!r} is no number of a column of {kind}")
    number = Fraction(value) / (100 if kind is Kind.EUROS else 1)
    try:
        return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    except Inexact:
        return Decimal(repr(float(number)))


def plain(number: Decimal, kind: Kind = Kind.NOMBRE) -> str:
    """Without exponent and without idle zeros, but for the two decimals of euros."""
    whole, _, decimals = format(number, "f").partition(".")
    decimals = decimals.rstrip("0").ljust(2 if kind is Kind.EUROS else 0, "0")
    return f"{whole}.{decimals}" if decimals else whole


def readable(text: str) -> str:
    """Without the control characters that a padded export may hold, and that no spreadsheet opens."""
    return _NO_XML.sub("", text)
