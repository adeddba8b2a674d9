"""What is read again: passages of a page, in the order of the page, each with the name of its block."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

_PARTS = ("p", "li", "h3")


@dataclass(frozen=True, kw_only=True)
class Link:
    """The words of a link, and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A paragraph, a heading or a line, as plain text."""

    where: str
    text: str
    level: int = 0  # of a heading: 2 or 3
    links: tuple[Link, ...] = field(default=())


def passages_of(page: Any) -> list[Passage]:
    """Return what a page says: its title, its lede, its body block after block."""
    head = [
        Passage(where="Titre", text=page.title, level=1),
        Passage(where="Chapeau", text=page.lede),
    ]
    return [passage for passage in [*head, *read_stream(page.body)] if passage.text.strip()]


def read_stream(stream: Any) -> Iterator[Passage]:
    for number, child in enumerate(stream, start=1):
        where = f"Bloc {number} – {child.block.label}"
        if child.block_type == "heading":
            yield Passage(where=where, text=str(child.value), level=2)
        else:
            yield from _of_value(child.block, child.value, where)


def _of_value(block: blocks.Block, value: Any, where: str) -> Iterator[Passage]:
    """Whatever the kind of block: what is written in words, and nothing of what is chosen or counted."""
    match block:
        case blocks.RichTextBlock():
            yield from read_html(value.source, where)
        case ImageBlock():  # its value is the image itself, none in a draft
            yield Passage(where=where, text=(value and value.contextual_alt_text) or "")
        case blocks.BaseStructBlock():
            for name, child in block.child_blocks.items():
                yield from _of_value(child, value.get(name), where)
        case blocks.ListBlock():
            for item in value:
                yield from _of_value(block.child_block, item, where)
        case blocks.CharBlock() | blocks.TextBlock():
            yield Passage(where=where, text=str(value or ""))
        case _:
            return


def read_html(source: str, where: str) -> Iterator[Passage]:
    """The paragraphs, points and sub-headings of a rich text; the text of a point is not that of the points in it."""
    for element in html.fragments_fromstring(f"<div>{source}</div>")[0].iter(*_PARTS):
        text = " ".join(_own_text(element).split())
        links = tuple(_links(element))
        yield Passage(where=where, text=text, level=3 if element.tag == "h3" else 0, links=links)


def _own_text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag not in {"ul", "ol"}:
            parts.append(" " if child.tag == "br" else _own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _links(element: Any) -> Iterator[Link]:
    for anchor in element.iter("a"):
        if next(anchor.iterancestors(*_PARTS)) is element:
            yield Link(text=" ".join(anchor.text_content().split()), href=anchor.get("href", ""))
