"""Tracks: what stands beside the money on the same years, each in its own unit, never added to anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Final

from socioeco.charts.columns_plot import BOLD
from socioeco.charts.marks import text_width
from socioeco.charts.model import Chart, Legend, Table, source_line, spoken
from socioeco.charts.scale import written
from socioeco.charts.svg import line, num, picture, rect, text

NOT_KNOWN: Final = "–"
_CAPTION: Final = "À côté de l’argent, par exercice"
_MOST_MARKS: Final = 24  # above it, counting lozenges helps nobody: the number alone is drawn
_MARKS_IN_A_ROW: Final = 4
_MARK: Final = 13  # from one lozenge to the next
_BARS: Final = 52
_BAR_PART: Final = 0.5
_NAME: Final = 30
_LEFT: Final = 8


class Lever(StrEnum):
    """Whose colour a track takes."""

    HUMAINES = "humaines"
    FINANCIERS = "financiers"
    ALLIANCES = "alliances"


class Marks(StrEnum):
    BARS = "bars"  # heights from zero
    COUNT = "count"  # one lozenge each
    NUMBER = "number"  # written only


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A series beside the money: a value by year, None where it is not known. Values are never negative."""

    label: str
    lever: Lever
    values: Sequence[int | Fraction | None]
    marks: Marks = Marks.NUMBER
    decimals: int = 0  # at most

    def written(self, value: int | Fraction | None) -> str:
        if value is None:
            return NOT_KNOWN
        number = Decimal(value.numerator) / Decimal(value.denominator)
        whole, comma, decimals = written(number, self.decimals).partition(",")
        return f"{whole}{comma}{decimals.rstrip('0')}".rstrip(",")


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    css: str
    width: int
    widest_step: int


_LARGE: Final = _View(css="large", width=900, widest_step=160)
_SMALL: Final = _View(css="small", width=343, widest_step=96)


def side_tracks(
    years: Sequence[str],
    tracks: Sequence[Track],
    *,
    title: str,
    summary: str,
    source: str = "",
) -> Chart:
    """Draw each track on its own scale, years across; a year whose value is not known has no mark and no zero."""
    if not years or any(len(track.values) != len(years) for track in tracks):
        raise ValueError("a track needs a value, or None, for each year")
    if any(value is not None and value < 0 for track in tracks for value in track.values):
        raise ValueError("what is counted beside the money is never negative")
    drawings = [_picture(view, years, tracks, spoken(title, summary)) for view in (_LARGE, _SMALL)]
    return Chart(
        title=title,
        summary=summary,
        svg_large=drawings[0],
        svg_small=drawings[1],
        legend=Legend(),
        table=_table(years, tracks),
        unit="",
        notes=(),
        source=source_line("", (), source),
    )


def _table(years: Sequence[str], tracks: Sequence[Track]) -> Table:
    rows = [(track.label, *(track.written(value) for value in track.values)) for track in tracks]
    return Table(caption=_CAPTION, header=("À côté de l’argent", *years), rows=tuple(rows))


def _picture(view: _View, years: Sequence[str], tracks: Sequence[Track], label: str) -> str:
    step = min(view.widest_step, (view.width - 2 * _LEFT) / len(years))
    body: list[str] = []
    top = 0.0
    for track in tracks:
        height, marks = _track(track, step, top)
        body += marks
        top += height
    right = _LEFT + step * len(years)
    body += [line(_LEFT, top + 2, right, top + 2, "inked"), *_years(years, step, top + 24)]
    return picture(view.width, top + 34, css=f"chart {view.css}", label=label, body=body)


def _years(years: Sequence[str], step: float, y: float) -> Iterator[str]:
    for index in _shown(years, step):
        yield text(_centre(index, step), y, years[index], "mid strong")


def _shown(texts: Sequence[str], step: float) -> list[int]:
    """The columns whose text is written: all of them, or every other one from the last, where they would touch."""
    every = max(1, ceil((max(text_width(each, BOLD) for each in texts) + 4) / step))
    return [index for index in range(len(texts)) if (len(texts) - 1 - index) % every == 0]


def _track(track: Track, step: float, top: float) -> tuple[float, list[str]]:
    """The height of a track and its marks: its name, then one column by year."""
    name = text(_LEFT, top + 18, track.label, "strong")
    room = _room(track)
    bottom = top + _NAME + room + 22
    marks = [name]
    texts = [track.written(value) for value in track.values]
    for index in _shown(texts, step):
        y = bottom - _height(track, track.values[index]) - 8
        marks.append(text(_centre(index, step), y, texts[index], "mid strong"))
    for index, value in enumerate(track.values):
        marks += _marks(track, value, x=_centre(index, step), bottom=bottom, step=step)
    return _NAME + room + 34, marks


def _room(track: Track) -> int:
    """What the marks of a track need above or under its numbers."""
    greatest = max((value for value in track.values if value is not None), default=0)
    if track.marks is Marks.BARS and greatest:
        return _BARS
    if track.marks is Marks.COUNT and 0 < greatest <= _MOST_MARKS:
        return _MARK * -int(-greatest // _MARKS_IN_A_ROW)
    return 0


def _marks(
    track: Track, value: int | Fraction | None, *, x: float, bottom: float, step: float
) -> Iterator[str]:
    height = _height(track, value)
    if not height or value is None:
        return
    if track.marks is Marks.BARS:
        drawn = rect(x - step * _BAR_PART / 2, bottom - height, step * _BAR_PART, height)
    else:
        drawn = "".join(_lozenge(x, bottom, place, int(value)) for place in range(int(value)))
    yield f'<g class="fill {track.lever.value}">{drawn}</g>'


def _height(track: Track, value: int | Fraction | None) -> float:
    room = _room(track)
    if not room or not value:
        return 0
    if track.marks is Marks.COUNT:
        return float(_MARK * -int(-value // _MARKS_IN_A_ROW))
    greatest = max(each for each in track.values if each is not None)
    return max(2.0, float(room * value / greatest))


def _lozenge(x: float, bottom: float, place: int, count: int) -> str:
    row, column = divmod(place, _MARKS_IN_A_ROW)
    in_row = min(_MARKS_IN_A_ROW, count - row * _MARKS_IN_A_ROW)
    left = x - (in_row - 1) * _MARK / 2 + column * _MARK
    return f'<path d="M{num(left)} {num(bottom - row * _MARK - _MARK)}l5.5 5.5-5.5 5.5-5.5-5.5z"/>'


def _centre(index: int, step: float) -> float:
    return _LEFT + step * (index + 0.5)
