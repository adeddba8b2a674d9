"""How the page writes a value: an exact number, a range, or why there is none."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from socioeco.formats import (
    MINUS,
    NBSP,
    format_euros,
    format_mois,
    format_nombre,
    format_pourcent,
)
from socioeco.values import Statut, Value

NOT_COMPUTABLE, MASKED = "non calculable", "masqué"


def write_value(value: Value[Any], unite: str, *, decimals: int = 0) -> str:
    """« 36 % », « entre 36 % et 68 % », « au plus 45 % » from zero, « non calculable » or « masqué »."""
    if value.number is None:
        return MASKED if value.statut is Statut.SECRET else NOT_COMPUTABLE
    low = write_number(value.number, unite, decimals=decimals)
    if value.haut is None:
        return low
    high = write_number(value.haut, unite, decimals=decimals)
    if low == high:
        return f"environ {low}"
    return f"au plus {high}" if value.number == 0 else f"entre {low} et {high}"


def write_number(number: int | Fraction, unite: str, *, decimals: int = 0) -> str:
    """A number in the unit of its indicator: centimes, a share, months, or a number alone."""
    match unite:
        case "euros":
            return format_euros(int(number), decimals=decimals)
        case "part":
            return format_pourcent(number, decimals=decimals)
        case "mois":
            return format_mois(number, decimals=decimals)
        case _:
            return format_nombre(number, decimals=decimals)


def decimals_for(amounts: Iterable[int]) -> int:
    """Amounts that stand in one table show centimes as soon as one has some, so that the sums are seen to be right."""
    return 2 if any(amount % 100 for amount in amounts) else 0


def write_amounts(amounts: Iterable[int], *, decimals: int) -> list[str]:
    """Amounts of a table whose caption says that they are euros."""
    return [format_nombre(Fraction(amount, 100), decimals=decimals) for amount in amounts]


def write_difference(centimes: int, *, decimals: int) -> str:
    """Always signed, « = » when nothing moved."""
    if centimes == 0:
        return "="
    sign = MINUS if centimes < 0 else "+"
    return f"{sign}{format_nombre(Fraction(abs(centimes), 100), decimals=decimals)}"


def in_list(names: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    *first, last = names
    return f"{', '.join(first)} et {last}" if first else last


def count(number: int, one: str, many: str) -> str:
    """« un point », « 3 points »."""
    return one if number == 1 else f"{format_nombre(number)}{NBSP}{many}"
