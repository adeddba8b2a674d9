"""Where the marks of stacked columns stand, at each width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

from socioeco.charts.families import in_order
from socioeco.charts.marks import text_width
from socioeco.charts.scale import Unit, grid_values


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The measures of one of the two drawings."""

    css: str
    width: int
    plot_right: int
    plot_height: int
    widest_step: int
    bar_part: float
    has_names: bool


LARGE: Final = View(
    css="large", width=900, plot_right=664, plot_height=300, widest_step=160, bar_part=0.6, has_names=True
)
SMALL: Final = View(
    css="small", width=343, plot_right=336, plot_height=250, widest_step=96, bar_part=0.78, has_names=False
)

BOLD: Final = 1.08  # bold figures are wider
_TOP: Final = 40  # room for the total of the tallest column
_EMPTY_HEIGHT: Final = 40
_LEAST_MARGIN: Final = 54


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A column: the amounts that are not zero, in stacking order, in centimes."""

    label: str
    amounts: Mapping[str, int] | None

    @property
    def signed(self) -> Mapping[str, int]:
        return self.amounts or {}

    @cached_property
    def total(self) -> int:
        return sum(self.signed.values())

    @cached_property
    def up(self) -> int:
        return sum(amount for amount in self.signed.values() if amount > 0)

    @property
    def has_shares(self) -> bool:
        """Tell whether parts of the total mean something: nothing is taken away from it."""
        return self.total > 0 and not self.down

    @cached_property
    def down(self) -> int:
        return sum(amount for amount in self.signed.values() if amount < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What both drawings show. `breaks` are the labels of the first years under new rules."""

    stacks: Sequence[Stack]
    unit: Unit
    breaks: Sequence[str]
    share_of: str | None
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A segment placed: its family, its centimes, the top and the height of its rectangle."""

    key: str
    amount: int
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Where things stand: amounts down the page, years across it."""

    view: View
    stacks: Sequence[Stack]
    unit: Unit

    @cached_property
    def high(self) -> int:
        return max((stack.up for stack in self.stacks), default=0)

    @cached_property
    def low(self) -> int:
        return min((stack.down for stack in self.stacks), default=0)

    @cached_property
    def grid(self) -> list[int]:
        return grid_values(self.low, self.high)

    @cached_property
    def left(self) -> float:
        return max([_LEAST_MARGIN, *(text_width(self.unit.amount(value)) + 8 for value in self.grid)])

    @cached_property
    def step(self) -> float:
        return min(self.view.widest_step, (self.view.plot_right - self.left) / len(self.stacks))

    @property
    def bar(self) -> float:
        return self.step * self.view.bar_part

    @property
    def right(self) -> float:
        return self.left + self.step * len(self.stacks)

    @property
    def zero(self) -> float:
        return self.y(0)

    @property
    def bottom(self) -> float:
        return self.y(self.low) + (16 if self.low else 0)

    def y(self, amount: int) -> float:
        extent = self.high - self.low
        return _TOP + (self.view.plot_height * (self.high - amount) / extent if extent else _EMPTY_HEIGHT)

    def centre(self, index: int) -> float:
        return self.left + self.step * (index + 0.5)

    def inside(self, index: int, content: str) -> float:
        """Return the centre of a column, moved where a text would leave the drawing."""
        return min(self.centre(index), self.view.width - text_width(content, BOLD) / 2)

    def every(self, texts: Sequence[str]) -> int:
        """Return 1 when all these texts fit under one another's columns, 2 for every other one, and so on."""
        return max(1, ceil((max(text_width(each, BOLD) for each in texts) + 4) / self.step))

    def boxes(self, stack: Stack) -> list[Box]:
        """Place the segments: gains from the zero line up, losses from it down, in family order."""
        placed, above, below = [], 0, 0
        for each in in_order(stack.signed):
            amount = stack.signed[each.key]
            base = above if amount > 0 else below
            y = self.y(max(base, base + amount))
            placed.append(Box(each.key, amount, y, self.y(min(base, base + amount)) - y))
            above, below = above + max(amount, 0), below + min(amount, 0)
        return placed
