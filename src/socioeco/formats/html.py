"""French typography of the text of an HTML fragment.

Tags, attributes, code, scripts and styles are left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from socioeco.formats.spacing import OPAQUE, hide_protected
from socioeco.formats.typography import typeset

_TAG = r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
_TOKEN: Final = re.compile(
    rf"(?P<comment><!--.*?-->|<[!?][^>]*>)|(?P<tag>{_TAG})"
    r"|(?P<entity>&(?:\#\d+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL,
)
_OTHER_LANGUAGE: Final = re.compile(
    r"(?<![\w-])(?:lang\s*=\s*[\"']?(?!fr)[a-z]|translate\s*=\s*[\"']?no\b)", re.IGNORECASE
)

_UNTOUCHED: Final = frozenset(
    {"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "var"}
)
_RAW: Final = frozenset({"script", "style", "textarea"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# Text runs on through these; any other tag ends a line of text.
_INLINE: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
    }
    | {"sub", "sup", "time", "u", "wbr"}
)
# Characters that templates escape and rules must see: in a text node they are as safe written plainly.
_PLAIN: Final = frozenset("'\"’«»“” \u00a0\u202f\u2009")


@dataclass(slots=True)
class _Line:
    """A line of text: sources, the character by which the rules see each, the markup before each."""

    sources: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=lambda: [""])

    def add(self, source: str, visible: str) -> None:
        self.sources.append(source)
        self.visible.append(visible)
        self.markup.append("")

    def add_markup(self, source: str) -> None:
        self.markup[-1] += source

    def add_text(self, text: str) -> None:
        for char in text:
            self.add(char, " " if char == "\n" else char)  # in HTML a line break is a space

    def typeset(self) -> str:
        cells = typeset(self.sources, hide_protected("".join(self.visible)))
        return "".join(markup + cell for markup, cell in zip(self.markup, [*cells, ""], strict=True))


def typographie_html(fragment: str) -> str:
    """Give the text nodes of an HTML fragment their French spaces, quotes and apostrophes.

    Tags, attributes and comments come out byte for byte, and so do `code`, `kbd`, `math`, `pre`, `samp`,
    `script`, `style`, `svg`, `textarea`, `var` and what is marked in another language or `translate="no"`.
    Text runs on through inline tags, so that `<strong>Attention</strong> :` is spaced too. Applying it twice
    changes nothing more.
    """
    return "".join(_lines(fragment))


def _lines(fragment: str) -> Iterator[str]:
    """Yield each line of text, inline markup inside it, and each block tag between lines."""
    line, position = _Line(), 0
    while match := _TOKEN.match(fragment, position):
        position = match.end()
        if not match["tag"]:
            _add_text(line, match)
        elif _is_untouched(match):
            position = _end_of_element(fragment, match)
            line.add(fragment[match.start() : position], OPAQUE)
        elif match["name"].lower() in _INLINE:
            line.add_markup(match["tag"])
        else:
            yield line.typeset() + match["tag"]
            line = _Line()
    yield line.typeset()


def _add_text(line: _Line, match: re.Match[str]) -> None:
    if match["comment"]:
        line.add_markup(match["comment"])
    elif match["text"]:
        line.add_text(match["text"])
    else:
        char = html.unescape(match["entity"])
        source = char if char in _PLAIN else match["entity"]
        line.add(source, char if len(char) == 1 else OPAQUE)


def _is_untouched(match: re.Match[str]) -> bool:
    name = match["name"].lower()
    if match["close"] or name in _VOID or match["attributes"].endswith("/"):
        return False
    return name in _UNTOUCHED or _OTHER_LANGUAGE.search(match["attributes"]) is not None


def _end_of_element(fragment: str, opening: re.Match[str]) -> int:
    """Return where an element ends; the end of the fragment when it is never closed."""
    name = opening["name"].lower()
    if name in _RAW:
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(fragment, opening.end())
        return closing.end() if closing else len(fragment)
    depth, position = 1, opening.end()
    while match := _TOKEN.match(fragment, position):
        position = match.end()
        if match["tag"] and match["name"].lower() == name and not match["attributes"].endswith("/"):
            depth += -1 if match["close"] else 1
        if depth == 0:
            return position
    return len(fragment)
