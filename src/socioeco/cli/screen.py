"""Writing to a screen or a pipe: never a traceback for a character that cannot be written, or a reader who left."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # a type checker takes this name for true
if TYPE_CHECKING:
    from typing import TextIO

PLAIN = {
    "\u202f": " ", "\u00a0": " ", "\u2011": "-", "\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2019": "'",
    "\u00ab": '"', "\u00bb": '"', "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u20ac": "EUR", "\u0153": "oe",
    "\u0152": "OE", "\u00b0": "o", "\u00d7": "x", "\u00f7": "/", "\u2192": "->",
}  # fmt: skip
WIDTHS = (80, 100)
NARROWEST = 40


def emit(text: str, out: TextIO) -> None:
    """Write as much of French as the encoding of `out` can; when its reader has left, say nothing more."""
    try:
        out.write(readable(text, getattr(out, "encoding", None) or "utf-8"))
        out.flush()
    except BrokenPipeError:
        _silence(out)


def readable(text: str, encoding: str) -> str:
    """The text as it is when it can be written in that encoding, else with plain signs where it cannot."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_plain(char, encoding) for char in text)
    return text


def _plain(char: str, encoding: str) -> str:
    import unicodedata

    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        if char in PLAIN:
            return PLAIN[char]
        base = unicodedata.normalize("NFKD", char)[0]
        return base if base.isascii() else "?"
    return char


def _silence(out: TextIO) -> None:
    """What is still buffered would be written at exit, and fail again there: it goes nowhere instead."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, out.fileno())
    finally:
        os.close(nowhere)


def width(out: TextIO) -> int:
    """80 to 100 columns; 80 where nobody looks, so that a file is the same everywhere. Less on a narrow terminal."""
    return max(NARROWEST, min(WIDTHS[1], columns(out))) if out.isatty() else WIDTHS[0]


def columns(out: TextIO) -> int:
    """What COLUMNS says, else the terminal, else 80."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(out.fileno()).columns or WIDTHS[0]
    except (OSError, ValueError):  # no terminal, or a stream that is no file
        return WIDTHS[0]


def is_styled(out: TextIO) -> bool:
    """Whether titles may be bold: on a terminal whose owner did not ask otherwise."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complain(sentence: str) -> None:
    emit(f"{sentence}\n", sys.stderr)
