"""A table to take away: typed columns, true numbers, and an empty cell for what is not known."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from fractions import Fraction

EXACT = Context(prec=40, traps=[Inexact])
# What XML cannot hold, and what no spreadsheet opens.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    TEXTE = "texte"
    EUROS = "euros"  # the number of a cell is in centimes, what is written is in euros
    PART = "part"
    NOMBRE = "nombre"
    DATE = "date"


NUMBERS = (Kind.EUROS, Kind.PART, Kind.NOMBRE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A number with a kind of its own: in a table whose units change from row to row."""

    number: int | Fraction
    kind: Kind


Cell = str | int | Fraction | Decimal | date | Typed | None


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    kind: Kind = Kind.TEXTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`key` names its file, `title` its sheet. Rows have a cell for each column."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of « {self.title} » has not a cell for each column")


def exact_number(value: Cell, kind: Kind) -> Decimal:
    """The number to write, euros brought from centimes. One that does not end is the nearest double."""
    if not isinstance(value, int | Fraction | Decimal) or kind not in NUMBERS:
        raise TypeError(f"{value!r} is no number of a column of {kind}")
    number = Fraction(value) / (100 if kind is Kind.EUROS else 1)
    try:
        return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    except Inexact:
        return Decimal(repr(float(number)))


def plain(number: Decimal, kind: Kind) -> str:
    """Without exponent and without idle zeros, but for the two decimals of euros."""
    whole, _, decimals = format(number, "f").partition(".")
    decimals = decimals.rstrip("0").ljust(2 if kind is Kind.EUROS else 0, "0")
    return f"{whole}.{decimals}" if decimals else whole


def readable(text: str) -> str:
    return _FORBIDDEN.sub("", text)
