"""The rules of French typography, as edits on a string of the same length.

The rules work on gaps: a gap is a run of spaces, possibly empty, between two characters. A rule changes
nothing but the spaces of its gap; straight apostrophes and quotes become their French forms one for one. What
a rule must not see (addresses, code) is replaced before matching by U+FFFC, a neutral character that counts
as a letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

OPAQUE: Final = "\ufffc"
_NARROW: Final = "\u202f"
_NBSP: Final = "\u00a0"

_S = r"[ \t\u00a0\u202f\u2007\u2009]"
_WORD = r"[\w\ufffc]"
_AFTER_TEXT = r"(?<=[^\s(\[«:;!?])"
_BEFORE_END = r"(?=$|[\s!?…,.)\]»”’\"'])"

# The group `gap` becomes the given space; the first rule to claim a gap keeps it.
_GAPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(rf"«(?P<gap>{_S}*)(?=[^\s»])"), _NBSP),
    (re.compile(rf"(?<=[^\s«])(?P<gap>{_S}*)»"), _NBSP),
    (re.compile(rf"{_AFTER_TEXT}(?P<gap>{_S}*)[!?]+{_BEFORE_END}"), _NARROW),
    (re.compile(rf"{_AFTER_TEXT}(?P<gap>{_S}*);(?=[\s»]|$)"), _NARROW),
    (re.compile(rf"{_AFTER_TEXT}(?P<gap>{_S}*):(?=[\s»]|$)"), _NBSP),
    (re.compile(rf"(?<=\d)(?P<gap>{_S}*)[%‰€](?!\w)"), _NBSP),
    (re.compile(rf"(?<=\d)(?P<gap>{_S}+)(?:[kM]€|Md€|euros?\b|h\b)"), _NBSP),
    (re.compile(rf"(?<=\d){_S}+h(?P<gap>{_S}+)\d\d(?!\d)"), _NBSP),
    (re.compile(rf"\b[nN]°(?P<gap>{_S}*)(?=\d)"), _NBSP),
    (re.compile(rf"\b(?:MM?\.|Mmes?)(?P<gap>{_S}+)(?=[A-ZÀ-ÖØ-Þ])"), _NBSP),
)
_NUMBER: Final = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_S}\d{{3}})+(?!\d)")
_DIGIT_GAP: Final = re.compile(_S)

_APOSTROPHE: Final = re.compile(rf"(?<=[^\W\d_])'(?=[\w{OPAQUE}«\"“])")
_QUOTED: Final = re.compile(rf"(?<!{_WORD})\"(?=[^\s\"])([^\"\n]*)(?<=[^\s\"])\"(?!{_WORD})")

PROTECTED: Final = re.compile(
    r"`[^`\n]*`"  # code, in the manner of Markdown
    r"|[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>«»\"“”]+"
    r"|\b(?:www\.|mailto:|tel:|urn:|data:)[^\s<>«»\"“”]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `space` in place of the characters from `start` to `end`; an empty range inserts it."""

    start: int
    end: int
    space: str


def hide_protected(text: str) -> str:
    """Return the text, of the same length, with what must not be touched made opaque."""
    return PROTECTED.sub(lambda match: OPAQUE * len(match[0]), text)


def french_signs(text: str) -> str:
    """Return the text, of the same length, with French apostrophes and, around pairs, French quotes."""
    text = _APOSTROPHE.sub("’", text)
    while (changed := _QUOTED.sub(r"«\1»", text)) != text:  # a pair once closed may free another one
        text = changed
    return text


def french_spaces(text: str) -> list[Edit]:
    """Return the edits that space the text, in order, without overlap."""
    claimed: dict[int, Edit] = {}
    for pattern, space in _GAPS:
        for match in pattern.finditer(text):
            claimed.setdefault(match.start("gap"), Edit(match.start("gap"), match.end("gap"), space))
    for number in _NUMBER.finditer(text):
        for gap in _DIGIT_GAP.finditer(text, number.start(), number.end()):
            claimed.setdefault(gap.start(), Edit(gap.start(), gap.end(), _NARROW))
    return [claimed[start] for start in sorted(claimed)]
