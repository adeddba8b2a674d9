"""The method as pages generated from its definitions: what a page says is what the engine computes.

`pages()` gives every page as plain values, `page(slug)` one of them, `write_pages()` the linked HTML files.
"""

from collections.abc import Mapping
from functools import cache

from socioeco import __version__
from socioeco.report.document import Document, Links, Section
from socioeco.report.html import write_html
from socioeco.report.methode import (
    anomalies,
    benchmarks,
    etats,
    financeurs,
    formats,
    indicateurs,
    leviers,
    plans,
    scenarios,
    secret,
    typologies,
)
from socioeco.report.methode.model import Page

__all__ = ["INDEX", "Page", "page", "pages", "pages_by_group", "write_pages"]

INDEX = "index"
SOURCES = (
    indicateurs,
    plans,
    etats,
    typologies,
    leviers,
    scenarios,
    benchmarks,
    anomalies,
    financeurs,
    secret,
    formats,
)
FOOT = f"Méthode de socioeco {__version__}, écrite à partir de ses définitions."


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the table of contents. Slugs are unique."""
    return tuple(page for source in SOURCES for page in source.pages())


def page(slug: str) -> Page:
    """The page of that address. KeyError when there is none."""
    return {each.slug: each for each in pages()}[slug]


def pages_by_group() -> Mapping[str, tuple[Page, ...]]:
    """The table of contents."""
    groups = dict.fromkeys(each.group for each in pages())
    return {group: tuple(each for each in pages() if each.group == group) for group in groups}


def write_pages() -> Mapping[str, str]:
    """The HTML of every page and of the table of contents, by file name. Links are relative: any folder will do."""
    written = {f"{each.slug}.html": write_html(_document(each), links=_around(each)) for each in pages()}
    return {f"{INDEX}.html": write_html(_index()), **written}


def _document(each: Page) -> Document:
    return Document(title=each.title, lede=each.lede, sections=each.sections, foot=FOOT)


def _around(each: Page) -> tuple[tuple[str, str], ...]:
    """The table of contents, then the pages before and after."""
    every = pages()
    place = every.index(each)
    near = [("Page précédente", every[place - 1])] if place else []
    near += [("Page suivante", other) for other in every[place + 1 : place + 2]]
    return (
        ("Toute la méthode", f"{INDEX}.html"),
        *((f"{what}\u00a0: {other.title}", f"{other.slug}.html") for what, other in near),
    )


def _index() -> Document:
    sections = tuple(
        Section(
            anchor=f"groupe-{place}",
            title=group,
            blocks=(Links(tuple((each.title, f"{each.slug}.html") for each in found)),),
        )
        for place, (group, found) in enumerate(pages_by_group().items(), start=1)
    )
    return Document(
        title="La méthode",
        lede="Chaque chiffre a une définition, une formule et une source. Ces pages sont écrites à partir d’elles.",
        sections=sections,
        foot=FOOT,
    )
