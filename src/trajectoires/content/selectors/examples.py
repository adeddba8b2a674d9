"""The list of examples: what filters it, what is found."""

from collections.abc import Iterable, Mapping

from django.db.models.functions import Coalesce

from trajectoires.content.enums import Sector, Size
from trajectoires.content.models import ExamplePage, ExamplesPage
from trajectoires.content.selectors.facets import Entry, Facet, Stock
from trajectoires.content.selectors.library import Links, linked_pages, territory_facet
from trajectoires.content.selectors.words import ranks_of
from trajectoires.ui.enums import Lever


def example_stock() -> Stock:
    """Return the facets of the list and every published example with its values, in three queries."""
    linked = linked_pages(ExamplePage)
    rows = list(
        ExamplePage.objects.live()
        .public()
        .annotate(teller_name=Coalesce("organisation__name", "told_by"))
        .values_list("pk", "teller_name", "updated_on", "sector", "size", "territories")
    )
    territory = territory_facet(row[-1] for row in rows)
    facets = [
        linked.model_facet,
        Facet("levier", "Levier", dict(Lever.choices)),
        Facet("secteur", "Secteur", dict(Sector.choices)),
        Facet("taille", "Taille", dict(Size.choices)),
        territory,
    ]
    entries = (_entry(row, linked.pages[row[0]], territory.labels) for row in rows)
    return Stock(facets, {entry.key: entry for entry in entries})


def _entry(row: tuple, links: Links, regions: Mapping[str, str]) -> Entry:
    key, name, updated_on, sector, size, territories = row
    values = {
        "modele": frozenset(links.models),
        "levier": frozenset(links.levers),
        "secteur": frozenset({sector}),
        "taille": frozenset({size}),
        "territoire": frozenset(territories or regions),
    }
    return Entry(key, name, updated_on.isoformat(), values)


def example_ranks(words: str) -> dict[int, float]:
    if not words:
        return {}
    named = ExamplePage.objects.live().annotate(teller_name=Coalesce("organisation__name", "told_by"))
    return ranks_of(named, words, also="teller_name")


def examples(keys: Iterable[int]) -> list[ExamplePage]:
    """Return these examples in this order, each with its organisation, in one query; no body."""
    found = (
        ExamplePage.objects.filter(pk__in=list(keys))
        .select_related("organisation")
        .defer("body", "sources")
        .in_bulk()
    )
    return [found[key] for key in keys if key in found]


def examples_page() -> ExamplesPage | None:
    return ExamplesPage.objects.live().first()
