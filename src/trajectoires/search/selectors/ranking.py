"""Put what was found in order: rare words count more, titles more than texts, all the words more than some."""

import datetime as dt
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from trajectoires.search.selectors.candidates import Candidate
from trajectoires.search.selectors.concepts import Concept
from trajectoires.search.selectors.kinds import Kind, kind_of
from trajectoires.search.selectors.words import telling_words, words_of

SATURATION = 0.3  # half of what a text can be worth for one word
LENGTH_COUNTS = 0.1  # how much of a long text's advantage is taken back
OF_A_TITLE = 1.0
OF_A_WHOLE_TITLE = 0.8
OF_THE_EXACT_TITLE = 3.0
OF_AN_EXPRESSION = 0.4  # that editors say people type, when all of it is typed and nothing else
COVERAGE_POWER = 1.0
RARITY_POWER = 0.5
LEAST_OF_THE_BEST = 0.05
BESIDE_THE_ANSWER = 0.2  # of the best: what a page linked to the one that answers gains
RECENT_DAYS = 180
USUAL_LENGTH = 200


@dataclass(frozen=True)
class Scored:
    """`is_whole`: every word that counts is said."""

    candidate: Candidate
    kind: Kind
    score: float
    is_exact: bool
    is_whole: bool


@dataclass(frozen=True)
class _Query:
    """What is looked for; `spans` say where the values of each concept stand among those of a candidate."""

    concepts: tuple[Concept, ...]
    spans: tuple[range, ...]
    rarities: tuple[float, ...]
    typed: frozenset[str]
    on: dt.date


def ranked(
    candidates: Sequence[Candidate],
    concepts: Sequence[Concept],
    typed: Sequence[str],
    on: dt.date,
    beside: Collection[str] = (),
) -> list[Scored]:
    """Best first. What falls far behind the best is left out, and nothing else is.

    `beside` are addresses linked to the page that answers what the reader seems to want.
    """
    spans = _spans(concepts)
    rarities = [_rarity(candidates, span) for span in spans]
    query = _Query(tuple(concepts), tuple(spans), tuple(rarities), frozenset(telling_words(list(typed))), on)
    scored = _helped([_scored(each, query) for each in candidates], beside)
    scored.sort(key=lambda each: (-each.score, each.candidate.title, each.candidate.place))
    return _near_enough(scored)


def _helped(scored: list[Scored], beside: Collection[str]) -> list[Scored]:
    gain = BESIDE_THE_ANSWER * max((each.score for each in scored), default=0)
    return [
        replace(each, score=each.score + gain) if each.candidate.address in beside else each
        for each in scored
    ]


def _near_enough(scored: Sequence[Scored]) -> list[Scored]:
    """Without those that say some of the words only, far behind the best of what is no exact title."""
    best = max((each.score for each in scored if not each.is_exact), default=0)
    return [each for each in scored if each.is_whole or each.score >= best * LEAST_OF_THE_BEST]


def _spans(concepts: Sequence[Concept]) -> list[range]:
    """Where the values of each concept stand among those of a candidate."""
    ends = list(accumulate(len(concept.alternatives) for concept in concepts))
    return [range(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _rarity(candidates: Sequence[Candidate], span: range) -> float:
    """Close to zero for a word of every text, as in BM25."""
    saying = sum(any(each.strength[place] for place in span) for each in candidates)
    return math.log(1 + (len(candidates) + 1) / (saying + 0.5)) ** RARITY_POWER


def _scored(candidate: Candidate, query: _Query) -> Scored:
    told = [_told(candidate, *each) for each in zip(query.concepts, query.spans, strict=True)]
    total = sum(query.rarities)
    text = sum(value * rarity for (value, _), rarity in zip(told, query.rarities, strict=True))
    said = sum(rarity for (value, _), rarity in zip(told, query.rarities, strict=True) if value)
    named = sum(worth for _, worth in told)
    whole = OF_A_WHOLE_TITLE * (named / len(told)) * min(1.0, named / max(1, candidate.title_length))
    is_exact = _is_exact(candidate, query.typed)
    kind = kind_of(candidate.kind)
    score = (text / total + whole + OF_THE_EXACT_TITLE * is_exact) * (said / total) ** COVERAGE_POWER
    score += OF_AN_EXPRESSION * _expected(candidate, query)
    score *= kind.worth * _freshness(candidate, kind, query.on)
    return Scored(candidate, kind, score, is_exact=is_exact, is_whole=all(value for value, _ in told))


def _told(candidate: Candidate, concept: Concept, span: range) -> tuple[float, float]:
    """How well the text says it, from 0 to a little above 2; and how well its title does, from 0 to 1."""
    pairs = list(zip(concept.alternatives, span, strict=True))
    strength = sum(alternative.worth * candidate.strength[place] for alternative, place in pairs)
    named = max((alternative.worth for alternative, place in pairs if candidate.named[place]), default=0.0)
    best = max((alternative.worth for alternative, place in pairs if candidate.strength[place]), default=0.0)
    pivot = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * candidate.length / USUAL_LENGTH)
    return best * strength / (strength + pivot) + OF_A_TITLE * named, named


def _expected(candidate: Candidate, query: _Query) -> float:
    """How near what is typed is to one of the expressions of the editors, from 0 to 1."""
    return max((_nearness(frozenset(stems), query) for stems in candidate.expressions), default=0.0)


def _nearness(stems: frozenset[str], query: _Query) -> float:
    """The part of what is typed that the expression says, times the part of the expression that is typed."""
    shared = [concept.own & stems for concept in query.concepts]
    typed = sum(rarity for common, rarity in zip(shared, query.rarities, strict=True) if common)
    return typed / sum(query.rarities) * len(frozenset().union(*shared)) / len(stems)


def _is_exact(candidate: Candidate, typed: frozenset[str]) -> bool:
    return any(set(telling_words(words_of(name))) == typed for name in (candidate.title, *candidate.variants))


def _freshness(candidate: Candidate, kind: Kind, on: dt.date) -> float:
    """News grow old; nothing else does."""
    if not kind.is_news or candidate.updated_on is None:
        return 1.0
    return 0.7 + 0.3 * math.exp(-max(0, (on - candidate.updated_on).days) / RECENT_DAYS)
