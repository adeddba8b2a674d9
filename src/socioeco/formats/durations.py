"""Durations in words."""

from __future__ import annotations

from socioeco.formats.numbers import NBSP, Number, format_nombre

_HOUR = 60


def format_duree(minutes: int) -> str:
    """Write a duration given in minutes: 8 minutes, 1 h, 1 h 30."""
    if minutes < 0:
        raise ValueError(f"a duration is not negative: {minutes}")
    if minutes < _HOUR:
        return f"{minutes}{NBSP}{'minutes' if minutes > 1 else 'minute'}"
    hours, rest = divmod(minutes, _HOUR)
    text = f"{format_nombre(hours)}{NBSP}h"
    return f"{text}{NBSP}{rest:02d}" if rest else text


def format_mois(months: Number, *, decimals: int = 1) -> str:
    """Write a number of months, such as months of cash: 2,6 mois."""
    return f"{format_nombre(months, decimals=decimals)}{NBSP}mois"
