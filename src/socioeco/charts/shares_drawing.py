"""The drawing of bars of shares, once for each width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from socioeco.charts.families import TEXT_CARRIER, Family, in_order
from socioeco.charts.marks import LINE, plate, plate_width, segment, text_width
from socioeco.charts.scale import NBSP
from socioeco.charts.svg import text


@dataclass(frozen=True, slots=True)
class Part:
    """A family in a bar: its part of the whole, between 0 and 1, and the value to write."""

    family: Family
    ratio: float
    value: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The measures of one of the two drawings."""

    css: str
    width: int
    thickness: int
    gap: int
    widest_label: int  # a longer label stands above its bar
    has_names: bool


LARGE: Final = View(css="large", width=900, thickness=54, gap=18, widest_label=150, has_names=True)
SMALL: Final = View(css="small", width=343, thickness=44, gap=18, widest_label=46, has_names=False)

_BIG_RATIO: Final = 1.05  # labels of bars are written larger than the texts whose width is estimated
_BOLD: Final = 1.08
_LEAST_MARGIN: Final = 52
_NAMES_HEIGHT: Final = 2 * LINE + 12


@dataclass(frozen=True, slots=True)
class _Name:
    """A family named above the first bar: its lines, and where they start or, for the last one, end."""

    x: float
    lines: tuple[str, ...]
    css: str


def draw(view: View, bars: Sequence[Bar], names: Mapping[str, str]) -> tuple[float, list[str]]:
    """Return the height and the marks of one of the two drawings."""
    widest = max((text_width(bar.label) * _BIG_RATIO for bar in bars), default=0)
    is_above = widest > view.widest_label
    left = 0.0 if is_above else max(_LEAST_MARGIN, widest + 12)
    named = _names(view, bars[0], left, names) if view.has_names and bars else {}
    y = _NAMES_HEIGHT if named else 6.0
    body = list(_written(named.values(), y))
    for bar in bars:
        if is_above:
            y += LINE
            body.append(text(0, y - 6, bar.label, "big"))
        else:
            body.append(text(0, y + view.thickness / 2 + 6, bar.label, "big"))
        body += _bar(view, bar, left, y)
        y += view.thickness + view.gap
    rest = {part.family.key for bar in bars for part in bar.parts} - set(named) if view.has_names else set()
    lines = _legend_lines(in_order(rest), view.width - left, names)
    for row, families in enumerate(lines):
        body += _legend(left, y + (LINE + 5) * row, families, names)
    return y - view.gap + 6 + (LINE + 5) * len(lines) + (8 if lines else 0), body


def _bar(view: View, bar: Bar, left: float, y: float) -> Iterator[str]:
    x = left
    for index, part in enumerate(bar.parts):
        width = part.ratio * (view.width - left)
        yield segment(part.family, x, y, width, view.thickness)
        content = f"{part.value}{NBSP}%" if index == 0 else part.value
        yield from _value(part, content, x, width, y + view.thickness / 2)
        x += width


def _value(part: Part, content: str, x: float, width: float, middle: float) -> Iterator[str]:
    """Write the value of a segment wide enough for it; the table has them all."""
    centre = x + width / 2
    if part.family.key == TEXT_CARRIER:
        if text_width(content, _BOLD) + 2 <= width:
            yield text(centre, middle + 6, content, "mid on")
    elif plate_width(content) + 6 <= width:
        yield plate(centre, middle, content)


def _names(view: View, bar: Bar, left: float, names: Mapping[str, str]) -> dict[str, _Name]:
    """Place names above the first bar, each at the left of its segment, in two lines if need be."""
    starts, x = [], left
    for part in bar.parts:
        starts.append(x)
        x += part.ratio * (view.width - left)
    placed: dict[str, _Name] = {}
    taken = 0.0
    for index, (part, start) in enumerate(zip(bar.parts, starts, strict=True)):
        end = starts[index + 1] - 10 if index + 1 < len(starts) else float(view.width)
        name = _fit(names[part.family.key], start, end, taken, is_last=index + 1 == len(starts))
        if name:
            placed[part.family.key] = name
            taken = max(
                end if name.css == "strong end" else 0,
                start + max(text_width(each, _BOLD) for each in name.lines) + 10,
            )
    return placed


def _fit(name: str, start: float, end: float, taken: float, *, is_last: bool) -> _Name | None:
    first, _, rest = name.partition(" ")
    for lines in ((name,), (first, rest)):
        width = max(text_width(each, _BOLD) for each in lines)
        if start >= taken and start + width <= end:
            return _Name(start, lines, "strong")
        if is_last and end - width >= taken:
            return _Name(end, lines, "strong end")
    return None


def _written(named: Iterable[_Name], bottom: float) -> Iterator[str]:
    for name in named:
        for row, content in enumerate(reversed(name.lines)):
            yield text(name.x, bottom - 12 - LINE * row, content, name.css)


def _legend_lines(rest: Sequence[Family], width: float, names: Mapping[str, str]) -> list[list[Family]]:
    """Share out, in lines that fit, the families that found no room above the first bar."""
    lines: list[list[Family]] = []
    taken = width
    for each in rest:
        needed = _legend_width(names[each.key])
        if taken + needed > width:
            lines.append([])
            taken = 0.0
        lines[-1].append(each)
        taken += needed
    return lines


def _legend(x: float, y: float, families: Sequence[Family], names: Mapping[str, str]) -> Iterator[str]:
    for each in families:
        yield segment(each, x, y, 28, 18)
        yield text(x + 36, y + 14, names[each.key])
        x += _legend_width(names[each.key])


def _legend_width(name: str) -> float:
    return 36 + text_width(name) + 20
