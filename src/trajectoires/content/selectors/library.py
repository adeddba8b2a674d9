"""The catalogue of resources: what filters it, what is found, in a handful of queries whatever its size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from trajectoires.content.enums import Audience, Duration, Format, Medoc
from trajectoires.content.models import BasePage, LibraryPage, Relation, ResourcePage
from trajectoires.content.selectors.facets import Entry, Facet, Stock
from trajectoires.content.selectors.words import ranks_of
from trajectoires.geography.enums import Region
from trajectoires.ui.enums import Lever

EVERYWHERE = "Ce qui vaut pour toute la France compte dans chaque région."
MODELS = range(1, 8)
_LINKED = ("leverpage__lever", "leversheetpage__lever", "modelpage__number", "title", "live")


@dataclass
class Links:
    """The levers and the models at the other end of a page's links."""

    levers: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)


@dataclass
class Linked:
    """The links of every page of one kind, and the title of each model met."""

    pages: dict[int, Links] = field(default_factory=lambda: defaultdict(Links))
    titles: dict[int, str] = field(default_factory=dict)

    def add(
        self, key: int, lever: str | None, sheet_lever: str | None, number: int | None, title: str
    ) -> None:
        self.pages[key].levers.update(filter(None, (lever, sheet_lever)))
        if number:
            self.pages[key].models.add(str(number))
            self.titles[number] = title

    @property
    def model_facet(self) -> Facet:
        """The seven models; the title of one that no page is linked to is not known here, nor needed."""
        names = {number: f"Modèle {number}" for number in MODELS}
        names |= {number: f"{number}. {title}" for number, title in self.titles.items()}
        return Facet("modele", "Modèle", {str(number): name for number, name in sorted(names.items())})


def territory_facet(territories: Iterable[Iterable[str]]) -> Facet:
    """Every region; offered are those that at least one page names: eighteen equal counts would say nothing."""
    named = {code for codes in territories for code in codes}
    return Facet("territoire", "Territoire", dict(Region.choices), EVERYWHERE, offered=frozenset(named))


def library_stock() -> Stock:
    """Return the facets of the catalogue and every published resource with its values, in three queries."""
    linked = linked_pages(ResourcePage)
    rows = list(
        ResourcePage.objects.live()
        .public()
        .values_list("pk", "title", "published", "medoc", "format", "duration", "audience", "territories")
    )
    territory = territory_facet(row[-1] for row in rows)
    facets = [
        Facet("usage", "Usage", dict(Medoc.choices)),
        Facet("levier", "Levier", dict(Lever.choices)),
        linked.model_facet,
        Facet("public", "Pour qui", {key: label[:1].upper() + label[1:] for key, label in Audience.choices}),
        territory,
        Facet("format", "Format", dict(Format.choices)),
        Facet("duree", "Durée", dict(Duration.choices)),
    ]
    entries = (_entry(row, linked.pages[row[0]], territory.labels) for row in rows)
    return Stock(facets, {entry.key: entry for entry in entries})


def _entry(row: tuple, links: Links, regions: Mapping[str, str]) -> Entry:
    key, title, published, medoc, form, duration, audience, territories = row
    values = {
        "usage": frozenset({medoc}),
        "levier": frozenset(links.levers),
        "modele": frozenset(links.models),
        "public": frozenset(audience),
        "territoire": frozenset(territories or regions),
        "format": frozenset({form}),
        "duree": frozenset({duration} - {""}),
    }
    return Entry(key, title, published, values)


def linked_pages(kind: type[BasePage]) -> Linked:
    """Read the links of the pages of this kind from both ends, in one query."""
    own = ContentType.objects.get_for_model(kind)
    ends = [f"{end}__{name}" for end in ("source", "target") for name in _LINKED]
    rows = Relation.objects.filter(Q(source__content_type=own) | Q(target__content_type=own)).values_list(
        "source", "target", *ends
    )
    linked = Linked()
    for source, target, *values in rows:
        for key, (*other, is_live) in ((source, values[5:]), (target, values[:5])):
            if is_live:
                linked.add(key, *other)
    return linked


def library_ranks(words: str) -> dict[int, float]:
    return ranks_of(ResourcePage.objects.live(), words, also="publisher__name") if words else {}


def resources(keys: Iterable[int]) -> list[ResourcePage]:
    """Return these resources in this order, with who publishes, licence and file, in one query; no body."""
    found = (
        ResourcePage.objects.filter(pk__in=list(keys))
        .select_related("publisher", "licence", "file")
        .defer("body", "sources")
        .in_bulk()
    )
    return [found[key] for key in keys if key in found]


def library_page() -> LibraryPage | None:
    return LibraryPage.objects.live().first()
