"""A very small SVG writer: escaped, deterministic, one decimal at most, no style attribute."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Coordinate = int | float


def num(value: Coordinate) -> str:
    """Write a coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rect(x: Coordinate, y: Coordinate, width: Coordinate, height: Coordinate, **attributes: str) -> str:
    size = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
    return f"<rect{_written(attributes)} {size}/>"


def path(d: str, css: str) -> str:
    return f'<path class="{escape(css)}" d="{d}"/>'


def line(x1: Coordinate, y1: Coordinate, x2: Coordinate, y2: Coordinate, css: str) -> str:
    return path(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", css)


def text(x: Coordinate, y: Coordinate, content: str, css: str = "") -> str:
    """Write a line of text; `y` is its baseline."""
    chosen = f' class="{escape(css)}"' if css else ""
    return f'<text x="{num(x)}" y="{num(y)}"{chosen}>{escape(content, quote=False)}</text>'


def picture(width: Coordinate, height: Coordinate, *, css: str, label: str, body: Iterable[str]) -> str:
    """Wrap a drawing that assistive technology announces as one image, with its sentence."""
    size = f'viewBox="0 0 {num(width)} {num(height)}"'
    return f'<svg class="{escape(css)}" {size} role="img" aria-label="{escape(label)}">{"".join(body)}</svg>'


def ornament(width: Coordinate, height: Coordinate, body: Iterable[str], *, css: str = "") -> str:
    """Wrap a drawing that says nothing more than the text beside it: hidden from assistive technology."""
    chosen = f' class="{escape(css)}"' if css else ""
    size = f'viewBox="0 0 {num(width)} {num(height)}"'
    return f'<svg{chosen} {size} aria-hidden="true" focusable="false">{"".join(body)}</svg>'


def _written(attributes: dict[str, str]) -> str:
    """Write attributes; `css` stands for `class`, which Python keeps for itself."""
    return "".join(
        f' {"class" if name == "css" else name}="{escape(value)}"' for name, value in attributes.items()
    )
