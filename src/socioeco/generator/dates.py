"""Dates and exact splits: everything here is integer arithmetic, so it gives the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

# Weight of each calendar month, January first.
SAISONS: Final[dict[str, tuple[int, ...]]] = {
    "plate": (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    "scolaire": (9, 8, 9, 8, 9, 7, 3, 1, 10, 10, 9, 8),
    "estivale": (0, 0, 1, 2, 3, 8, 16, 3, 1, 0, 0, 0),
    "festival": (0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0),
    "rentree": (2, 1, 0, 0, 0, 1, 1, 2, 12, 6, 2, 1),
    "preinscriptions": (0, 0, 0, 0, 0, 2, 3, 1, 0, 0, 0, 0),
    "fin_annee": (3, 2, 2, 2, 2, 2, 1, 1, 2, 3, 6, 14),
    "prevente": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3),
    "commerce": (6, 6, 8, 8, 9, 9, 8, 7, 9, 9, 10, 12),
    "hiver": (4, 4, 3, 2, 1, 1, 1, 1, 1, 2, 3, 4),
}


def add_months(on: date, months: int) -> date:
    """Shift by whole months; a day above 28 is brought back to 28 so that every month has it."""
    rank = on.year * 12 + on.month - 1 + months
    return date(rank // 12, rank % 12 + 1, min(on.day, 28))


def month_starts(opened_on: date) -> tuple[date, ...]:
    """First days of the twelve months of an exercice."""
    return tuple(add_months(opened_on, rank) for rank in range(12))


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` in proportion to `weights`; the parts add up to the total to the centime."""
    whole = sum(weights)
    cumulated = 0
    given = 0
    parts: list[int] = []
    for weight in weights:
        cumulated += weight
        upto = total * cumulated // whole
        parts.append(upto - given)
        given = upto
    return parts


def uneven(rng: Random, total: int, count: int, swing: int = 35) -> list[int]:
    """Split `total` in `count` parts that differ from their mean by at most about `swing` percent."""
    return spread(total, [rng.randint(100 - swing, 100 + swing) for _ in range(count)])


def dates_in(rng: Random, opened_on: date, count: int, saison: str) -> list[date]:
    """Give `count` dates of the exercice, denser in the strong months of the season, in order."""
    months = month_starts(opened_on)
    weights = [SAISONS[saison][start.month - 1] for start in months]
    whole = sum(weights)
    chosen: list[date] = []
    for rank in range(count):
        start = _month_at(months, weights, (2 * rank + 1) * whole, 2 * count)
        chosen.append(start + timedelta(days=rng.randint(0, 26)))
    return sorted(chosen)


def _month_at(months: Sequence[date], weights: Sequence[int], target: int, scale: int) -> date:
    reached = zip(months, weights, accumulate(weights), strict=True)
    return [start for start, weight, upto in reached if weight and upto * scale >= target][0]  # noqa: RUF015 - twelve
