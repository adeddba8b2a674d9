"""Which words of the corpus a word may be: itself, a word that it begins, a word that it misspells."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from trajectoires.content.selectors import sound_of

SHORTEST_CORRECTED = 4
SHORTEST_BEGINNING = 3
NEVER = 1000
MORE_LIKELY = 2  # times as frequent as all the words that it begins
_SQL = """
SELECT typed.word,
    tsvector_to_array(to_tsvector('fr', typed.word)),
    EXISTS (SELECT 1 FROM content_vocabularyword v WHERE v.word = typed.word),
    EXISTS (SELECT 1 FROM content_vocabularyword v
            WHERE v.stem = ANY (tsvector_to_array(to_tsvector('fr', typed.word)))),
    ARRAY(SELECT DISTINCT v.stem FROM (
            SELECT stem FROM content_vocabularyword
            WHERE length(typed.word) >= %(beginning)s AND word LIKE typed.word || '%%'
            ORDER BY weight DESC LIMIT 12) v),
    (SELECT coalesce(sum(weight), 0) FROM content_vocabularyword
        WHERE length(typed.word) >= %(beginning)s AND word LIKE typed.word || '%%'),
    (SELECT coalesce(jsonb_agg(jsonb_build_array(v.word, v.stem, v.sound, v.weight)), '[]') FROM (
            SELECT word, stem, sound, weight FROM content_vocabularyword
            WHERE length(typed.word) >= %(corrected)s AND (word %% typed.word OR sound = typed.sound
                OR word IN (SELECT left(typed.word, i - 1) || substr(typed.word, i + 1, 1) || substr(typed.word, i, 1)
                            || substr(typed.word, i + 2) FROM generate_series(1, length(typed.word) - 1) AS i))
            ORDER BY similarity(word, typed.word) DESC LIMIT 20) v)
FROM unnest(%(words)s::text[], %(sounds)s::text[]) WITH ORDINALITY AS typed(word, sound, place)
ORDER BY typed.place
"""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A typed word; `meant` is what it was corrected to, or itself; `maybe` another word that it may be."""

    word: str
    meant: str
    stems: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    maybe: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class _Candidate:
    word: str
    stem: str
    sound: str
    weight: int = field(compare=False)


def recognise(words: Sequence[str], *, corrects: bool = True) -> dict[str, Known]:
    """Say what each word is, in one query. A word unlike any other stays as it is typed; all do unless `corrects`."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "words": list(words),
                "sounds": [sound_of(word) for word in words],
                "beginning": SHORTEST_BEGINNING,
                "corrected": SHORTEST_CORRECTED if corrects else NEVER,
            },
        )
        rows = cursor.fetchall()
    return {row[0]: _known(*row) for row in rows}


def _known(  # noqa: PLR0913, PLR0917 - a row
    word: str,
    stems: list[str],
    is_said: bool,
    is_akin: bool,
    beginnings: list[str],
    begun: int,
    near: Any,
) -> Known:
    """A word that the corpus says stays; one akin to it, or that begins one, stays too, but may be another."""
    found = Known(
        word=word, meant=word, stems=tuple(stems), beginnings=tuple(beginnings), is_known=is_said or is_akin
    )
    candidates = [] if is_said or word.isdigit() else _candidates(word, near)
    if not candidates:
        return found
    if is_akin or beginnings:
        likely = max(candidates, key=lambda each: each.weight)
        return replace(found, maybe=likely.stem) if likely.weight > MORE_LIKELY * begun else found
    best = min(candidates, key=lambda each: _gap(word, each))
    return replace(found, meant=best.word, stems=(best.stem,), is_known=False)


def _candidates(word: str, near: Any) -> list[_Candidate]:
    """The words of the corpus that this one may misspell."""
    every = [_Candidate(*each) for each in (json.loads(near) if isinstance(near, str) else near)]
    return [each for each in every if _gap(word, each)[0] <= _tolerance(word)]


def _tolerance(word: str) -> float:
    """How many slips: one in a short word, two from eight letters, three from twelve; none of ear only in four."""
    if len(word) <= SHORTEST_CORRECTED:
        return 0.5
    return 1 + (len(word) >= 8) + (len(word) >= 12)


def _gap(word: str, candidate: _Candidate) -> tuple[float, int]:
    """Slips between the two; half of them when both sound the same; then the more frequent word first."""
    slips: float = slips_between(word, candidate.word)
    if candidate.sound == sound_of(word):
        slips /= 2
    elif candidate.word[0] != word[0]:
        slips += 0.5
    return slips, -candidate.weight


def slips_between(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with the next (Damerau and Levenshtein)."""
    before: list[int] = []
    current = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        older, before, current = before, current, [row]
        for column, another in enumerate(other, start=1):
            change = before[column - 1] + (letter != another)
            best = min(before[column] + 1, current[column - 1] + 1, change)
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                best = min(best, older[column - 2] + 1)
            current.append(best)
    return current[-1]
