"""Find what is published: four queries at most, whatever is typed and however much is found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from trajectoires.search.selectors.candidates import candidates_for
from trajectoires.search.selectors.concepts import Concept, concepts_of, pairs_of, widened
from trajectoires.search.selectors.corrections import Known, recognise
from trajectoires.search.selectors.equivalents import Meant, equivalents_of
from trajectoires.search.selectors.found import IN_A_GROUP, ON_A_PAGE, Found, Group, Result
from trajectoires.search.selectors.passages import passages_of
from trajectoires.search.selectors.ranking import Scored, ranked
from trajectoires.search.selectors.words import LONGEST, telling_words, words_of


def find(
    query: str, *, genre: str = "", page: int = 1, as_typed: bool = False, on: dt.date | None = None
) -> Found:
    """Best first, whole and in groups; nothing for a blank query. `as_typed` corrects no word."""
    typed = " ".join(query.split())[:LONGEST]
    words = words_of(typed)
    if not words:
        return Found(typed=typed)
    asked = list(dict.fromkeys([*words, *pairs_of(telling_words(words))]))
    known = recognise(asked, corrects=not as_typed)
    meant = [known[word].meant for word in words]
    telling = telling_words(words)
    alike = equivalents_of(" ".join(meant), telling=len(telling))
    concepts = widened(concepts_of(telling, known), alike.alike)
    scored = _scored(
        concepts, [known[word].meant for word in telling], on or timezone.localdate(), alike.meant
    )
    found = Found(
        typed=typed,
        corrected=_corrected(words, known),
        meant=alike.meant,
        nearest=alike.nearest,
        results=tuple(_result(each) for each in scored),
    )
    return _shown(found, concepts, genre=genre, page=page)


def _scored(
    concepts: Sequence[Concept], typed: Sequence[str], on: dt.date, meant: Meant | None
) -> list[Scored]:
    if not concepts:
        return []
    beside = frozenset(meant.beside) if meant else frozenset()
    return ranked(candidates_for(concepts), concepts, typed, on, beside)


def _corrected(words: Sequence[str], known: dict[str, Known]) -> str:
    meant = [known[word].meant for word in words]
    return " ".join(meant) if meant != list(words) else ""


def _result(scored: Scored) -> Result:
    candidate = scored.candidate
    return Result(
        href=candidate.address,
        kind=scored.kind,
        title=candidate.title,
        passage=candidate.summary,
        score=round(scored.score, 4),
        place=candidate.place,
    )


def _shown(found: Found, concepts: Sequence[Concept], *, genre: str, page: int) -> Found:
    """Groups in the order of their best result, each with what the page shows of it."""
    kinds: dict[str, list[Result]] = {}
    for result in found.results:
        kinds.setdefault(result.kind.genre, []).append(result)
    genre = genre if genre in kinds else ""
    page = min(max(1, page), max(1, -(-len(kinds.get(genre, ())) // ON_A_PAGE)))
    slices = {
        each: results[(page - 1) * ON_A_PAGE : page * ON_A_PAGE] if each == genre else results[:IN_A_GROUP]
        for each, results in kinds.items()
    }
    shown = {each: results for each, results in slices.items() if genre in {"", each}}
    told = _with_passages([result for results in shown.values() for result in results], concepts)
    groups = [
        Group(
            kind=results[0].kind,
            count=len(results),
            shown=tuple(told[result.place] for result in shown.get(each, ())),
        )
        for each, results in kinds.items()
    ]
    results = tuple(told.get(result.place, result) for result in found.results)
    return replace(found, genre=genre, page=page, results=results, groups=tuple(groups))


def _with_passages(results: Sequence[Result], concepts: Sequence[Concept]) -> dict[int, Result]:
    if not results:
        return {}
    sentences = {result.place: str(result.passage) for result in results if result.place < 0}
    passages = passages_of([result.place for result in results], sentences, concepts)
    return {result.place: replace(result, passage=passages[result.place]) for result in results}
