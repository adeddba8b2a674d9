"""An amount at the end of each month, from where it starts: one line, the range around it, what falls below nil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from socioeco.charts.columns_plot import BOLD
from socioeco.charts.marks import plate, plate_width, text_width
from socioeco.charts.model import Chart, Legend, Table, source_line, spoken
from socioeco.charts.scale import EUROS, Unit, grid_values, unit_for
from socioeco.charts.svg import line, num, path, picture, text

_TOP: Final = 40  # room for the plate of the lowest month, were it the highest too
_BELOW: Final = "Point\u00a0: mois qui finit sous zéro"
_RANGE: Final = "Bande\u00a0: de votre plus bas à votre plus haut"

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The end of a month, in centimes. `tick` is written under the axis; empty, nothing is."""

    label: str
    amount: int
    bounds: Bounds | None = None
    tick: str = ""

    @property
    def low(self) -> int:
        return min(self.amount, self.bounds[0]) if self.bounds else self.amount

    @property
    def high(self) -> int:
        return max(self.amount, self.bounds[1]) if self.bounds else self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    css: str
    width: int
    left: int
    height: int


_LARGE: Final = _View(css="large", width=900, left=70, height=260)
_SMALL: Final = _View(css="small", width=343, left=56, height=210)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    view: _View
    months: Sequence[Month]
    unit: Unit
    low: int
    high: int

    def x(self, index: int) -> float:
        room = self.view.width - self.view.left - 12
        return self.view.left + room * index / (len(self.months) - 1)

    def y(self, amount: int) -> float:
        return _TOP + self.view.height * (self.high - amount) / (self.high - self.low)

    @property
    def bottom(self) -> float:
        return float(_TOP + self.view.height)


def month_line(months: Sequence[Month], *, title: str, summary: str, source: str, caption: str) -> Chart:
    """Draw what each month ends with; the first one is the start. Raises ValueError on fewer than two months."""
    if len(months) < 2:
        raise ValueError("a line joins two months at least")
    label = spoken(title, summary)
    extent = max(max(abs(each.low), abs(each.high)) for each in months)
    unit = unit_for(extent)
    notes = tuple(_notes(months))
    return Chart(
        title=title,
        summary=summary,
        svg_large=_picture(_LARGE, months, unit, label),
        svg_small=_picture(_SMALL, months, unit, label),
        legend=Legend(),
        table=_table(months, caption),
        unit=unit.sentence,
        notes=notes,
        source=source_line(unit.sentence, notes, source),
    )


def _notes(months: Sequence[Month]) -> Iterator[str]:
    if any(each.bounds for each in months):
        yield _RANGE
    if any(each.amount < 0 for each in months):
        yield _BELOW


def _picture(view: _View, months: Sequence[Month], unit: Unit, label: str) -> str:
    low, high = min(0, *(each.low for each in months)), max(0, *(each.high for each in months))
    plot = _Plot(view=view, months=months, unit=unit, low=low, high=high if high > low else low + 100)
    body = [*_band(plot), *_grid(plot), *_ticks(plot), _series(plot), *_below(plot), *_lowest(plot)]
    return picture(view.width, plot.bottom + 38, css=f"chart {view.css}", label=label, body=body)


def _band(plot: _Plot) -> Iterator[str]:
    if any(each.bounds for each in plot.months):
        over = [(plot.x(place), plot.y(each.high)) for place, each in enumerate(plot.months)]
        under = [(plot.x(place), plot.y(each.low)) for place, each in enumerate(plot.months)]
        yield path(f"M{_joined([*over, *reversed(under)])}Z", "band")


def _grid(plot: _Plot) -> Iterator[str]:
    for value in grid_values(plot.low, plot.high):
        yield line(plot.view.left, plot.y(value), plot.view.width, plot.y(value), "grid")
        yield text(plot.view.left - 8, plot.y(value) + 5, plot.unit.value(value), "end soft")
    yield line(plot.view.left, plot.y(0), plot.view.width, plot.y(0), "axis")
    yield text(plot.view.left - 8, plot.y(0) + 5, "0", "end strong")


def _ticks(plot: _Plot) -> Iterator[str]:
    """Under the axis, those that do not touch the one before."""
    until = 0.0
    for place, each in enumerate(plot.months):
        if not each.tick:
            continue
        half = text_width(each.tick, BOLD) / 2
        x = min(max(plot.x(place), half), plot.view.width - half)
        yield line(plot.x(place), plot.bottom, plot.x(place), plot.bottom + 8, "axis")
        if x - half > until:
            yield text(x, plot.bottom + 26, each.tick, "mid strong")
            until = x + half + 6


def _series(plot: _Plot) -> str:
    return path(
        f"M{_joined([(plot.x(place), plot.y(each.amount)) for place, each in enumerate(plot.months)])}",
        "inked",
    )


def _joined(spots: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{num(x)} {num(y)}" for x, y in spots)


def _below(plot: _Plot) -> Iterator[str]:
    for place, each in enumerate(plot.months):
        if each.amount < 0:
            yield _dot(plot.x(place), plot.y(each.amount), 4)


def _lowest(plot: _Plot) -> Iterator[str]:
    """The lowest end of a month, the first one when it comes back; its amount above it, inside the drawing."""
    place = min(range(1, len(plot.months)), key=lambda each: plot.months[each].amount)
    amount = plot.months[place].amount
    content = plot.unit.amount(amount)
    half = plate_width(content) / 2
    x = min(max(plot.x(place), plot.view.left + half), plot.view.width - half)
    yield plate(x, plot.y(amount) - 22, content)
    yield _dot(plot.x(place), plot.y(amount), 6)


def _dot(x: float, y: float, radius: int) -> str:
    return f'<circle class="dot" cx="{num(x)}" cy="{num(y)}" r="{radius}"/>'


def _table(months: Sequence[Month], caption: str) -> Table:
    has_range = any(each.bounds for each in months)
    header = ("Fin du mois", "Montant", *(("Au plus bas", "Au plus haut") if has_range else ()))
    rows = tuple((each.label, *map(_euros, _amounts(each, has_range=has_range))) for each in months)
    return Table(caption=caption, header=header, rows=rows)


def _amounts(month: Month, *, has_range: bool) -> tuple[int, ...]:
    return (month.amount, month.low, month.high) if has_range else (month.amount,)


def _euros(centimes: int) -> str:
    return EUROS.value(centimes)
