"""A list with filters, as its template shows it. What a line says is the business of each list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from trajectoires.content.selectors.facets import WORDS, Facet, Stock, Tally, Wanted, in_order, tally
from trajectoires.content.selectors.words import LONGEST

PER_PAGE = 20
EXPORTS = {"csv": "Exporter cette vue", "ods": "Exporter cette vue pour un tableur"}
RANKED = "pertinence"  # the order that makes sense only when there are words


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What one list calls things: its address, that of its files, its nouns, its orders (the first is the usual one)."""

    address: str
    export_address: str
    nouns: tuple[str, str]
    sorts: Mapping[str, str]
    is_feminine: bool = False

    def count(self, number: int) -> str:
        if not number:
            return f"Aucun{'e' if self.is_feminine else ''} {self.nouns[0]}"
        return f"{number} {self.nouns[number > 1]}"

    def address_of(self, wanted: Wanted, base: str = "") -> str:
        pairs = [(name, value) for name, values in wanted.chosen.items() for value in values]
        pairs += [(WORDS, wanted.words)] if wanted.words else []
        pairs += [("tri", wanted.sort)] if wanted.sort else []
        return f"{base or self.address}?{urlencode(pairs)}" if pairs else base or self.address


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Filters to tick, filters in force, orders, one page of keys, and help when nothing is found."""

    address: str
    groups: list[dict[str, Any]]
    filters: list[dict[str, str]]
    sorts: list[dict[str, Any]]
    hidden: list[tuple[str, str]]
    words: str
    keys: list[int]
    page: Page
    heading: str
    ways_out: list[dict[str, str]]
    exports: list[dict[str, str]]

    @property
    def count(self) -> int:
        return len(self.keys)


def read_wanted(query: QueryDict, *, frame: Frame, facets: Iterable[Facet]) -> Wanted:
    """Read `?usage=outils&modele=4&q=don&tri=titre`. What nobody knows is left out, without reproach."""
    words = " ".join(query.get(WORDS, "").replace("\x00", "").split())[:LONGEST]
    asked = query.get("tri", "")
    is_order = asked in frame.sorts and (asked != RANKED or bool(words))
    chosen = {facet.name: _known(query.getlist(facet.name), facet) for facet in facets}
    return Wanted(chosen=chosen, words=words, sort=asked if is_order else "")


def _known(values: Iterable[str], facet: Facet) -> tuple[str, ...]:
    asked = set(values)
    return tuple(value for value in facet.labels if value in asked)


def sort_of(wanted: Wanted, frame: Frame) -> str:
    """The order asked for; else the answers to the words first; else the usual one."""
    usual = next(key for key in frame.sorts if key != RANKED)
    return wanted.sort or (RANKED if wanted.words else usual)


def present_catalogue(
    stock: Stock, *, frame: Frame, wanted: Wanted, ranks: Mapping[int, float], page: str
) -> Catalogue:
    """Return the list as the address asks for it, its keys in order, its lines still to be fetched."""
    facets = stock.facets
    counted = tally(stock.entries.values(), wanted, facets, ranks)
    keys = in_order(counted.found, sort_of(wanted, frame), ranks)
    groups = [_group(facet, wanted, counted) for facet in facets]
    return Catalogue(
        address=frame.address,
        groups=[group for group in groups if group["choices"]],
        filters=_filters(frame, wanted, facets),
        sorts=_sorts(frame, wanted) if len(keys) > 1 else [],
        hidden=[("tri", wanted.sort)] if wanted.sort else [],
        words=wanted.words,
        keys=keys,
        page=Paginator(keys, PER_PAGE).get_page(page),
        heading=frame.count(len(keys)),
        ways_out=[] if keys else _ways_out(frame, wanted, facets, counted),
        exports=_exports(frame, wanted) if keys else [],
    )


def _group(facet: Facet, wanted: Wanted, tally: Tally) -> dict[str, Any]:
    chosen, counts = wanted.chosen[facet.name], tally.counts[facet.name]
    choices = [
        {"value": value, "label": label, "count": counts[value], "checked": value in chosen}
        for value, label in facet.labels.items()
        if value in chosen or facet.is_offered(value, counts[value])
    ]
    return {"legend": facet.legend, "name": facet.name, "hint": facet.hint, "choices": choices}


def _filters(frame: Frame, wanted: Wanted, facets: Sequence[Facet]) -> list[dict[str, str]]:
    """Each value in force, with the address of the list without it."""
    words = [{"label": f"« {wanted.words} »", "href": frame.address_of(wanted.without(WORDS))}]
    return (words if wanted.words else []) + [
        {"label": facet.labels[value], "href": frame.address_of(wanted.without(facet.name, value))}
        for facet in facets
        for value in wanted.chosen[facet.name]
    ]


def _sorts(frame: Frame, wanted: Wanted) -> list[dict[str, Any]]:
    current = sort_of(wanted, frame)
    return [
        {"label": label, "href": frame.address_of(replace(wanted, sort=key)), "is_current": key == current}
        for key, label in frame.sorts.items()
        if key != RANKED or wanted.words
    ]


def _ways_out(frame: Frame, wanted: Wanted, facets: Sequence[Facet], tally: Tally) -> list[dict[str, str]]:
    """The filters that, taken off alone, give something, the most generous first."""
    names = {facet.name: f"le filtre « {facet.legend} »" for facet in facets}
    names[WORDS] = f"les mots « {wanted.words} »"
    return [
        {
            "label": f"Retirer {names[name]} : {frame.count(count)}",
            "href": frame.address_of(wanted.without(name)),
        }
        for name, count in tally.without.most_common()
    ]


def _exports(frame: Frame, wanted: Wanted) -> list[dict[str, str]]:
    return [
        {
            "label": label,
            "format": kind.upper(),
            "href": frame.address_of(wanted, f"{frame.export_address}{kind}/"),
        }
        for kind, label in EXPORTS.items()
    ]
