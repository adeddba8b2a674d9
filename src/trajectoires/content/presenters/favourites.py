"""The pages kept by a reader, as lines and as a list to take away."""

from collections.abc import Iterable
from typing import Any

from trajectoires.content.models import BasePage
from trajectoires.content.services.exports import Listing

COLUMNS = ("Titre", "Sorte de page", "Résumé", "Adresse", "Mise à jour le")


def favourite_lines(pages: Iterable[BasePage]) -> list[dict[str, Any]]:
    return [
        {
            "key": page.pk,
            "kind": kind_of(page).capitalize(),
            "title": page.title,
            "href": page.address,
            "summary": page.lede,
        }
        for page in pages
    ]


def kind_of(page: BasePage) -> str:
    model = page.specific_class
    return str(model._meta.verbose_name) if model else "page"


def favourites_listing(pages: Iterable[BasePage], *, site: str) -> Listing:
    rows = [
        [page.title, kind_of(page), page.lede, f"{site}{page.address}", page.updated_on] for page in pages
    ]
    return Listing(name="favoris", title="Favoris", columns=COLUMNS, rows=rows)


def read_keys(text: str) -> list[int]:
    """Read `1,2,3` as keys of pages; anything else in it is left out."""
    parts = (part.strip() for part in text.split(","))
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < LONGEST_KEY]


LONGEST_KEY = 10
