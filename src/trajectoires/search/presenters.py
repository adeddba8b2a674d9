"""What the page of the search says."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse

from trajectoires.search.selectors import ON_A_PAGE, Found, Group


@dataclass(frozen=True)
class Choice:
    """A kind to keep alone."""

    label: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True)
class GroupView:
    """`more` is the sentence that opens the rest of the group; empty when all is shown."""

    group: Group
    anchor: str
    more: str
    more_href: str


@dataclass(frozen=True)
class SearchView:
    """`heading` announces how many; `page` is for the list of one kind, None elsewhere."""

    found: Found
    heading: str
    choices: list[Choice]
    groups: list[GroupView]
    as_typed_href: str
    page: Page | None


def present(found: Found) -> SearchView:
    return SearchView(
        found=found,
        heading=_heading(found),
        choices=_choices(found),
        groups=[_group(found, each) for each in found.groups if each.shown],
        as_typed_href=_href(q=found.typed, tel_quel="1"),
        page=_page(found) if found.genre else None,
    )


def _page(found: Found) -> Page:
    return Paginator(range(found.count), ON_A_PAGE).page(found.page)


def _heading(found: Found) -> str:
    words = f"pour « {found.corrected or found.typed} »"
    if found.count == 0:
        return f"Aucun résultat {words}"
    return f"Un résultat {words}" if found.count == 1 else f"{found.count} résultats {words}"


def _choices(found: Found) -> list[Choice]:
    """None when there is only one kind: there is nothing to choose."""
    if len(found.groups) < 2:
        return []
    every = Choice("Tout", len(found.results), _href(q=found.typed), found.genre == "")
    kinds = [
        Choice(
            each.kind.plural,
            each.count,
            _href(q=found.typed, genre=each.kind.genre),
            found.genre == each.kind.genre,
        )
        for each in found.groups
    ]
    return [every, *kinds]


def _group(found: Found, group: Group) -> GroupView:
    rest = 0 if found.genre else group.rest
    more = (
        f"Voir l’autre résultat : {group.kind.plural}"
        if rest == 1
        else f"Voir les {rest} autres : {group.kind.plural}"
    )
    return GroupView(
        group=group,
        anchor=f"genre-{group.kind.genre}",
        more=more if rest else "",
        more_href=_href(q=found.typed, genre=group.kind.genre),
    )


def _href(**values: str) -> str:
    return f"{reverse('search:results')}?{urlencode(values)}"
