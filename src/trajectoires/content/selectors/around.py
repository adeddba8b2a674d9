"""What stands around a page: the one before and the one after, and the tree of the levers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from trajectoires.content.models import BasePage, LeverPage, LeverSheetPage, LeverTreePage
from trajectoires.content.models.base import SITE_DEPTH, address_of
from trajectoires.ui.enums import Lever


@dataclass(frozen=True)
class Neighbour:
    title: str
    address: str


@dataclass(frozen=True)
class Surroundings:
    """The way from the first page (left out) to this one, and the published pages on either side of it."""

    crumbs: list[tuple[str, str | None]]
    previous: Neighbour | None = None
    next: Neighbour | None = None


def surroundings_of(page: BasePage) -> Surroundings:
    """Return them in one query. Only pages of a type that has an order have a page before and one after."""
    found = _steps_above(page)
    if page.reading_order and page.pk:
        found = found.union(_side(page, is_after=False), _side(page, is_after=True), all=True)
    rows = sorted(found, key=lambda row: row[-1])
    beside = {where: Neighbour(title, address_of(url)) for where, title, url, _ in rows if where != "above"}
    above = [(title, address_of(url)) for where, title, url, _ in rows if where == "above"]
    return Surroundings([*above, (page.title, None)], beside.get("before"), beside.get("after"))


def _steps_above(page: BasePage) -> "QuerySet[Any]":
    return _rows(page.get_ancestors().filter(depth__gt=SITE_DEPTH).order_by(), "above")


def _side(page: BasePage, *, is_after: bool) -> "QuerySet[Any]":
    """The nearest sibling on one side; equal places are told apart by the key."""
    field, sign, minus = page.reading_order, *(("gt", "") if is_after else ("lt", "-"))
    place = getattr(page, field)
    beyond = Q(**{f"{field}__{sign}": place}) | Q(**{field: place, f"pk__{sign}": page.pk})
    same = {name: getattr(page, name) for name in page.reading_group}
    siblings = type(page).objects.live().sibling_of(page, inclusive=False).filter(beyond, **same)
    nearest = siblings.order_by(f"{minus}{field}", f"{minus}pk")
    return _rows(nearest, "after" if is_after else "before")[:1]


def _rows(pages: "QuerySet[Any]", where: str) -> "QuerySet[Any]":
    named = pages.annotate(where=Value(where, output_field=CharField()))
    return named.values_list("where", "title", "url_path", "path")


@dataclass(frozen=True)
class Branch:
    """A lever, its page when it is published, and the sheets under it."""

    lever: Lever
    page: LeverPage | None
    sheets: list[LeverSheetPage]


def lever_branches() -> list[Branch]:
    """Return the three levers in their order, in two queries; a sheet is under the lever that it names."""
    pages = {page.lever: page for page in LeverPage.objects.live().defer("body", "sources")}
    sheets = list(LeverSheetPage.objects.live().defer("body", "sources").order_by("path"))
    return [
        Branch(lever, pages.get(lever), [sheet for sheet in sheets if sheet.lever == lever])
        for lever in Lever
    ]


def sheets_of_lever(lever: str) -> list[LeverSheetPage]:
    """Return the published sheets of a lever, in the order that editors gave them."""
    return list(LeverSheetPage.objects.live().filter(lever=lever).defer("body", "sources").order_by("path"))


def lever_tree_address() -> str:
    """Return where the tree of the levers is; empty while there is no such page."""
    page = LeverTreePage.objects.live().only("url_path").first()
    return page.address if page else ""
