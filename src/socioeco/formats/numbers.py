"""Numbers, amounts and shares as a French reader expects them. Rounding is half away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

NARROW: Final = "\u202f"
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"

Number = int | Decimal | Fraction | float

_PRECISION: Final = 60  # digits: wide enough for any 64-bit amount, so that quantize never overflows


def format_nombre(value: Number, *, decimals: int | None = None) -> str:
    """Write a number: thousands parted by U+202F, decimal comma, U+2212 as minus sign.

    `decimals` fixes the number of decimals; without it, a number keeps the decimals it has.
    """
    number = _rounded(value, decimals)
    sign = MINUS if number < 0 else ""
    whole, _, fraction = f"{abs(number):f}".partition(".")
    text = f"{int(whole):,}".replace(",", NARROW)
    return f"{sign}{text},{fraction}" if fraction else f"{sign}{text}"


def format_euros(centimes: int, *, decimals: int = 2) -> str:
    """Write an amount of whole centimes in euros; `decimals=0` rounds it to the euro."""
    return f"{format_nombre(Decimal(centimes) / 100, decimals=decimals)}{NBSP}€"


def format_milliers(centimes: int, *, decimals: int = 0) -> str:
    """Write an amount of whole centimes in thousands of euros: 244 k€."""
    return f"{format_nombre(Decimal(centimes) / 100_000, decimals=decimals)}{NBSP}k€"


def format_pourcent(ratio: Number, *, decimals: int = 1) -> str:
    """Write a ratio as a percentage: 0.123 gives 12,3 %."""
    return f"{format_nombre(_exact(ratio) * 100, decimals=decimals)}{NBSP}%"


def _exact(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    # The shortest text of a float is what its reader sees: 0.1 is one tenth, not 0.1000000000000000055.
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return number


def _rounded(value: Number, decimals: int | None) -> Decimal:
    with localcontext() as context:
        context.prec = _PRECISION
        number = _exact(value)
        if decimals is not None:
            number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return number
