"""The blocks of the engine's documents, laid out for our templates."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from socioeco.report.document import (
    Block,
    Cell,
    Drawing,
    Facts,
    Figure,
    Grid,
    Items,
    Lines,
    Links,
    Opening,
    See,
    Text,
)
from trajectoires.trajectories.presenters.lines import Lines as ShownLines

PAGE_FILE = ".html"  # how the engine writes a link between two pages of a set
Mark = Callable[[str], SafeString]
_ADDRESS = re.compile(r"(https?://\S+)")
KINDS = {
    Text: "text",
    Items: "items",
    Facts: "facts",
    Grid: "grid",
    Lines: "lines",
    Drawing: "drawing",
    See: "see",
    Links: "links",
    Opening: "opening",
}


@dataclass(frozen=True, kw_only=True)
class BlockView:
    """`kind` names what draws the engine’s block, or several; `shown` is what a template cannot work out of it."""

    kind: str
    block: Block | None
    shown: Any


@dataclass(frozen=True, kw_only=True)
class SectionView:
    anchor: str
    title: str
    blocks: list[BlockView]


def lay_out_blocks(blocks: Sequence[Block], mark: Mark = escape) -> list[BlockView]:
    """`mark` makes HTML of a paragraph."""
    return [_block(each, mark) for each in blocks]


def _block(block: Block, mark: Mark) -> BlockView:
    is_caution = isinstance(block, Text) and block.is_caution
    return BlockView(
        kind="caution" if is_caution else KINDS[type(block)], block=block, shown=_shown(block, mark)
    )


def _shown(block: Block, mark: Mark) -> Any:
    shown: Any = None
    match block:
        case Text():
            shown = mark(block.text)
        case Items():
            shown = [_linked(each) for each in block.items]
        case Facts():
            shown = [(term, _linked(said)) for term, said in block.pairs]
        case Grid():
            shown = [[cell_of(cell) for cell in row] for row in block.rows]
        case Lines():
            shown = ShownLines(sources=block.sources)
        case Links():
            shown = [(text, href_of(href)) for text, href in block.links]
        case Opening():
            shown = lay_out_blocks(block.blocks, mark)
    return shown


def _linked(text: str) -> SafeString:
    """A whole address in a text, as of a source, is a link."""
    pieces = enumerate(_ADDRESS.split(text))
    return format_html_join(
        "",
        "{}",
        ((format_html('<a href="{}">{}</a>', each, each) if rank % 2 else each,) for rank, each in pieces),
    )


def cell_of(cell: Cell) -> str:
    """A figure leads to what opens it."""
    if not isinstance(cell, Figure):
        return cell
    return format_html('<a href="#{}">{}</a>', cell.anchor, cell.text) if cell.anchor else cell.text


def href_of(href: str) -> str:
    """An anchor stays one, and so does an address of the site; a page of the set has its own here."""
    if href.startswith(("#", "/")):
        return href
    name, _, anchor = href.partition("#")
    address = reverse("trajectories:method_page", args=[name.removesuffix(PAGE_FILE)])
    return f"{address}#{anchor}" if anchor else address
