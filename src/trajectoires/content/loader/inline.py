r"""A paragraph: `**gras**`, `*italique*`, `[lien](adresse)`, `<br>`, and `\` before a sign taken as itself.

A paragraph is a sequence of runs, each with its own style. Stars switch styles between runs and are counted:
one for italic, two for bold, three for both. No nesting, so there is one way to write a given paragraph.
A star between two digits is itself: `12156*06` is the number of a form.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(([^()\s]+)\)")
_ESCAPED = re.compile(r"\\([\\*\[\]<>|#\-.:\d])")
_STARS = re.compile(r"\*+")
_BREAK = "<br>"
_ITSELF = re.compile(r"[^\\*\[<]+")  # signs read as they are
_WRITTEN_OTHERWISE = re.compile(r"[\\*\[\]<\n]")
LINK_STARTS = ("/", "#", "https://", "http://", "ftp://", "mailto:", "tel:")
_URL_ESCAPES = {"(": "%28", ")": "%29", " ": "%20", "\\": "%5C", "\n": "%0A", "\t": "%09"}


class UnreadableTextError(ValueError):
    """A paragraph that has no reading; the message is for the editor."""


@dataclass(frozen=True)
class Run:
    """Text of one style. A line break is `\\n`; `link` is an address, empty when there is none."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""

    def continues(self, other: "Run") -> bool:
        return (self.is_bold, self.is_italic, self.link) == (other.is_bold, other.is_italic, other.link)


Runs = tuple[Run, ...]


def tidy(runs: Iterable[Run]) -> Runs:
    """Join neighbours of one style and drop what is empty, and the spaces at both ends."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].continues(run):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return _trim(joined)


def _trim(runs: list[Run]) -> Runs:
    while runs and not (first := runs[0].text.lstrip()):
        runs.pop(0)
    if runs:
        runs[0] = replace(runs[0], text=first)
    while runs and not (last := runs[-1].text.rstrip()):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=last)
    return tuple(runs)


# --- reading ------------------------------------------------------------------------------------------------


def parse_inline(source: str) -> Runs:
    """Read a paragraph written on one line. Raise UnreadableTextError when a star has no other half."""
    reader = _Reader(source)
    runs = list(reader.read(source))
    if reader.is_bold or reader.is_italic:
        raise UnreadableTextError("une étoile ouvre du gras ou de l’italique que rien ne ferme.")
    return tidy(runs)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.is_bold = self.is_italic = False

    def read(self, source: str, link: str = "") -> Iterator[Run]:
        position = 0
        while position < len(source):
            found = None if link else _LINK.match(source, position)
            if found:
                yield from self.read(found[1], link=found[2])
                position = found.end()
            else:
                text, position = self._step(source, position)
                yield Run(text, self.is_bold, self.is_italic, link)

    def _step(self, source: str, position: int) -> tuple[str, int]:
        """Return the text read at this place (empty for a switch of style) and the next place."""
        if plain := _ITSELF.match(source, position):
            return plain[0], plain.end()
        if source.startswith(_BREAK, position):
            return "\n", position + len(_BREAK)
        if escaped := _ESCAPED.match(source, position):
            return escaped[1], escaped.end()
        stars = _STARS.match(source, position)
        if stars is None or _is_between_digits(source, position):
            return source[position], position + 1
        self._switch(len(stars[0]))
        return "", stars.end()

    def _switch(self, count: int) -> None:
        if count > 3:
            raise UnreadableTextError("plus de trois étoiles à la suite.")
        self.is_italic ^= count in {1, 3}
        self.is_bold ^= count in {2, 3}


def _is_between_digits(source: str, position: int) -> bool:
    before, after = source[position - 1 : position], source[position + 1 : position + 2]
    return _is_digit(before) and _is_digit(after)


def _is_digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()


# --- writing ------------------------------------------------------------------------------------------------


def print_inline(runs: Runs) -> str:
    """Write runs the one way that reads back as these same runs."""
    writer = _Writer(has_bracket_pair="](" in "".join(run.text for run in runs))
    previous = Run("")
    for run in (*runs, Run("")):
        writer.turn(previous, run)
        writer.write(run)
        previous = run
    return writer.text


class _Writer:
    def __init__(self, *, has_bracket_pair: bool) -> None:
        self.text = ""
        self._has_bracket_pair = has_bracket_pair

    def turn(self, previous: Run, run: Run) -> None:
        """Close the link, switch styles, open the link: always in this order."""
        if previous.link and previous.link != run.link:
            self.text += f"]({_print_url(previous.link)})"
        stars = "**" * (previous.is_bold != run.is_bold) + "*" * (previous.is_italic != run.is_italic)
        is_masked = (
            stars == "*" and _is_digit(self.text[-1:]) and not (run.link and run.link != previous.link)
        )
        self.text += stars
        if run.link and previous.link != run.link:
            self.text += "["
        elif is_masked and _is_digit(run.text[:1]):
            self.text += "\\"  # else the star would stand between two digits and be read as itself

    def write(self, run: Run) -> None:
        if not _WRITTEN_OTHERWISE.search(run.text):
            self.text += run.text
            return
        for position, sign in enumerate(run.text):
            if run.text.startswith(_BREAK, position):
                self.text += "\\"
            self.text += self._escape(sign, run.text[position + 1 : position + 2], run)

    def _escape(self, sign: str, following: str, run: Run) -> str:
        if sign == "\n":
            return _BREAK
        if sign == "*":
            is_plain = _is_digit(self.text[-1:]) and _is_digit(following)
            return sign if is_plain else "\\*"
        if sign in "[]":
            return f"\\{sign}" if run.link or self._has_bracket_pair else sign
        if sign == "\\":
            is_read_as_escape = following in {"", "\n"} or _ESCAPED.match(sign + following)
            return "\\\\" if is_read_as_escape else sign
        return sign


def _print_url(url: str) -> str:
    return "".join(_URL_ESCAPES.get(sign, sign) for sign in url)
