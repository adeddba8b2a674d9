"""Guides as tagged PDF: one alone, or the whole kit with its documents to fill in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from socioeco.formats import format_date, typographie
from trajectoires.documents.services import Composition, Piece, compose, typeset
from trajectoires.kit.enums import LICENCE
from trajectoires.kit.models import KitPage, ToolPage
from trajectoires.kit.selectors.tools import Tool
from trajectoires.kit.services.writing.drawing import drawing_of
from trajectoires.kit.services.writing.pdf import TYPST, paper_layout
from trajectoires.kit.services.writing.words import AUTHOR

TERMS = "Les mots de ce document"


def typeset_guide(*, tool: ToolPage, at: datetime) -> bytes:
    """What the page of the tool says, to be read on paper."""
    composed = compose(pieces=[_piece(tool)], site=settings.SITE_URL)
    values = {**_said(tool, tool.updated_on), **_contents(composed), "papers": []}
    return typeset(TYPST / "kit.typ", values=values, now=at, files={**composed.files, **paper_layout()})


def typeset_kit(*, kit: KitPage, tools: Sequence[Tool], at: datetime) -> bytes:
    """Each guide, and the document that it teaches to fill in behind it."""
    composed = compose(
        pieces=[_introduction(kit), *(_piece(tool.page) for tool in tools)], site=settings.SITE_URL
    )
    values = {
        **_said(kit, max(page.updated_on for page in (kit, *(tool.page for tool in tools)))),
        **_contents(composed),
        "papers": [drawing_of(tool.page.document.content) for tool in tools],
    }
    return typeset(TYPST / "kit.typ", values=values, now=at, files={**composed.files, **paper_layout()})


def _piece(tool: ToolPage) -> Piece:
    return Piece(render_to_string("kit/tools/guide.html", {"page": tool}), tool.address)


def _introduction(kit: KitPage) -> Piece:
    return Piece(render_to_string("kit/tools/printed_kit.html", {"page": kit}), kit.address)


def _said(page: KitPage | ToolPage, updated_on: Any) -> dict[str, str]:
    said = {
        "title": page.title,
        "author": AUTHOR,
        "foot": f"{page.title}, mis à jour le {format_date(updated_on)}",
        "licence": f"Textes et modèles sous licence {LICENCE}. {settings.SITE_URL}{page.address}",
        "terms_title": TERMS,
    }
    return {name: typographie(words) for name, words in said.items()}


def _contents(composed: Composition) -> dict[str, Any]:
    terms = [
        {"id": each.id, "href": each.href, "name": typographie(each.name), "text": typographie(each.text)}
        for each in composed.terms
    ]
    return {"parts": composed.parts, "terms": terms}
