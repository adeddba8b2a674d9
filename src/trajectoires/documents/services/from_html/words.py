"""What is read inside a paragraph: marks, links, defined terms, small drawings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from lxml.html import HtmlElement

from trajectoires.documents.services.from_html.drawings import stand_alone
from trajectoires.documents.services.from_html.nodes import (
    Node,
    UnknownElement,
    classes_of,
    is_for_screens,
    plain,
    text,
)
from trajectoires.documents.services.media import read_media

_MARKS = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "cite": "emph", "mark": "strong"}
_MARKS |= {"code": "code", "sub": "sub", "sup": "sup", "small": "note"}
_LOOKS = {
    "note": "note",
    "v": "strong",
}  # by class: beside what it is said of; the value at the end of a line
_INLINE = {*_MARKS, "a", "abbr", "br", "label", "span", "time"}
_ATTRIBUTE = r'\b{}="([^"]*)"'
DRAWING = "drawing"  # the class of what stands for a drawing that was set aside


@dataclass(frozen=True)
class Term:
    """A word that the page defines where it is said; documents give its definition once, at their end."""

    id: str
    name: str
    text: str
    href: str


@dataclass
class WordReader:
    """What was met so far in the pieces of a document."""

    site: str
    address: str = ""
    terms: dict[str, Term] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    _links: list[Node] = field(default_factory=list)
    _drawings: list[str] = field(default_factory=list)
    _patterns: str = ""
    _images: dict[str, bytes] = field(default_factory=dict)

    def resolve(self) -> None:
        """Once everything is read: a link may lead further down."""
        for link in self._links:
            target = link.pop("target")
            inside = self.anchors.get(target)
            link["to" if inside else "href"] = inside or urljoin(self.site, target)

    def files(self) -> Mapping[str, bytes]:
        drawn = {
            f"dessin-{number}.svg": stand_alone(drawing, self._patterns)
            for number, drawing in enumerate(self._drawings)
        }
        return {**drawn, **self._images}

    def set_aside(self, found: re.Match[str]) -> str:
        """Keep a drawing, which an HTML parser would spoil, and leave an image in its place."""
        drawing = found[0]
        opening = drawing[: drawing.index(">")]
        if "<defs>" in drawing:
            self._patterns = drawing
            return ""
        if {"chart", "small"} <= set(_attribute("class", opening).split()):
            return ""  # the same drawing, for narrow screens
        self._drawings.append(drawing)
        name, said = f"dessin-{len(self._drawings) - 1}.svg", _attribute("aria-label", opening)
        return f'<img src="{name}" alt="{said}" class="{DRAWING}">'

    def words(self, parent: HtmlElement) -> list[Node]:
        found = text(parent.text)
        for element in parent:
            if not is_for_screens(element):
                found += self.inline(element)
            found += text(element.tail)
        return found

    def inline(self, element: HtmlElement) -> list[Node]:
        tag, classes = element.tag, classes_of(element)
        if tag == "br":
            return [{"kind": "break"}]
        if tag == "img":
            return [self.picture(element)]
        if tag == "a":
            return self._link(element)
        if "term" in classes:
            slug = element.find(".//button").get("popovertarget")
            return [{"kind": "term", "text": plain(element.text_content()), "to": slug}]
        if "term-text" in classes:
            return self._keep_term(element)
        if tag not in _INLINE:
            raise UnknownElement(f"<{tag}> in a sentence of {self.address}")
        mark = next((look for name, look in _LOOKS.items() if name in classes), _MARKS.get(tag))
        return [{"kind": mark, "content": self.words(element)}] if mark else self.words(element)

    def picture(self, element: HtmlElement) -> Node:
        name, is_drawing = element.get("src"), DRAWING in classes_of(element)
        if not is_drawing:
            source = name
            name = f"image-{len(self._images)}.{source.rpartition('.')[2]}"
            self._images[name] = read_media(source)
        return {"kind": "image", "file": name, "alt": element.get("alt") or "", "is_drawing": is_drawing}

    def _link(self, element: HtmlElement) -> list[Node]:
        words, href = self.words(element), element.get("href")
        if not href:
            return words
        whole, fragment = urldefrag(urljoin(self.address, href))
        said = element.text_content()
        link = {
            "kind": "link",
            "content": words,
            "target": f"{whole}#{fragment}" if fragment else whole,
            "is_shown": "//" in href and "//" not in said,  # on paper, an address has to be read
        }
        self._links.append(link)
        return [link]

    def _keep_term(self, element: HtmlElement) -> list[Node]:
        name, link = element.find("b"), element.find("a")
        href = urljoin(self.site, link.get("href")) if link is not None else ""
        slug = element.get("id")
        self.terms[slug] = Term(slug, plain(name.text_content()), plain(name.tail or "").strip(" "), href)
        return []


def is_inline(element: HtmlElement) -> bool:
    is_swatch = element.tag == "img" and DRAWING in classes_of(element) and not element.get("alt")
    return element.tag in _INLINE or is_swatch


def _attribute(name: str, opening: str) -> str:
    found = re.search(_ATTRIBUTE.format(name), opening)
    return found[1] if found else ""
