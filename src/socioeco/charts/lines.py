"""Series on one scale, 100 in a chosen year: how much each moved, whatever its size. At most four are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Final

from socioeco.charts.columns_plot import BOLD
from socioeco.charts.marks import LINE, text_width
from socioeco.charts.model import Chart, Legend, Table, source_line, spoken
from socioeco.charts.scale import NBSP, written
from socioeco.charts.svg import line, num, path, picture, rect, text

NOT_KNOWN: Final = "–"
BASE: Final = Fraction(100)
_CAPTION: Final = "Évolution, base 100"
_MOST: Final = 4  # as many marks as can be told apart without a colour
_LEAST_SPAN: Final = 25  # so that a flat series looks flat
_TOP: Final = 20

Bounds = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A series: an index by year, a pair of bounds where only these are known, None where nothing is."""

    label: str
    values: Sequence[Fraction | Bounds | None]

    @property
    def bounds(self) -> list[Bounds | None]:
        return [(each, each) if isinstance(each, Fraction) else each for each in self.values]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    css: str
    width: int
    left: int
    right: int
    height: int
    is_large: bool


_LARGE: Final = _View(css="large", width=900, left=54, right=640, height=300, is_large=True)
_SMALL: Final = _View(css="small", width=343, left=50, right=322, height=230, is_large=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    view: _View
    years: Sequence[str]
    low: float
    high: float

    def x(self, index: int) -> float:
        room = self.view.right - self.view.left - 30
        return self.view.left + 15 + (room * index / (len(self.years) - 1) if len(self.years) > 1 else 0)

    def y(self, value: Fraction | float) -> float:
        return _TOP + self.view.height * (self.high - float(value)) / (self.high - self.low)

    @property
    def bottom(self) -> float:
        return _TOP + self.view.height


def base_100_lines(  # noqa: PLR0913 one call says a whole figure
    years: Sequence[str],
    lines: Sequence[Line],
    *,
    base: str,
    title: str,
    summary: str,
    source: str,
    breaks: Sequence[str] = (),
) -> Chart:
    """Draw one to four indices, oldest year first. `base` is the year where each is 100.

    `breaks` are the first years under new accounting rules. A year without a value leaves a gap; a range is a
    vertical bar, joined to nothing. Raises ValueError on series that do not fit the years.
    """
    if not years or not 1 <= len(lines) <= _MOST or any(len(each.values) != len(years) for each in lines):
        raise ValueError(f"one to {_MOST} series, with a value or None for each year")
    if base not in years or not set(breaks) <= set(years):
        raise ValueError("the base and the breaks are years that are shown")
    label = spoken(title, summary)
    unit = f"Base 100 en {base}"
    notes = ("Ligne pointillée verticale\u00a0: les règles comptables changent",) if breaks else ()
    return Chart(
        title=title,
        summary=summary,
        svg_large=_picture(_LARGE, years, lines, breaks, label),
        svg_small=_picture(_SMALL, years, lines, breaks, label),
        legend=Legend(),
        table=_table(years, lines, base),
        unit=unit,
        notes=notes,
        source=source_line(unit, notes, source),
    )


def _picture(
    view: _View, years: Sequence[str], lines: Sequence[Line], breaks: Sequence[str], label: str
) -> str:
    low, high = _extent(lines)
    plot = _Plot(view=view, years=years, low=low, high=high)
    body = [*_breaks(plot, breaks), *_grid(plot)]
    for kind, each in enumerate(lines):
        body += _series(plot, kind, each.bounds)
    names_bottom, names = _names(plot, lines)
    body += [*_years(plot), *names]
    return picture(view.width, names_bottom, css=f"chart {view.css}", label=label, body=body)


def _extent(lines: Sequence[Line]) -> tuple[float, float]:
    """From the lowest to the highest value drawn, 100 among them, never too flat."""
    known = [float(bound) for each in lines for bounds in each.bounds if bounds for bound in bounds]
    low, high = min([100.0, *known]), max([100.0, *known])
    spare = max(0.0, _LEAST_SPAN - (high - low)) / 2
    return low - spare, high + spare


def _step(extent: float) -> int:
    """The smallest round step that rules five lines at most."""
    step = 1
    while extent > 5 * step * 10:
        step *= 10
    return next(step * factor for factor in (1, 2, 5, 10) if extent <= 5 * step * factor)


def _grid(plot: _Plot) -> Iterator[str]:
    step = _step(plot.high - plot.low)
    for value in range(ceil(plot.low / step) * step, floor(plot.high / step) * step + 1, step):
        if value != BASE:
            yield line(plot.view.left, plot.y(value), plot.view.right, plot.y(value), "grid")
            yield text(plot.view.left - 8, plot.y(value) + 5, written(Decimal(value), 0), "end soft")
    yield line(plot.view.left, plot.y(BASE), plot.view.right, plot.y(BASE), "axis")
    yield text(plot.view.left - 8, plot.y(BASE) + 5, "100", "end strong halo")


def _breaks(plot: _Plot, breaks: Sequence[str]) -> Iterator[str]:
    for index, year in enumerate(plot.years):
        if year in breaks and index:
            x = (plot.x(index - 1) + plot.x(index)) / 2
            yield path(f"M{num(x)} 8V{num(plot.bottom + 26)}", "break")


def _series(plot: _Plot, kind: int, bounds: Sequence[Bounds | None]) -> Iterator[str]:
    """Runs of known values joined, then ranges, then the marks over both."""
    exact = [each if each and each[0] == each[1] else None for each in bounds]
    for is_known, run in groupby(enumerate(exact), key=lambda item: item[1] is not None):
        spots = [(plot.x(index), plot.y(each[0])) for index, each in run if each]
        if is_known and len(spots) > 1:
            yield path("M" + "L".join(f"{num(x)} {num(y)}" for x, y in spots), "inked")
    for index, each in enumerate(bounds):
        if each and each[0] == each[1]:
            yield _mark(kind, plot.x(index), plot.y(each[0]))
        elif each:
            yield from _range(plot, kind, index, each)


def _range(plot: _Plot, kind: int, index: int, bounds: Bounds) -> Iterator[str]:
    x = plot.x(index)
    yield line(x, plot.y(bounds[0]), x, plot.y(bounds[1]), "inked")
    for bound in bounds:
        yield _mark(kind, x, plot.y(bound))


def _mark(kind: int, x: float, y: float) -> str:
    """A full disc, a hollow one, a hollow square, a hollow lozenge: told apart by shape alone."""
    if kind == 0:
        return f'<circle class="dot" cx="{num(x)}" cy="{num(y)}" r="6"/>'
    if kind == 1:
        return f'<circle class="inked" cx="{num(x)}" cy="{num(y)}" r="6"/>'
    if kind == 2:
        return rect(x - 5, y - 5, 10, 10, css="inked")
    return path(f"M{num(x)} {num(y - 7)}l7 7-7 7-7-7z", "inked")


def _years(plot: _Plot) -> Iterator[str]:
    widest = max(text_width(year, BOLD) for year in plot.years)
    gap = plot.x(1) - plot.x(0) if len(plot.years) > 1 else widest + 4
    every, last = max(1, ceil((widest + 4) / gap)), len(plot.years) - 1
    for index, year in enumerate(plot.years):
        if (last - index) % every == 0:
            half = text_width(year, BOLD) / 2
            x = min(max(plot.x(index), half), plot.view.width - half)
            yield text(x, plot.bottom + 22, year, "mid strong")


def _names(plot: _Plot, lines: Sequence[Line]) -> tuple[float, list[str]]:
    """The height of the drawing, and the names: at the end of each line when wide, under the years when narrow."""
    marks: list[str] = []
    if not plot.view.is_large:
        for row, each in enumerate(lines):
            y = plot.bottom + 52 + (LINE + 3) * row
            marks += [_mark(row, 12, y - 5), text(26, y, each.label)]
        return plot.bottom + 60 + (LINE + 3) * (len(lines) - 1), marks
    taken: list[float] = []
    for kind, each in sorted(enumerate(lines), key=lambda item: _end(plot, item[1])):
        y = max([_end(plot, each), *(other + LINE + 3 for other in taken)])
        taken.append(y)
        marks += [_mark(kind, plot.view.right + 22, y), text(plot.view.right + 38, y + 5, each.label)]
    return max(plot.bottom + 34, taken[-1] + 12), marks


def _end(plot: _Plot, each: Line) -> float:
    """Where the last known value stands; at the base when there is none."""
    known = [bounds for bounds in each.bounds if bounds]
    return plot.y(known[-1][1] if known else BASE)


def _table(years: Sequence[str], lines: Sequence[Line], base: str) -> Table:
    rows = [(each.label, *(_cell(bounds) for bounds in each.bounds)) for each in lines]
    return Table(caption=f"{_CAPTION} en{NBSP}{base}", header=("Mesure", *years), rows=tuple(rows))


def _cell(bounds: Bounds | None) -> str:
    if bounds is None:
        return NOT_KNOWN
    low, high = (_whole(bound) for bound in bounds)
    return low if low == high else f"{low} à {high}"


def _whole(value: Fraction) -> str:
    return written(Decimal(value.numerator) / value.denominator, 0)
