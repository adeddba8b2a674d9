"""How a report writes a value: an exact number, a range, or why there is none."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from socioeco.formats import MINUS, format_euros, format_mois, format_nombre, format_pourcent
from socioeco.values import Statut, Value

NOT_COMPUTABLE = "non calculable"
UNDER, OVER = "moins de", "plus de"
SECRET = "secret"  # noqa: S105 - a status of statistics


def write_value(value: Value[Any], unite: str, *, decimals: int = 0) -> str:
    """« 36 % », « entre 36 % et 68 % », « au plus 45 % » from zero, « non calculable » or « secret »."""
    if value.number is None:
        return SECRET if value.statut is Statut.SECRET else NOT_COMPUTABLE
    low = write_number(value.number, unite, decimals=decimals)
    if value.haut is None:
        return low
    high = write_number(value.haut, unite, decimals=decimals)
    return _between(value.number, low, high)


def _between(number: int | Fraction, low: str, high: str) -> str:
    """Two bounds as written. « Moins de » and « plus de » are bounds already."""
    if low.startswith(OVER) or (high.startswith(UNDER) and number >= 0):
        return low if number else high
    if low == high:
        return f"environ {low}"
    is_from_zero = number == 0 or low.startswith(UNDER)
    return f"au plus {high}" if is_from_zero else f"entre {low} et {high}"


def write_number(number: int | Fraction, unite: str, *, decimals: int = 0) -> str:
    """A number in the unit of its indicator: centimes, a share, months, or a number alone."""
    match unite:
        case "euros":
            return format_euros(int(number), decimals=decimals)
        case "part":
            return _write_part(number, decimals)
        case "mois":
            return format_mois(number, decimals=decimals)
        case _:
            return format_nombre(number, decimals=decimals)


def _write_part(part: int | Fraction, decimals: int) -> str:
    """What is above nil is never written nil, what is not the whole is never written whole."""
    text = format_pourcent(part, decimals=decimals)
    nothing, whole = (format_pourcent(each, decimals=decimals) for each in (0, 1))
    least = Fraction(1, 100 * 10**decimals)
    if text == nothing and part > 0:
        return f"{UNDER} {format_pourcent(least, decimals=decimals)}"
    if text == whole and part < 1:
        return f"{OVER} {format_pourcent(1 - least, decimals=decimals)}"
    return text


def remark(value: Value[Any]) -> str:
    """What must be said beside the value, or instead of it."""
    return value.raison or value.reserve


def decimals_for(amounts: Iterable[int | None]) -> int:
    """Amounts of one table show centimes as soon as one has some, so that the sums are seen to be right."""
    return 2 if any(amount and amount % 100 for amount in amounts) else 0


def write_amount(centimes: int, *, decimals: int) -> str:
    """An amount of a table whose caption says that it is in euros."""
    return format_nombre(Fraction(centimes, 100), decimals=decimals)


def write_difference(centimes: int, *, decimals: int) -> str:
    """Always signed, « = » when nothing moved."""
    if not centimes:
        return "="
    return f"{MINUS if centimes < 0 else '+'}{write_amount(abs(centimes), decimals=decimals)}"


def in_list(names: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »; nothing for no name."""
    listed = list(names)
    return f"{', '.join(listed[:-1])} et {listed[-1]}" if len(listed) > 1 else "".join(listed)


def count(number: int, one: str, many: str) -> str:
    """« un point », « 3 points »."""
    return one if number == 1 else f"{format_nombre(number)}\u00a0{many}"


def yes_or_no(value: Value[bool]) -> str:
    """« oui », « non », or that nothing says it."""
    if value.number is None:
        return NOT_COMPUTABLE
    return "oui" if value.number else "non"
