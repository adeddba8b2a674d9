"""What a page is built of: headings, paragraphs, lists, boxes, tables, images."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement, fragment_fromstring

from trajectoires.documents.services.from_html.nodes import (
    Node,
    UnknownElement,
    classes_of,
    is_for_screens,
    paragraph,
    text,
    trimmed,
)
from trajectoires.documents.services.from_html.words import WordReader, is_inline

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_GROUPS = ("article", "aside", "details", "div", "figcaption", "figure", "header", "main", "section")
_LOOKS = ("kicker", "lede", "callout-title", "note", "back")
_BOXES = ("callout", "brief", "exercise")
_SHORT = 1200  # signs, the template's own spaces among them: about a third of a page, which is not cut in two
_NARROWEST, _WIDEST = 12, 60  # characters: no column is a sliver, none takes everything


@dataclass
class BlockReader(WordReader):
    level: int = 0

    def read(self, html: str, address: str) -> list[Node]:
        """The nodes of a piece. A link to its page leads to the first of them."""
        self.address = address
        nodes = self.blocks(fragment_fromstring(_DRAWING.sub(self.set_aside, html), create_parent="div"))
        if nodes:
            self._anchor(nodes[0], "")
        return nodes

    def blocks(self, parent: HtmlElement) -> list[Node]:
        """What stands in an element: runs of words become paragraphs, the rest keeps its order."""
        found: list[Node] = []
        words = text(parent.text)
        for element in parent:
            if is_for_screens(element):
                pass
            elif is_inline(element):
                words += self.inline(element)
            else:
                found += [*paragraph(words), *self._block(element)]
                words = []
            words += text(element.tail)
        return found + paragraph(words)

    def _block(self, element: HtmlElement) -> list[Node]:
        draw = _BLOCKS.get(element.tag)
        if draw is None:
            raise UnknownElement(f"<{element.tag}> in {self.address}")
        nodes = draw(self, element)
        if nodes and element.get("id"):
            self._anchor(nodes[0], element.get("id"))
        return nodes

    def _anchor(self, node: Node, name: str) -> None:
        """A link to `#name`, or to the page when there is no name, leads to this node."""
        key = f"{self.address}#{name}" if name else self.address
        self.anchors[key] = node.setdefault("id", key)

    def heading(self, element: HtmlElement) -> list[Node]:
        """No level is skipped: tagged documents refuse it."""
        content = trimmed(self.words(element))
        self.level = min(int(element.tag[1]), self.level + 1)
        return [{"kind": "heading", "level": self.level, "content": content}] if content else []

    def par(self, element: HtmlElement) -> list[Node]:
        look = next((look for look in _LOOKS if look in classes_of(element)), "")
        return paragraph(self.words(element), look)

    def summary(self, element: HtmlElement) -> list[Node]:
        return paragraph(self.words(element), "callout-title")

    def group(self, element: HtmlElement) -> list[Node]:
        nodes, look = self.blocks(element), _box_of(element)
        if not look or not nodes:
            return nodes
        is_short = len(element.text_content()) < _SHORT
        return [{"kind": "box", "look": look, "is_short": is_short, "content": nodes}]

    def items(self, element: HtmlElement) -> list[Node]:
        shown = [item for item in element if not is_for_screens(item)]
        if any(item.tag != "li" for item in shown):
            raise UnknownElement(f"a list that holds more than its items, in {self.address}")
        look = "legend" if "legend" in classes_of(element) else element.get("data-look") or ""
        numbering = (element.get("type") or "1") if element.tag == "ol" else ""
        items = [self.blocks(item) for item in shown]
        return [{"kind": "list", "numbering": numbering, "look": look, "items": items}] if items else []

    def pairs(self, element: HtmlElement) -> list[Node]:
        """Terms, each with all that is said of it."""
        found: list[tuple[list[Node], list[Node]]] = []
        for each in element.iter("dt", "dd"):
            if each.tag == "dt":
                found.append((trimmed(self.words(each)), []))
            else:
                found[-1][1].extend(self.blocks(each))
        look = "facts" if "facts" in classes_of(element) else ""
        return [{"kind": "pairs", "look": look, "pairs": found}] if found else []

    def quote(self, element: HtmlElement) -> list[Node]:
        return [{"kind": "quote", "content": self.blocks(element)}]

    def table(self, element: HtmlElement) -> list[Node]:
        if element.xpath(".//*[@colspan or @rowspan]") or len(element.xpath("./thead/tr")) != 1:
            raise UnknownElement(
                f"a table without its one row of headings, or with merged cells, in {self.address}"
            )
        caption = element.find("caption")
        rows = [[self.blocks(cell) for cell in row] for row in element.iter("tr")]
        table: Node = {
            "kind": "table",
            "caption": [] if caption is None else trimmed(self.words(caption)),
            "header": rows[0],
            "rows": rows[1:],
            "is_words": "words" in classes_of(element),
            "has_total": bool(element.xpath("./tbody/tr[last()][@class='total']")),
            "weights": _weights(element),
        }
        return [table]

    def image(self, element: HtmlElement) -> list[Node]:
        return [self.picture(element)]


def _box_of(element: HtmlElement) -> str:
    classes = classes_of(element)
    if element.tag == "details":
        return "" if "data" in classes else "definition"
    return "margin" if element.tag == "aside" else next((look for look in _BOXES if look in classes), "")


def _weights(table: HtmlElement) -> list[int]:
    """How wide columns want to be, by their longest cell."""
    columns = zip(*table.iter("tr"), strict=True)
    longest = [max(len(" ".join(cell.text_content().split())) for cell in column) for column in columns]
    return [min(_WIDEST, max(_NARROWEST, width)) for width in longest]


_BLOCKS: Mapping[str, Callable[[BlockReader, HtmlElement], list[Node]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockReader.heading),
    **dict.fromkeys(_GROUPS, BlockReader.group),
    **dict.fromkeys(("ul", "ol"), BlockReader.items),
    "p": BlockReader.par,
    "summary": BlockReader.summary,
    "dl": BlockReader.pairs,
    "blockquote": BlockReader.quote,
    "table": BlockReader.table,
    "img": BlockReader.image,
}
