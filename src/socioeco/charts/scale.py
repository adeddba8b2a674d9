"""The unit in which amounts of centimes are drawn, and round values for the grid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Unit:
    sign: str
    sentence: str
    centimes: int
    decimals: int

    def value(self, centimes: int) -> str:
        """Write an amount in this unit, without the unit."""
        return written(Decimal(centimes) / self.centimes, self.decimals)

    def amount(self, centimes: int) -> str:
        """Write an amount in this unit, followed by it."""
        return f"{self.value(centimes)}{NBSP}{self.sign}"


EUROS: Final = Unit("€", "En euros", 100, 0)
_KILO: Final = Unit("k€", "En milliers d’euros", 100_000, 0)
_MEGA: Final = Unit("M€", "En millions d’euros", 100_000_000, 1)
_KILO_FROM = 20_000 * 100
_MEGA_FROM = 20_000_000 * 100


def unit_for(extent: int) -> Unit:
    """Choose the unit from the greatest amount, so that a value keeps two to five figures."""
    if extent >= _MEGA_FROM:
        return _MEGA
    return _KILO if extent >= _KILO_FROM else EUROS


def written(value: Decimal, decimals: int) -> str:
    """Write a number in French; the charts have their own, not to depend on their neighbour `formats`."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,}".replace(",", "\u202f").replace(".", ",")
    return f"\u2212{text}" if rounded < 0 else text


def percent(part: int, total: int) -> str:
    """Write a share as a whole percentage."""
    return f"{written(Decimal(part * 100) / total, 0)}{NBSP}%"


def grid_values(low: int, high: int) -> list[int]:
    """Return the round values to rule between two amounts (`low` <= 0 <= `high`), zero left out."""
    extent = high - low
    if extent <= 0:
        return []
    step = _round_step(extent)
    values = [*range(-step, low - 1, -step), *range(step, high + 1, step)]
    return sorted(value for value in values if value)


def _round_step(extent: int) -> int:
    """Return the smallest round value, one euro at least, that rules four lines at most."""
    power: int = 10 ** max(2, len(str(extent)) - 2)
    return next(factor * power for factor in (1, 2, 5, 10, 20, 50) if extent <= 4.5 * factor * power)
