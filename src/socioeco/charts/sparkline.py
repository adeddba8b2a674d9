"""A line the size of a word, beside a value that says the same thing: hidden from assistive technology."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from socioeco.charts.svg import num, ornament, path

_WIDTH, _HEIGHT = 150, 34
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 144, 7, 27
_LEAST_SPAN: Final = 0.25  # of the greatest value, so that a flat series looks flat

Point = tuple[float, float]


def sparkline(values: Sequence[int | float | Decimal | None]) -> str:
    """Draw a series, oldest first; an absent value leaves a gap. No known value gives an empty text."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return ""
    points = _points([None if value is None else float(value) for value in values], known)
    last = next(point for point in reversed(points) if point)
    dot = f'<circle class="dot" cx="{num(last[0])}" cy="{num(last[1])}" r="5"/>'
    return ornament(_WIDTH, _HEIGHT, [*_lines(points), dot], css="chart")


def _points(values: Sequence[float | None], known: Sequence[float]) -> list[Point | None]:
    low, high = min(known), max(known)
    span = max(high - low, _LEAST_SPAN * max(abs(low), abs(high))) or 1.0
    floor = (low + high - span) / 2
    step = (_RIGHT - _LEFT) / max(1, len(values) - 1)
    start = _LEFT if len(values) > 1 else _RIGHT
    return [
        None if value is None else (start + index * step, _BOTTOM - (value - floor) / span * (_BOTTOM - _TOP))
        for index, value in enumerate(values)
    ]


def _lines(points: Sequence[Point | None]) -> list[str]:
    """Draw each unbroken run; a value alone between two gaps is a short dash."""
    runs = [list(run) for known, run in groupby(points, key=bool) if known]
    drawn = []
    for run in runs:
        steps = [f"{num(point[0])} {num(point[1])}" for point in run if point]
        drawn.append(path(f"M{'L'.join(steps)}" if len(steps) > 1 else f"M{steps[0]}h4", "inked"))
    return drawn
