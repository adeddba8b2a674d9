"""A list that a reader narrows: several values a facet, and how many there would be. No database here."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

WORDS = "q"  # the words are a filter like the others, under their name in the address


@dataclass(frozen=True)
class Facet:
    """One way of narrowing: its name in the address, its question, and its values with their words.

    A value that nobody chose and that would give nothing is not offered; `offered` limits those further.
    """

    name: str
    legend: str
    labels: Mapping[str, str]
    hint: str = ""
    offered: frozenset[str] | None = None

    def is_offered(self, value: str, count: int) -> bool:
        return count > 0 and (self.offered is None or value in self.offered)


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. Values that no facet has were left out."""

    chosen: Mapping[str, tuple[str, ...]]
    words: str = ""
    sort: str = ""

    @property
    def filters(self) -> list[str]:
        """The names of the filters in force."""
        return [*(name for name, values in self.chosen.items() if values), *([WORDS] if self.words else [])]

    def without(self, name: str, value: str = "") -> "Wanted":
        """The same with a filter taken off, or one value of it."""
        if name == WORDS:
            return replace(self, words="")
        left = tuple(kept for kept in self.chosen[name] if value and kept != value)
        return replace(self, chosen={**self.chosen, name: left})


@dataclass(frozen=True)
class Entry:
    """A page of the list, as far as filters and order are concerned."""

    key: int
    title: str
    date: str
    values: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Stock:
    """Every published page of a list, by its key, and what narrows the list."""

    facets: list[Facet]
    entries: dict[int, Entry]

    def said(self, key: int, name: str) -> str:
        """The words of the values that a page has for a facet."""
        facet = next(facet for facet in self.facets if facet.name == name)
        values = self.entries[key].values[name]
        return ", ".join(label for value, label in facet.labels.items() if value in values)


@dataclass(frozen=True)
class Tally:
    """What was found, how many each value would give, how many there would be without each filter."""

    found: list[Entry]
    counts: Mapping[str, Counter[str]]
    without: Counter[str]


def tally(
    entries: Iterable[Entry], wanted: Wanted, facets: Iterable[Facet], ranks: Mapping[int, float]
) -> Tally:
    """Go once over the entries. A value is counted among what the other filters keep."""
    found, without = [], Counter[str]()
    counts = {facet.name: Counter[str]() for facet in facets}
    for entry in entries:
        failing = [name for name in wanted.filters if not _passes(entry, name, wanted, ranks)]
        if len(failing) > 1:
            continue
        if not failing:
            found.append(entry)
        without.update(failing)
        for name in (name for name in (failing or counts) if name in counts):
            counts[name].update(entry.values.get(name, ()))
    return Tally(found, counts, without)


def _passes(entry: Entry, name: str, wanted: Wanted, ranks: Mapping[int, float]) -> bool:
    if name == WORDS:
        return entry.key in ranks
    return not entry.values.get(name, frozenset()).isdisjoint(wanted.chosen[name])


def in_order(entries: Iterable[Entry], sort: str, ranks: Mapping[int, float]) -> list[int]:
    """The keys by title, or the most recent first, or those that answer the words best."""
    ordered = sorted(entries, key=lambda entry: alphabetical(entry.title))
    if sort == "recentes":
        ordered.sort(key=lambda entry: entry.date, reverse=True)
    elif sort == "pertinence":
        ordered.sort(key=lambda entry: ranks.get(entry.key, 0.0), reverse=True)
    return [entry.key for entry in ordered]


def alphabetical(text: str) -> str:
    """Accents and capitals do not count in a French alphabetical order."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
