"""A page as its template shows it: sections cut at headings, notes in the margin, links from both ends."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from trajectoires.content.enums import Audience, CalloutKind, RelationKind
from trajectoires.content.models import BasePage
from trajectoires.content.presenters.blocks import Piece, exists, present_block
from trajectoires.content.presenters.furniture import Signatory, authors_of, is_citable, signatories_of
from trajectoires.content.presenters.prose import ProseRenderer
from trajectoires.content.selectors import related_pages
from trajectoires.content.selectors.around import Neighbour, surroundings_of
from trajectoires.content.selectors.terms import rich_texts

_TAKEN = {
    "bref",
    "liens",
    "mots",
    "sources",
    "contenu",
    "outils",
}  # ids of the frame and of the fixed sections


@dataclass
class Section:
    """A part of the page, under its heading (the first part may have none)."""

    id: str
    title: str = ""
    brief: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    notes: list[SafeString] = field(default_factory=list)
    first_note: int = 1

    @property
    def note(self) -> SafeString:
        return mark_safe("".join(self.notes))  # noqa: S308 - pieces that are safe already

    @property
    def note_label(self) -> str:
        last = self.first_note + len(self.notes) - 1
        return f"Note {last}" if len(self.notes) == 1 else f"Notes {self.first_note} à {last}"


@dataclass(frozen=True)
class Sheet:
    sections: list[Section]
    toc: list[dict[str, str]]
    relations: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    crumbs: list[tuple[str, str | None]]
    audience: str
    terms: list[tuple[str, str]]  # of the glossary, that the page says
    previous: Neighbour | None
    next: Neighbour | None
    signatories: list[Signatory]
    authors: str
    is_citable: bool

    @property
    def brief(self) -> Section | None:
        return next((section for section in self.sections if section.brief), None)

    @property
    def after_brief(self) -> str:
        """The id of the first part after the brief; empty when nothing follows it."""
        ids = [section.id for section in self.sections]
        rest = ids[ids.index("bref") + 1 :] if "bref" in ids else []
        return rest[0] if rest else ""


def present_sheet(page: BasePage, *, today: dt.date) -> Sheet:
    """Return everything the page shows around and inside its body, in five small queries at most."""
    prose = ProseRenderer(rich_texts(page.body), today=today)
    sections = list(_sections(page.body, prose))
    relations = _relations(page)
    sources = [_source(block.value) for block in page.sources]
    people = signatories_of(page)
    around = surroundings_of(page)
    return Sheet(
        sections=sections,
        toc=_toc(sections, has_relations=bool(relations), has_sources=bool(sources)),
        relations=relations,
        sources=sources,
        crumbs=around.crumbs,
        audience=", ".join(str(Audience(key).label) for key in page.audience),
        terms=prose.terms,
        previous=around.previous,
        next=around.next,
        signatories=people,
        authors=authors_of(page, people),
        is_citable=is_citable(page),
    )


# --- sections -----------------------------------------------------------------------------------------------


def _sections(body: Any, prose: ProseRenderer) -> Iterable[Section]:
    ids = set(_TAKEN)
    current, notes = Section(id="debut"), 0
    for block in body:
        if block.block_type == "heading":
            yield from _filled(current)
            current = Section(id=_unique(_anchor(block.value), ids), title=block.value)
        elif block.block_type == "brief":
            yield from _filled(current)
            yield Section(id="bref", title="En bref", brief=list(block.value))
            current = Section(id=_unique("suite", ids))
        elif _is_margin_note(block):
            notes += 1
            current.first_note = current.first_note if current.notes else notes
            current.notes.append(prose.render(block.value["body"].source))
        elif exists(block.block_type, block.value):
            current.pieces.append(present_block(block.block_type, block.value, prose))
    yield from _filled(current)


def _filled(section: Section) -> list[Section]:
    return [section] if section.title or section.pieces or section.notes else []


def _is_margin_note(block: Any) -> bool:
    return block.block_type == "callout" and block.value["kind"] == CalloutKind.MARGE


def _anchor(title: str) -> str:
    return slugify(title.replace("’", " ").replace("'", " ")) or "partie"


def _unique(wanted: str, taken: set[str]) -> str:
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found


# --- around the body ----------------------------------------------------------------------------------------


def _toc(sections: list[Section], *, has_relations: bool, has_sources: bool) -> list[dict[str, str]]:
    entries = [{"id": section.id, "label": section.title} for section in sections if section.title]
    entries += [{"id": "liens", "label": "Aller plus loin"}] if has_relations else []
    return entries + ([{"id": "sources", "label": "Sources"}] if has_sources else [])


def _relations(page: BasePage) -> list[dict[str, Any]]:
    related = related_pages(page)
    columns = []
    for kind in RelationKind:
        links = [{"label": other.title, "href": other.address} for other in related if other.kind is kind]
        if links:
            columns.append({"title": str(kind.label), "items": links})
    return columns


def _source(value: Any) -> dict[str, Any]:
    return {"label": value["reference"], "href": value["url"], "consulted_on": value["consulted_on"]}
