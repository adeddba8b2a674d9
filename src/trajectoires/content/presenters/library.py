"""The catalogue of resources, a line of it, one resource, and the catalogue to take away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from trajectoires.content.enums import Audience, Duration, Language, Medoc
from trajectoires.content.models import ResourcePage
from trajectoires.content.presenters.catalogue import Catalogue, Frame, present_catalogue, read_wanted
from trajectoires.content.selectors.facets import Stock
from trajectoires.content.selectors.library import library_ranks, library_stock, resources
from trajectoires.content.services.exports import Listing
from trajectoires.geography.enums import Region
from trajectoires.ui.enums import Lever

SORTS = {"pertinence": "Les plus proches des mots", "recentes": "Les plus récentes", "titre": "Par titre"}
ONE = {
    Medoc.METHODES: "Méthode",
    Medoc.EXEMPLES: "Exemple",
    Medoc.DONNEES: "Données",
    Medoc.OUTILS: "Outil",
    Medoc.COMPETENCES: "Compétence",
}
COLUMNS = (
    "Titre", "Résumé", "Usage", "Format", "Durée", "Langue", "Qui publie", "Parution", "Année", "Leviers", "Modèles",
    "Pour qui", "Territoires", "Licence", "Adresse", "Adresse vérifiée le", "Fichier", "Taille (octets)",
    "Fiche sur ce site", "Fiche mise à jour le",
)  # fmt: skip
_DAY, _MONTH = 3, 2  # steps of a date: year, month, day


def frame(address: str) -> Frame:
    exports = reverse("content:library_export", args=["csv"]).removesuffix("csv/")
    return Frame(
        address=address,
        export_address=exports,
        nouns=("ressource", "ressources"),
        is_feminine=True,
        sorts=SORTS,
    )


@dataclass(frozen=True)
class Library:
    catalogue: Catalogue
    lines: list[dict[str, Any]]


def present_library(query: QueryDict, *, address: str) -> Library:
    """Return the catalogue as the address asks for it, and the lines of one page of it."""
    catalogue, stock = _narrowed(query, address)
    keys = list(catalogue.page.object_list)
    lines = [resource_line(page, stock.entries[page.pk].values["levier"]) for page in resources(keys)]
    return Library(catalogue, lines)


def _narrowed(query: QueryDict, address: str) -> tuple[Catalogue, Stock]:
    here, stock = frame(address), library_stock()
    wanted = read_wanted(query, frame=here, facets=stock.facets)
    ranks = library_ranks(wanted.words)
    page = query.get("page", "")
    return present_catalogue(stock, frame=here, wanted=wanted, ranks=ranks, page=page), stock


def resource_line(page: ResourcePage, levers: Iterable[str]) -> dict[str, Any]:
    """What `result_line` of the components shows of a resource."""
    return {
        "kind": ONE.get(page.medoc, ""),
        "title": page.title,
        "href": page.address,
        "summary": page.lede,
        "meta": [text for text in _facts_in_short(page) if text],
        "file": file_of(page),
        "levers": [lever for lever in Lever.values if lever in set(levers)],
    }


def _facts_in_short(page: ResourcePage) -> list[str]:
    published = f", {published_in_words(page.published)}" if page.published else ""
    return [
        f"{page.publisher.short_name or page.publisher.name}{published}",
        page.get_format_display(),
        str(Duration(page.duration).label) if page.duration else "",
        "" if page.language == Language.FR else f"En {Language(page.language).label}",
        f"Licence : {page.licence.name}" if page.licence else "",
        "" if page.file else "Lien externe",
    ]


def published_in_words(published: str) -> str:
    """`2024-06` is read « juin 2024 »; anything else than a year, a month or a day is left as it is."""
    steps = published.split("-")
    try:
        day = dt.date(*(int(step) for step in [*steps, "1", "1"][:_DAY]))
    except ValueError:
        return published
    if len(steps) == _DAY:
        return (
            date_format(day, "j F Y").replace("1 ", "1er ", 1) if day.day == 1 else date_format(day, "j F Y")
        )
    return date_format(day, "F Y") if len(steps) == _MONTH else published


def file_of(page: ResourcePage) -> dict[str, Any] | None:
    """The format, the size and the address of what is kept here; None for a page of somebody else."""
    if not page.file:
        return None
    return {
        "format": page.file.file_extension.upper(),
        "size": page.file.get_file_size(),
        "href": page.file.url,
    }


# --- one resource ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ResourceSheet:
    kind: str
    facts: list[tuple[str, str]]
    language: str
    file: dict[str, Any] | None
    published: str
    citation: str
    territories: str


def present_resource(page: ResourcePage) -> ResourceSheet:
    """Return what a page says of a resource beside its own text."""
    return ResourceSheet(
        kind=ONE.get(page.medoc, ""),
        facts=[(term, value) for term, value in _facts(page) if value],
        language=str(Language(page.language).label),
        file=file_of(page),
        published=published_in_words(page.published),
        citation=_citation(page),
        territories=regions_in_words(page.territories),
    )


def _facts(page: ResourcePage) -> list[tuple[str, str]]:
    return [
        ("Usage", page.get_medoc_display()),
        ("Format", page.get_format_display()),
        ("Temps à prévoir", str(Duration(page.duration).label) if page.duration else ""),
        ("Langue", str(Language(page.language).label).capitalize()),
        ("Territoire", regions_in_words(page.territories)),
    ]


def regions_in_words(codes: Iterable[str]) -> str:
    return ", ".join(str(Region(code).label) for code in codes) or "Toute la France"


def _citation(page: ResourcePage) -> str:
    """In the order of a French bibliography: who, what, when, where, and when it was last seen there."""
    parts = [page.publisher.name, f"« {page.title} »", page.get_format_display().lower()]
    parts += [published_in_words(page.published)] if page.published else []
    parts += [page.link] if page.link else []
    seen = date_format(page.link_checked_on, "j F Y") if page.link and page.link_checked_on else ""
    return ", ".join(parts) + (f" (adresse vérifiée le {seen})." if seen else ".")


# --- to take away ---------------------------------------------------------------------------------------------


def library_listing(query: QueryDict, *, site: str) -> Listing:
    """Return all that the address asks for, with words for every code; `site` leads the addresses of the pages."""
    catalogue, stock = _narrowed(query, "")
    rows = [
        _row(page, stock.said(page.pk, "levier"), stock.said(page.pk, "modele"), site)
        for page in resources(catalogue.keys)
    ]
    return Listing(name="ressources", title="Ressources", columns=COLUMNS, rows=rows)


def _row(page: ResourcePage, levers: str, models: str, site: str) -> list[str | int | dt.date | None]:
    year = page.published[:4]
    audience = ", ".join(str(Audience(key).label) for key in page.audience)
    kept = file_of(page) or {"format": "", "size": None}
    return [
        page.title,
        page.lede,
        page.get_medoc_display(),
        page.get_format_display(),
        str(Duration(page.duration).label) if page.duration else "",
        str(Language(page.language).label),
        page.publisher.name,
        page.published,
        int(year) if year.isdigit() else None,
        levers,
        models,
        audience,
        regions_in_words(page.territories),
        page.licence.name if page.licence else "",
        page.link,
        page.link_checked_on,
        kept["format"],
        kept["size"],
        f"{site}{page.address}",
        page.updated_on,
    ]
