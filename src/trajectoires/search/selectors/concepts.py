"""What is looked for: each word that counts, and whatever may stand for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trajectoires.search.selectors.corrections import Known
from trajectoires.search.selectors.equivalents import Alike

OF_A_SYNONYM, OF_A_BEGINNING, OF_THE_LAST_BEGINNING, OF_ANOTHER_WORD = 0.65, 0.7, 0.3, 0.8
SHORTEST_BEGUN, LONG_ENOUGH = 3, 4
MOST_ALTERNATIVES = 14


@dataclass(frozen=True)
class Alternative:
    """A text query of PostgreSQL, already in stems, and what finding it is worth."""

    query: str
    worth: float


@dataclass(frozen=True)
class Concept:
    """`own` stems are those of the word itself."""

    own: frozenset[str]
    alternatives: tuple[Alternative, ...]


def concepts_of(words: Sequence[str], known: Mapping[str, Known]) -> list[Concept]:
    """A concept for each word that the search can read, two adjacent words that make one included."""
    found = []
    for place, word in enumerate(words):
        concept = _concept(known[word], is_last=place == len(words) - 1)
        joined = [pair for pair in _pairs(words, place) if pair in known and known[pair].is_known]
        more = [Alternative(_of(known[pair].stems), 1.0) for pair in joined]
        if concept.alternatives or more:
            found.append(replace(concept, alternatives=(*concept.alternatives, *more)))
    return found


def pairs_of(words: Sequence[str]) -> list[str]:
    """Adjacent words written as one: « co », « financement »."""
    return [one + other for one, other in pairwise(words)]


def _pairs(words: Sequence[str], place: int) -> list[str]:
    return pairs_of(words[max(0, place - 1) : place + 2])


def _concept(known: Known, *, is_last: bool) -> Concept:
    alternatives = [Alternative(_of(known.stems), 1.0)] if known.stems else []
    if known.maybe and known.maybe not in known.stems:
        alternatives.append(Alternative(_of([known.maybe]), OF_ANOTHER_WORD))
    if not known.is_known and known.word == known.meant and len(known.word) >= SHORTEST_BEGUN:
        alternatives += [Alternative(f"{_of([stem])}:*", OF_A_BEGINNING) for stem in known.stems]
    if known.beginnings and not known.is_known:
        worth = OF_A_BEGINNING
    else:
        worth = OF_THE_LAST_BEGINNING if is_last and len(known.word) >= LONG_ENOUGH else 0
    if worth:
        alternatives += [
            Alternative(_of([stem]), worth) for stem in known.beginnings if stem not in known.stems
        ]
    return Concept(frozenset(known.stems), tuple(alternatives))


def widened(concepts: Sequence[Concept], alike: Sequence[Alike]) -> list[Concept]:
    """Each word of an expression may be stood for by whatever is said like the whole expression."""
    return [replace(concept, alternatives=_with(concept, alike)) for concept in concepts]


def _with(concept: Concept, alike: Sequence[Alike]) -> tuple[Alternative, ...]:
    more = [
        Alternative(query, OF_A_SYNONYM)
        for each in alike
        if concept.own & each.stems
        for query in each.queries
    ]
    best: dict[str, Alternative] = {}
    for alternative in (*concept.alternatives, *more):
        best.setdefault(alternative.query, alternative)
    return tuple(best.values())[:MOST_ALTERNATIVES]


def _of(stems: Sequence[str]) -> str:
    quoted = ["'" + stem.replace("\\", "\\\\").replace("'", "''") + "'" for stem in stems]
    return " <-> ".join(quoted)
