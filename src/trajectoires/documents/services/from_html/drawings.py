"""Drawings of the site, made to stand alone: their colours come from the site's own style, read once."""

import re
from functools import cache
from pathlib import Path

from lxml import etree

_STYLE = Path(__file__).parents[3] / "ui" / "static" / "ui"
_SVG = "http://www.w3.org/2000/svg"
_TOKEN = re.compile(r"--([\w-]+): ([^;]+);")
_DRAWN = (
    r"\.chart",
    r"\.seg",
    r"\.motif",
    r"\.halo",
    r"\.f-",
    r"\.humaines",
    r"\.financiers",
    r"\.alliances",
    r"\.tag svg, \.fill",
)
_RULE = re.compile(rf"^ *((?:{'|'.join(_DRAWN)})[^{{}}\n]*)\{{([^{{}}\n]*)\}}", re.MULTILINE)
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_PATTERN_USED = re.compile(r'url\(#([^)"]+)\)')
_PATTERN_MADE = re.compile(r'<pattern id="([^"]+)"')
_FACES = {"display": '"Bricolage Grotesque"', "text": '"Libertinus Serif"'}  # the two of documents


class DrawingFault(ValueError):
    """A drawing that would come out wrong: a programming error, never the reader's."""


def stand_alone(drawing: str, patterns: str) -> bytes:
    """Return an SVG file of its own from a drawing of a page, with the patterns that the page defines once."""
    root = etree.fromstring(drawing.replace("<svg", f'<svg xmlns="{_SVG}"', 1))
    missing = set(_PATTERN_USED.findall(drawing)) - set(_PATTERN_MADE.findall(patterns))
    if missing:
        raise DrawingFault(f"no pattern called {', '.join(sorted(missing))} in the page")
    style = etree.Element(f"{{{_SVG}}}style")
    style.text = _rules()
    root.insert(0, style)
    if patterns:
        root[:0] = list(etree.fromstring(patterns.replace("<svg", f'<svg xmlns="{_SVG}"', 1)))
    written: bytes = etree.tostring(root, encoding="utf-8")
    return written


@cache
def _rules() -> str:
    """The rules of drawings in the light scheme, every variable replaced: SVG viewers know none."""
    light, _, _ = (_STYLE / "tokens.css").read_text().partition("@media")
    values = {**dict(_TOKEN.findall(light)), **_FACES}
    rules = _RULE.findall((_STYLE / "site.css").read_text())
    return "\n".join(
        f"{chosen.strip()} {{{_VARIABLE.sub(lambda found: values[found[1]], said)}}}"
        for chosen, said in rules
    )
