"""From the HTML of our own pages to the nodes that `nodes.typ` draws: one order of reading, on screen and on paper.

An element that is not known here raises: what a page says never vanishes without a word. What the page itself keeps
for the screen (`no-print` and its like) stays out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from trajectoires.documents.services.from_html.blocks import BlockReader
from trajectoires.documents.services.from_html.nodes import Node, UnknownElement
from trajectoires.documents.services.from_html.words import Term

__all__ = ["Composition", "Node", "Piece", "Term", "UnknownElement", "compose"]


@dataclass(frozen=True)
class Piece:
    """A piece of a page, and the address of that page: links to it lead inside the document."""

    html: str
    address: str


@dataclass(frozen=True)
class Composition:
    """What a template draws: the nodes of each piece, the images that they name, the terms by name."""

    parts: list[list[Node]]
    files: Mapping[str, bytes]
    terms: list[Term]


def compose(*, pieces: Sequence[Piece], site: str) -> Composition:
    """Turn pieces of pages into one document. Links lead inside it when they can, else to the whole address.

    `site` is the address of the site, without its last slash. UnknownElement for what cannot be printed.
    """
    reader = BlockReader(site)
    parts = [reader.read(piece.html, piece.address) for piece in pieces]
    reader.resolve()
    terms = sorted(reader.terms.values(), key=lambda term: slugify(term.name))
    return Composition(parts, reader.files(), terms)
