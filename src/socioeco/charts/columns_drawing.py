"""The drawing of stacked columns, once for each width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socioeco.charts.columns_plot import BOLD, Content, Plot, Stack, View
from socioeco.charts.families import TEXT_CARRIER, family, in_order
from socioeco.charts.marks import LINE, is_thin, plate, plate_width, segment, spread, text_width
from socioeco.charts.scale import percent
from socioeco.charts.svg import line, num, path, rect, text

_NAMES_TOP: Final = 14


def draw(view: View, content: Content) -> tuple[float, list[str]]:
    """Return the height and the marks of one of the two drawings."""
    plot = Plot(view=view, stacks=content.stacks, unit=content.unit)
    body = [*_breaks(plot, content.breaks), *_grid(plot)]
    for index, stack in enumerate(content.stacks):
        body += _column(plot, index, stack)
        body += _share(plot, index, stack, content.share_of)
    body += [*_totals(plot), *_years(plot)]
    height = plot.bottom + 32
    if view.has_names:
        marks, lowest = _names(plot, content.names)
        body, height = [*body, *marks], max(height, lowest + 8)
    # Last, so that their halo parts the lines that lead to the names.
    return height, [*body, *_gaps(plot)]


def _breaks(plot: Plot, labels: Sequence[str]) -> Iterator[str]:
    for index, stack in enumerate(plot.stacks):
        if stack.label in labels:
            x = plot.left + plot.step * index
            yield path(f"M{num(x)} 8V{num(plot.bottom + 26)}", "break")


def _grid(plot: Plot) -> Iterator[str]:
    for value in plot.grid:
        yield line(0, plot.y(value), plot.right, plot.y(value), "grid")
        yield text(0, plot.y(value) - 5, plot.unit.amount(value), "soft")


def _column(plot: Plot, index: int, stack: Stack) -> Iterator[str]:
    x = plot.centre(index) - plot.bar / 2
    # The smallest segments come last: the edges of their neighbours would cover them.
    for box in sorted(plot.boxes(stack), key=lambda box: is_thin(plot.bar, box.height)):
        yield segment(family(box.key), x, box.y, plot.bar, box.height)
    if stack.down:
        y = plot.y(stack.total)
        yield rect(x - 6, y - 3, plot.bar + 12, 6, css="plate")
        yield line(x - 6, y, x + plot.bar + 6, y, "inked")


def _gaps(plot: Plot) -> Iterator[str]:
    for index, stack in enumerate(plot.stacks):
        if stack.amounts is None:
            yield from _gap(plot, plot.centre(index))


def _gap(plot: Plot, x: float) -> Iterator[str]:
    """Say that a year has no accounts, in words where they fit."""
    words = ("sans", "données")
    if text_width(words[1]) > plot.step:
        yield text(x, plot.zero - 10, "–", "mid soft halo")
        return
    for row, word in enumerate(words):
        yield text(x, plot.zero - 10 - LINE * (1 - row), word, "mid soft halo")


def _share(plot: Plot, index: int, stack: Stack, share_of: str | None) -> Iterator[str]:
    box = next((box for box in plot.boxes(stack) if box.key == share_of), None)
    if box is None or not stack.has_shares:
        return
    content = percent(box.amount, stack.total)
    x, is_plain = plot.centre(index), box.key == TEXT_CARRIER
    needed = text_width(content, BOLD) + 2 if is_plain else plate_width(content) + 4
    if needed > plot.bar or box.height < LINE + (4 if is_plain else 10):
        return
    yield text(x, box.middle + 5, content, "mid on") if is_plain else plate(x, box.middle, content)


def _totals(plot: Plot) -> Iterator[str]:
    texts = ["" if stack.amounts is None else plot.unit.value(stack.total) for stack in plot.stacks]
    every, last = plot.every(texts), len(texts) - 1
    for index, content in enumerate(texts):
        if content and (last - index) % every == 0:
            y = plot.y(plot.stacks[index].up) - 9
            yield text(plot.inside(index, content), y, content, "mid strong halo")


def _years(plot: Plot) -> Iterator[str]:
    yield line(0, plot.zero, plot.right, plot.zero, "inked")
    texts = [stack.label for stack in plot.stacks]
    every, last = plot.every(texts), len(texts) - 1
    for index, content in enumerate(texts):
        if (last - index) % every == 0:
            yield text(plot.inside(index, content), plot.bottom + 22, content, "mid strong")


def _names(plot: Plot, names: Mapping[str, str]) -> tuple[list[str], float]:
    """Name the families at the right of the last year known, then those of earlier years with a swatch."""
    index = max((i for i, stack in enumerate(plot.stacks) if stack.amounts), default=None)
    if index is None:
        return [], 0
    stack = plot.stacks[index]
    boxes = sorted(plot.boxes(stack), key=lambda box: -box.middle)
    heights = spread([box.middle for box in boxes], top=_NAMES_TOP)
    x = plot.centre(index) + plot.bar / 2 + 3
    marks = [
        mark
        for box, y in zip(boxes, heights, strict=True)
        for mark in _name(x, box.middle, plot.right, y, names[box.key])
    ]
    earlier = {key for other in plot.stacks[:index] for key in other.signed} - set(stack.signed)
    top = max([plot.bottom + 22, *(y + 5 + LINE for y in heights)])
    return [*marks, *_earlier(plot.right + 22, top, stack.label, sorted(earlier), names)], (
        top + LINE * len(earlier) if earlier else max(heights) + 5
    )


def _name(x: float, middle: float, right: float, y: float, name: str) -> tuple[str, str]:
    leader = path(f"M{num(x)} {num(middle)}L{num(right + 11)} {num(y)}h6", "axis")
    return leader, text(right + 22, y + 5, name)


def _earlier(
    x: float, top: float, label: str, keys: Sequence[str], names: Mapping[str, str]
) -> Iterator[str]:
    if not keys:
        return
    yield text(x, top, f"Avant {label}\u00a0:", "soft")
    for row, each in enumerate(in_order(keys), start=1):
        y = top + LINE * row
        yield segment(each, x, y - 13, 28, 15)
        yield text(x + 36, y, names[each.key])
