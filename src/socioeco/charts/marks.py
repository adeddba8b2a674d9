"""What charts share: filled segments with their pattern, value plates, swatches, the patterns themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from socioeco.charts.families import Family, family
from socioeco.charts.svg import Coordinate, ornament, rect, text

DIGIT: Final = 9.5  # advance of a figure at 15 units in the widest of the usual system fonts
LINE: Final = 19  # distance between two lines of text at 15 units
_LETTER: Final = 9.2  # mean advance of a letter, in the same font
_NARROW_CHARS: Final = frozenset(" \u00a0\u202f.,:;’'fijlrt-–I()")
_PLATE_HEIGHT: Final = 24
_THIN: Final = 3  # under this height the 2-unit edges would cover the whole segment
_SWATCH: Final = (28, 18)

_PATTERNS: Final = (
    '<pattern id="motif-montant" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="motif" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/></pattern>'
    '<pattern id="motif-lignes" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<path class="motif" d="M0 3.5h7"/></pattern>'
    '<pattern id="motif-points" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<circle class="motif-fill" cx="4" cy="4" r="1.6"/></pattern>'
    '<pattern id="motif-chevrons" width="10" height="8" patternUnits="userSpaceOnUse">'
    '<path class="motif" d="M0 6l5-4 5 4"/></pattern>'
    '<pattern id="motif-descendant" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="motif" d="M-2 6l4 4M0 0l8 8M6-2l4 4"/></pattern>'
    '<pattern id="motif-grille" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="motif" d="M4 0v8M0 4h8"/></pattern>'
    '<pattern id="motif-colonnes" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="motif" d="M3 0v6"/></pattern>'
    '<pattern id="motif-anneaux" width="10" height="10" patternUnits="userSpaceOnUse">'
    '<circle class="motif" cx="5" cy="5" r="2.6"/></pattern>'
)


def patterns_defs() -> str:
    """Return the one hidden SVG, needed once in a page, that holds the patterns every chart refers to."""
    return (
        '<svg class="vh" aria-hidden="true" focusable="false" width="0" height="0">'
        f"<defs>{_PATTERNS}</defs></svg>"
    )


def legend_swatch(key: str) -> str:
    """Return the small sample of a family that stands before its name in a legend."""
    return ornament(*_SWATCH, [segment(family(key), 0, 0, *_SWATCH)])


def segment(each: Family, x: Coordinate, y: Coordinate, width: Coordinate, height: Coordinate) -> str:
    """Draw a filled segment and its pattern, with an edge in the colour of the page."""
    if is_thin(width, height):
        return rect(x, y, width, height, css=f"f-{each.key}")
    body = rect(x, y, width, height, css=f"seg f-{each.key}")
    if each.motif:
        body += rect(x + 1, y + 1, width - 2, height - 2, fill=f"url(#{each.motif})")
    return body


def is_thin(width: Coordinate, height: Coordinate) -> bool:
    """Tell whether a segment is too small for edges: drawn after its neighbours, it stays visible."""
    return min(width, height) < _THIN


def plate(x: Coordinate, y: Coordinate, content: str) -> str:
    """Write a value centred on a point, on a plate that hides the pattern under it."""
    width = plate_width(content)
    ground = rect(x - width / 2, y - _PLATE_HEIGHT / 2, width, _PLATE_HEIGHT, css="plate", rx="2")
    return ground + text(x, y + 5.5, content, "mid")


def plate_width(content: str) -> float:
    return max(30.0, text_width(content) + 7)


def spread(heights: Sequence[float], *, top: float) -> list[float]:
    """Move names a line apart at least: up from the lowest, given first, then down again from the top of the drawing."""
    levels: list[float] = []
    for height in heights:
        levels.append(min(height, levels[-1] - LINE) if levels else height)
    for index in range(len(levels) - 1, -1, -1):
        above = levels[index + 1] + LINE if index + 1 < len(levels) else top
        levels[index] = max(levels[index], above)
    return levels


def text_width(content: str, weight: float = 1.0) -> float:
    """Estimate, on the wide side, the width of a text at 15 units; `weight` is over 1 for bold."""
    return weight * sum(_advance(char) for char in content)


def _advance(char: str) -> float:
    if char.isdigit():
        return DIGIT
    if char == "%":
        return 1.5 * DIGIT
    return DIGIT / 2 if char in _NARROW_CHARS else _LETTER
