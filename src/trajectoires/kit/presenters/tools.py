"""The tools of the kit as their pages show them: files to take away, what is known, everything on one page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from socioeco.formats import format_euros
from socioeco.indicators.cerfa import comptes_cerfa
from socioeco.indicators.sources import total
from trajectoires.kit.enums import CellKind
from trajectoires.kit.models import ToolPage
from trajectoires.kit.models.templates.keys import REPEATED
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.kit.presenters.plans import Lines, Opening
from trajectoires.kit.selectors import KnownLine, Opened, Tool
from trajectoires.kit.selectors.opened import OpenedHere
from trajectoires.kit.services.writing.drawing import drawing_of
from trajectoires.kit.services.writing.words import in_words

FORMATS = {
    "odt": ("À remplir sur un ordinateur", "ODT, pour LibreOffice ou Word"),
    "ods": ("Tableur avec ses formules", "ODS, pour LibreOffice ou Excel"),
    "pdf": ("À imprimer et à remplir au stylo", "PDF balisé, A4"),
}
SUM = (
    "La somme des comptes ci-dessous. Les lignes de budget suivent l’ordre du CERFA 12156, par notre table de comptes, "
    "version {version}."
)
_TAG = re.compile(r"<(/?)h([1-5])(?=[\s>])")
_OWN = re.compile(r'(?<=\s)(id|for|popovertarget|aria-(?:labelledby|describedby|controls))="([^"]+)"')
_HERE = re.compile(r'(?<=\s)href="#([^"]+)"')


@dataclass(frozen=True)
class FileLink:
    """`of` is the document, said to whoever hears the link without what stands around it."""

    label: str
    of: str
    href: str
    format: str


def empty_files(tool: ToolPage) -> list[FileLink]:
    """Empty, for a computer, then for paper."""
    return _links(tool, "kit:empty", "")


def prefilled_files(tool: ToolPage) -> list[FileLink]:
    return _links(tool, "kit:prefilled_file", ", prérempli")


def _links(tool: ToolPage, route: str, more: str) -> list[FileLink]:
    return [
        FileLink(
            f"{FORMATS[kind][0]}{more}",
            tool.title,
            reverse(route, args=[tool.slug, kind]),
            FORMATS[kind][1],
        )
        for kind in (tool.document.format, "pdf")
    ]


# --- what is known ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SaidLine:
    """As `ui/components/comparison.html` draws it: what it is, then what will be written and where that comes from.

    A figure of the accounts leads to where it opens.
    """

    label: str
    cells: tuple[SafeString, str]


@dataclass(frozen=True)
class KnownLines:
    """What will be written; the names of what will not, a line for each thing that they belong to; what opens here."""

    known: list[SaidLine]
    unknown: list[str]
    openings: list[Opening]
    columns: tuple[dict[str, str], ...] = ({"label": "Valeur"}, {"label": "D’où elle vient"})


def known_lines(lines: Iterable[KnownLine], opened: Opened) -> KnownLines:
    lines = list(lines)
    known = [line for line in lines if line.is_known]
    hrefs = (href for line in known for _, href in _values(line, opened))
    return KnownLines(
        known=[SaidLine(line.title, (_said(line, opened), line.origin)) for line in known],
        unknown=_gathered(line.title for line in lines if not line.is_known),
        openings=[_opening(opened.here[href]) for href in hrefs if href in opened.here],
    )


def _said(line: KnownLine, opened: Opened) -> SafeString:
    values = (
        format_html('<a href="{}">{}</a>', href, said) if href else escape(said)
        for said, href in _values(line, opened)
    )
    return format_html_join(mark_safe("<br>"), "{}", ((value,) for value in values))


def _values(line: KnownLine, opened: Opened) -> list[tuple[str, str]]:
    """Each value in words, with the address where it opens; empty when it is no figure of the accounts."""
    if line.key is not None:
        said = in_words(line.value, line.key.kind, has_unit=True)
        return [(said, opened.hrefs.get(line.key.name, ""))]
    name, kinds = next(each for each in REPEATED.items() if set(line.rows[0]) <= set(each[1]))
    hrefs = opened.rows.get(name) or [""] * len(line.rows)
    return [(_row(row, kinds), href) for row, href in zip(line.rows, hrefs, strict=True)]


def _opening(here: OpenedHere) -> Opening:
    return Opening(
        label=here.label,
        amount=format_euros(total(here.lines), decimals=2),
        note=SUM.format(version=comptes_cerfa().version),
        lines=Lines(sources=here.lines),
        anchor=here.anchor,
    )


def _row(row: Mapping[str, Written], kinds: Mapping[str, CellKind]) -> str:
    return ", ".join(in_words(value, kinds[name], has_unit=True) for name, value in row.items())


def _gathered(titles: Iterable[str]) -> list[str]:
    """« Budget : locations, assurance » for « Budget : locations » and « Budget : assurance »."""
    groups: dict[str, list[str]] = {}
    for title in titles:
        owner, colon, name = title.rpartition(" : ")
        groups.setdefault(owner + colon, []).append(_lowered(name) if owner or groups.get("") else name)
    return [f"{owner}{', '.join(names)}." for owner, names in groups.items()]


def _lowered(title: str) -> str:
    """Inside a sentence; an acronym stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


# --- a step on one page -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PrintedTool:
    id: str
    title: str
    guide: SafeString
    paper: dict[str, Any]


def printed(tool: Tool) -> PrintedTool:
    """A guide among others: its headings one level down, its names its own."""
    guide = render_to_string("kit/tools/guide.html", {"page": tool.page})
    return PrintedTool(
        id=f"o{tool.number}",
        title=tool.page.title,
        guide=_nested(guide, f"o{tool.number}-"),
        paper=drawing_of(tool.page.document.content),
    )


def _nested(html: str, prefix: str) -> SafeString:
    html = _TAG.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html)
    html = _OWN.sub(lambda own: f'{own[1]}="{" ".join(prefix + name for name in own[2].split())}"', html)
    html = _HERE.sub(lambda link: f'href="#{prefix}{link[1]}"', html)
    return mark_safe(html)  # noqa: S308 - our own templates wrote it
