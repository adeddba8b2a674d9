"""The pages of the method, as the engine writes them from its definitions, laid out for our templates."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

import socioeco
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
from socioeco.report.methode import Page, page, pages, pages_by_group
from trajectoires.glossary.selectors import matcher
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
    """`kind` names what draws the engine's block; `shown` is what a template cannot work out of it."""

    kind: str
    block: Block
    shown: Any


@dataclass(frozen=True, kw_only=True)
class SectionView:
    anchor: str
    title: str
    blocks: list[BlockView]


@dataclass(frozen=True, kw_only=True)
class PageLink:
    title: str
    lede: str
    href: str


@dataclass(frozen=True, kw_only=True)
class GroupView:
    anchor: str
    title: str
    pages: list[PageLink]


@dataclass(frozen=True, kw_only=True)
class MethodView:
    """The table of contents."""

    groups: list[GroupView]
    engine_version: str

    @property
    def toc(self) -> list[dict[str, str]]:
        return [{"id": each.anchor, "label": each.title} for each in self.groups]


@dataclass(frozen=True, kw_only=True)
class MethodPageView:
    """`has_openings`: a link may lead to what is closed."""

    title: str
    group: str
    lede: str
    sections: list[SectionView]
    before: PageLink | None
    after: PageLink | None
    contents_href: str
    engine_version: str

    @property
    def toc(self) -> list[dict[str, str]]:
        """None for a page of one section."""
        entries = [{"id": each.anchor, "label": each.title} for each in self.sections]
        return entries if len(entries) > 1 else []

    @property
    def has_openings(self) -> bool:
        return any(block.kind == "opening" for section in self.sections for block in section.blocks)


def present_method() -> MethodView:
    groups = [
        GroupView(anchor=f"groupe-{place}", title=title, pages=[_link(each) for each in found])
        for place, (title, found) in enumerate(pages_by_group().items(), start=1)
    ]
    return MethodView(groups=groups, engine_version=socioeco.__version__)


def present_method_page(slug: str) -> MethodPageView:
    """The page of that address, each term of the glossary open once. KeyError when there is no such page."""
    found = page(slug)
    every = pages()
    place = every.index(found)
    before = every[place - 1] if place else None
    after = next(iter(every[place + 1 :]), None)
    return lay_out(found, before=before, after=after, mark=_definitions())


def _definitions() -> Mark:
    found, seen = matcher(), set[str]()
    return lambda text: found.mark(escape(text), seen)


def lay_out(
    found: Page, *, before: Page | None = None, after: Page | None = None, mark: Mark = escape
) -> MethodPageView:
    """`mark` makes HTML of a paragraph."""
    return MethodPageView(
        title=found.title,
        group=found.group,
        lede=found.lede,
        sections=[
            SectionView(anchor=each.anchor, title=each.title, blocks=_blocks(each.blocks, mark))
            for each in found.sections
        ],
        before=_link(before) if before else None,
        after=_link(after) if after else None,
        contents_href=reverse("trajectories:method"),
        engine_version=socioeco.__version__,
    )


def _link(found: Page) -> PageLink:
    return PageLink(title=found.title, lede=found.lede, href=_href(f"{found.slug}{PAGE_FILE}"))


# --- blocks -----------------------------------------------------------------------------------------------


def _blocks(blocks: Sequence[Block], mark: Mark) -> list[BlockView]:
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
        case Grid():
            shown = [[_cell(cell) for cell in row] for row in block.rows]
        case Lines():
            shown = ShownLines(sources=block.sources)
        case Links():
            shown = [(text, _href(href)) for text, href in block.links]
        case Opening():
            shown = _blocks(block.blocks, mark)
    return shown


def _linked(text: str) -> SafeString:
    """A whole address in a text, as of a source, is a link."""
    pieces = enumerate(_ADDRESS.split(text))
    return format_html_join(
        "",
        "{}",
        ((format_html('<a href="{}">{}</a>', each, each) if rank % 2 else each,) for rank, each in pieces),
    )


def _cell(cell: Cell) -> str:
    """A figure leads to what opens it."""
    if not isinstance(cell, Figure):
        return cell
    return format_html('<a href="#{}">{}</a>', cell.anchor, cell.text) if cell.anchor else cell.text


def _href(href: str) -> str:
    """An anchor stays one; a page of the set has its address here."""
    if href.startswith("#"):
        return href
    name, _, anchor = href.partition("#")
    address = reverse("trajectories:method_page", args=[name.removesuffix(PAGE_FILE)])
    return f"{address}#{anchor}" if anchor else address
