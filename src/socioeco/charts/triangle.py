"""The path across the years between three poles. Nearer a corner, that pole weighs more.

A year that is not known whole is drawn as the segment or the area where it may be: it has no middle, and no line
leads through it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from socioeco.charts.columns_plot import BOLD
from socioeco.charts.marks import LINE, spread, text_width
from socioeco.charts.model import Chart, Legend, Table, source_line, spoken
from socioeco.charts.scale import NBSP, written
from socioeco.charts.svg import line, num, path, picture, text

NOT_KNOWN: Final = "–"
_CAPTION: Final = f"Position sur le triangle, en{NBSP}%"
_OTHER: Final = "autre convention"
_GRID: Final = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
_RADIUS, _LAST_RADIUS = 6, 9

Place = tuple[Fraction, Fraction, Fraction]  # top, left, right: shares that add up to one
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poles:
    """The names of the three corners, in the order of the shares of a place."""

    top: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrianglePoint:
    """A year: one place when it is known, the corners of its segment or area when not, none without accounts.

    `other` holds its corners under the other convention.
    """

    label: str
    places: Sequence[Place]
    other: Sequence[Place] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    css: str
    width: int
    top: Spot
    left: Spot
    right: Spot
    height: int
    is_large: bool

    def spot(self, place: Place) -> Spot:
        corners = (self.top, self.left, self.right)
        x, y = (
            sum(float(share) * corner[axis] for share, corner in zip(place, corners, strict=True))
            for axis in (0, 1)
        )
        return x, y


_LARGE: Final = _View(
    css="large", width=900, top=(450, 48), left=(165, 541.6), right=(735, 541.6), height=580, is_large=True
)
_SMALL: Final = _View(
    css="small", width=343, top=(171.5, 42), left=(4, 332.1), right=(339, 332.1), height=400, is_large=False
)


def triangle_path(  # noqa: PLR0913 one call says a whole figure
    points: Sequence[TrianglePoint],
    *,
    poles: Poles,
    title: str,
    summary: str,
    convention: str,
    source: str,
) -> Chart:
    """Draw years on the triangle, oldest first. `convention` is the sentence that says where public purchase stands.

    The last year that has one place under both conventions shows the other one as a hollow point. Raises
    ValueError on shares that are negative or do not add up to one: a place would lie.
    """
    for place in (place for point in points for place in (*point.places, *point.other)):
        if sum(place) != 1 or min(place) < 0:
            raise ValueError(f"three shares of a whole: {place}")
    label = spoken(title, summary)
    notes = tuple(_notes(points, convention))
    return Chart(
        title=title,
        summary=summary,
        svg_large=_picture(_LARGE, points, poles, label),
        svg_small=_picture(_SMALL, points, poles, label),
        legend=Legend(),
        table=_table(points, poles),
        unit="",
        notes=notes,
        source=source_line("", notes, source),
    )


def _picture(view: _View, points: Sequence[TrianglePoint], poles: Poles, label: str) -> str:
    body = [*_ground(view), *_poles(view, poles), *_areas(view, points), *_links(view, points)]
    body += [*_hollow(view, points), *_dots(view, points), *_years(view, points)]
    return picture(view.width, view.height, css=f"chart {view.css}", label=label, body=body)


def _ground(view: _View) -> Iterator[str]:
    """The triangle, and the lines where a pole weighs a quarter, a half, three quarters."""
    for share in _GRID:
        rest = 1 - share
        for first, second in (
            ((share, rest, Fraction(0)), (share, Fraction(0), rest)),
            ((rest, share, Fraction(0)), (Fraction(0), share, rest)),
            ((rest, Fraction(0), share), (Fraction(0), rest, share)),
        ):
            yield line(*view.spot(first), *view.spot(second), "grid")
    yield path(_closed([view.top, view.right, view.left]), "inked")


def _poles(view: _View, poles: Poles) -> Iterator[str]:
    (x, y), (left, low), (right, _) = view.top, view.left, view.right
    yield text(x, y - 16, poles.top, "mid big")
    for row, word in enumerate(_in_lines(poles.left, view)):
        yield text(
            left - 14 if view.is_large else left, low + _drop(view, row), word, _side(view, is_left=True)
        )
    for row, word in enumerate(_in_lines(poles.right, view)):
        yield text(
            right + 14 if view.is_large else right, low + _drop(view, row), word, _side(view, is_left=False)
        )


def _in_lines(name: str, view: _View) -> list[str]:
    """A long name on lines of the room there is beside the triangle, or under half of it."""
    room = 145 if view.is_large else 150
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, BOLD * 17 / 15) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _drop(view: _View, row: int) -> float:
    return (-18 if view.is_large else 24) + (LINE + 1) * row


def _side(view: _View, *, is_left: bool) -> str:
    """Names stand outside the triangle when wide, under it when narrow: each against its own edge."""
    return "end big" if is_left == view.is_large else "big"


def _areas(view: _View, points: Sequence[TrianglePoint]) -> Iterator[str]:
    for point in points:
        if len(point.places) > 1:
            yield path(_closed([view.spot(place) for place in point.places]), "axis")


def _links(view: _View, points: Sequence[TrianglePoint]) -> Iterator[str]:
    for before, after in pairwise(points):
        if len(before.places) == len(after.places) == 1:
            yield line(*view.spot(before.places[0]), *view.spot(after.places[0]), "inked")


def _hollow(view: _View, points: Sequence[TrianglePoint]) -> Iterator[str]:
    shown = _last_of_both(points)
    if shown and shown.other[0] != shown.places[0]:
        start, (x, y) = view.spot(shown.places[0]), view.spot(shown.other[0])
        yield line(*start, x, y, "break")
        yield f'<circle class="inked" cx="{num(x)}" cy="{num(y)}" r="{_RADIUS}"/>'


def _last_of_both(points: Sequence[TrianglePoint]) -> TrianglePoint | None:
    known = [point for point in points if len(point.places) == len(point.other) == 1]
    return known[-1] if known else None


def _dots(view: _View, points: Sequence[TrianglePoint]) -> Iterator[str]:
    for index, point in enumerate(points):
        if len(point.places) == 1:
            x, y = view.spot(point.places[0])
            radius = _LAST_RADIUS if index == len(points) - 1 else _RADIUS
            yield f'<circle class="dot" cx="{num(x)}" cy="{num(y)}" r="{radius}"/>'


def _years(view: _View, points: Sequence[TrianglePoint]) -> Iterator[str]:
    """Names beside their place, moved apart where they would touch; only the ends of the path when narrow."""
    named = [point for point in points if point.places]
    shown = named if view.is_large else [*named[:1], *named[1:][-1:]]
    placed = sorted(shown, key=lambda each: -_anchor(view, each)[1])
    levels = spread([_anchor(view, point)[1] for point in placed], top=LINE)
    for point, level in zip(placed, levels, strict=True):
        yield text(_beside(view, _anchor(view, point)[0], point.label), level + 5, point.label, "strong halo")


def _anchor(view: _View, point: TrianglePoint) -> Spot:
    """The rightmost corner of where the year may be: its name stands at the right."""
    return max(view.spot(place) for place in point.places)


def _beside(view: _View, x: float, label: str) -> float:
    width = text_width(label, BOLD)
    return x + 14 if x + 14 + width <= view.width else x - 14 - width


def _closed(spots: Sequence[Spot]) -> str:
    steps = "L".join(f"{num(x)} {num(y)}" for x, y in spots)
    return f"M{steps}z"


def _notes(points: Sequence[TrianglePoint], convention: str) -> Iterator[str]:
    yield convention
    shown = _last_of_both(points)
    if shown and shown.other[0] != shown.places[0]:
        yield f"Le rond vide montre {shown.label} selon l’autre convention"
    wide = [point.label for point in points if len(point.places) > 1]
    if wide:
        yield f"Contour sans point{NBSP}: la place n’est pas connue exactement ({', '.join(wide)})"
    missing = [point.label for point in points if not point.places]
    if missing:
        yield f"Sans place sur le triangle{NBSP}: {', '.join(missing)}"


def _table(points: Sequence[TrianglePoint], poles: Poles) -> Table:
    names = (poles.top, poles.left, poles.right)
    rows = [(name, *(_cell(point.places, index) for point in points)) for index, name in enumerate(names)]
    if any(point.other for point in points):
        rows += [
            (f"{name}, {_OTHER}", *(_cell(point.other, index) for point in points))
            for index, name in enumerate(names)
        ]
    return Table(caption=_CAPTION, header=("Pôle", *(point.label for point in points)), rows=tuple(rows))


def _cell(places: Sequence[Place], index: int) -> str:
    """A share in whole percent, or the two it lies between."""
    if not places:
        return NOT_KNOWN
    low, high = (_percent(bound(place[index] for place in places)) for bound in (min, max))
    return low if low == high else f"{low} à {high}"


def _percent(share: Fraction) -> str:
    return written(Decimal(share.numerator * 100) / share.denominator, 0)
