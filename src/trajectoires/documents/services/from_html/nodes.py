"""Nodes of words and of paragraphs, their spaces, and what pages keep for the screen."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]
_SPACES = re.compile(r"[ \t\r\n]+")
_SCREEN_ONLY = {"no-print", "actions", "toc", "crumbs"}
_SCREEN_TAGS = {"template", "nav"}


class UnknownElement(ValueError):
    """HTML that nobody said how to print: a programming error, never the reader's."""


def classes_of(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def is_for_screens(element: HtmlElement) -> bool:
    """Whether the page itself leaves it out of print. The words that open a table of figures are a command."""
    is_command = element.tag == "summary" and "data" in classes_of(element.getparent())
    return (
        not isinstance(element.tag, str)  # a comment
        or is_command
        or element.tag in _SCREEN_TAGS
        or element.get("hidden") is not None
        or bool(_SCREEN_ONLY & classes_of(element))
    )


def plain(text: str) -> str:
    """Lines and tabs of the source are spaces; those of French typography stay."""
    return _SPACES.sub(" ", text)


def text(words: str | None) -> list[Node]:
    return [{"kind": "text", "text": plain(words)}] if words else []


def paragraph(words: list[Node], look: str = "") -> list[Node]:
    """A paragraph, unless nothing is written in it."""
    content = trimmed(words)
    return [{"kind": "par", "content": content, "look": look}] if content else []


def trimmed(words: list[Node]) -> list[Node]:
    """Spaces as a browser shows them: one between words, none at the ends nor around the end of a line."""
    leaves = list(_leaves(words))
    _trim_starts(leaves)
    for leaf in reversed(leaves):
        if leaf["kind"] != "text":
            break
        leaf["text"] = leaf["text"].rstrip(" ")
        if leaf["text"]:
            break
    return words if any(leaf["kind"] != "text" or leaf["text"] for leaf in leaves) else []


def _trim_starts(leaves: Iterable[Node]) -> None:
    is_after_space = True
    for leaf in leaves:
        if leaf["kind"] != "text":
            is_after_space = leaf["kind"] == "break"
            continue
        if is_after_space:
            leaf["text"] = leaf["text"].lstrip(" ")
        if leaf["text"]:
            is_after_space = leaf["text"].endswith(" ")


def _leaves(words: Iterable[Node]) -> Iterator[Node]:
    for word in words:
        if "content" in word:
            yield from _leaves(word["content"])
        else:
            yield word
