"""Read pages and the links between them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from socioeco.parameters import ParameterValue, latest, load_parameters
from trajectoires.content.enums import RelationKind
from trajectoires.content.models import BasePage, IndexPage, LeverPage, LeverSheetPage, ModelPage, Relation
from trajectoires.content.models.base import address_of
from trajectoires.ui.enums import Lever


@dataclass(frozen=True)
class RelatedPage:
    """A page at the other end of a link, and what it is to the page that was asked about."""

    kind: RelationKind
    title: str
    address: str


def related_pages(page: BasePage) -> list[RelatedPage]:
    """Return the published pages linked to this one, from both ends, in one query; each page once a kind.

    Of a page that is not written yet, those that it names.
    """
    if page.pk is None:
        return [
            RelatedPage(RelationKind(each.kind), each.target.title, each.target.address)
            for each in page.relations.all()
            if each.target.live
        ]
    relations = (
        Relation.objects.filter(Q(source=page) | Q(target=page))
        .select_related("source", "target")
        .defer("source__body", "source__sources", "target__body", "target__sources")
    )
    related = (_seen_from(page, relation) for relation in relations)
    return list(dict.fromkeys(entry for entry in related if entry))


def _seen_from(page: BasePage, relation: Relation) -> RelatedPage | None:
    other = relation.target if relation.source_id == page.pk else relation.source
    if not other.live:
        return None
    return RelatedPage(_kind_from(page, relation, other), other.title, other.address)


def _kind_from(page: BasePage, relation: Relation, other: BasePage) -> RelationKind:
    """A link says what its target is to its source; read backwards, the source says what it is itself."""
    kind = RelationKind(relation.kind)
    if relation.source_id == page.pk or kind is RelationKind.VOISIN:
        return kind
    model = other.specific_class
    return model.relation_kind if model else RelationKind.RESSOURCE


def addresses() -> dict[int, str]:
    """Return the address of every page, by its key."""
    rows = BasePage.objects.values_list("pk", "url_path")
    return {key: address_of(url_path) for key, url_path in rows}


def addresses_of(keys: Iterable[int]) -> dict[int, str]:
    """Return the address of each of these pages that is published."""
    rows = BasePage.objects.live().filter(pk__in=set(keys)).values_list("pk", "url_path")
    return {key: address_of(url_path) for key, url_path in rows}


@dataclass(frozen=True)
class Threshold:
    """The value of a threshold, and whether it is known to hold still."""

    value: ParameterValue
    is_current: bool


def threshold(identifier: str, *, on: dt.date) -> Threshold | None:
    """Return the last known value; None for an identifier that the method no longer has."""
    if identifier not in load_parameters():
        return None
    value = load_parameters()[identifier].on(on)
    return Threshold(value, is_current=True) if value else Threshold(latest(identifier), is_current=False)


def children_of(page: BasePage) -> list[BasePage]:
    """Return the published pages just below, in the order that editors gave them, those of a lever together."""
    return sorted(BasePage.objects.child_of(page).live().specific(), key=_lever_first)


def _lever_first(page: BasePage) -> tuple[int, bool]:
    """Where a page of a lever stands among others: by lever, and the lever itself before its sheets."""
    lever = getattr(page, "lever", "")
    return Lever.values.index(lever) if lever in Lever.values else -1, not isinstance(page, LeverPage)


def models() -> list[ModelPage]:
    """Return the published reference models, by number."""
    return list(ModelPage.objects.live().order_by("number"))


def lists_of(page: BasePage) -> list[tuple[BasePage, list[BasePage]]]:
    """Return the pages below a door; with each list of pages, what it opens on. A lever stands for its sheets."""
    below = list(BasePage.objects.descendant_of(page).live().filter(depth__lte=page.depth + 2).specific())
    tops = [entry for entry in below if entry.depth == page.depth + 1]
    return [(top, _inside(top, below)) for top in tops]


def _inside(top: BasePage, below: list[BasePage]) -> list[BasePage]:
    if not isinstance(top, IndexPage):
        return []
    inside = [entry for entry in below if entry.depth > top.depth and entry.path.startswith(top.path)]
    inside = [entry for entry in inside if not isinstance(entry, LeverSheetPage)]
    return sorted(inside, key=_lever_first)
