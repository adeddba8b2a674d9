"""A table of sums over organisations, before and after what must be hidden of it is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from socioeco.values import Value

# A row and a column; None stands for the total of all of them.
Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """What each organisation brings to one sum, in centimes; those that bring nothing are not in it."""

    contributions: Mapping[str, int]

    @property
    def amount(self) -> int:
        return sum(self.contributions.values())

    def without(self, organisation: str | None) -> int:
        """What is left to learn for an organisation that knows its own figure; all of it for the public."""
        return self.amount - self.contributions.get(organisation or "", 0)


@dataclass(frozen=True)
class Table:
    """Amounts of organisations by row and column, none negative. Totals are not given: they are computed.

    `contributions` maps (row, column) to the centimes of each organisation, named by any key of its own; an
    organisation may stand in several cells. Raises ValueError on an amount below zero (an amount that may be
    negative, like a result, goes by its quantiles), on a nameless organisation, and on a cell out of the table.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    contributions: Mapping[tuple[str, str], Mapping[str, int]]

    def __post_init__(self) -> None:
        for (row, column), amounts in self.contributions.items():
            if row not in self.rows or column not in self.columns:
                raise ValueError(f"no cell {row}, {column} in the table")
            if any(amount < 0 for amount in amounts.values()):
                raise ValueError("a protected table adds amounts that are not negative")
            if "" in amounts:
                raise ValueError("each organisation has a name")

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """Every cell and every total, rows first; the total of the table is at (None, None)."""
        sums: dict[Key, dict[str, int]] = {
            (row, column): {} for row in (*self.rows, None) for column in (*self.columns, None)
        }
        for (row, column), amounts in self.contributions.items():
            for key in ((row, column), (row, None), (None, column), (None, None)):
                for organisation, amount in amounts.items():
                    if amount:
                        sums[key][organisation] = sums[key].get(organisation, 0) + amount
        return {key: Cell(amounts) for key, amounts in sums.items()}


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """What may be shown: rounded amounts in centimes, or a value of status « secret ».

    Nothing tells a cell hidden for itself from one hidden for the sake of another, nor how many organisations
    stand behind a hidden cell.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[Key, Value[int]]

    def value(self, row: str | None, column: str | None) -> Value[int]:
        """A cell, or a total where the row or the column is None."""
        return self.values[row, column]

    @property
    def hidden(self) -> frozenset[Key]:
        return frozenset(key for key, value in self.values.items() if not value.is_computed)
