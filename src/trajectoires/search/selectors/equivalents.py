"""What editors and the glossary say of these words: synonyms, acronyms, intentions, nearest terms."""

import json
from dataclasses import dataclass

from django.db import connection

from trajectoires.search.selectors.words import STEM_OF_ALL

# `typed` is read with the words that are alike, so that an intention written with one is found with the other.
_SQL = """
WITH typed AS (SELECT to_tsvector('fr', %(text)s) AS said),
alike AS (
    SELECT words, is_one_way FROM content_synonyms
    UNION ALL
    SELECT array_prepend(term, variants)::varchar[], FALSE FROM glossary_term
    WHERE live AND variants <> '{}'
),
matched AS (
    SELECT tsvector_to_array(to_tsvector('fr', words[place])) AS stems, words, place
    FROM alike, typed, generate_subscripts(words, 1) AS place
    WHERE (place = 1 OR NOT is_one_way) AND numnode(plainto_tsquery('fr', words[place])) > 0
        AND said @@ plainto_tsquery('fr', words[place])
),
wide AS (
    SELECT typed.said || coalesce(
        (SELECT to_tsvector('fr', string_agg(array_to_string(words, ' '), ' ')) FROM matched), ''::tsvector
    ) AS said FROM typed
),
phrases AS (
    SELECT i.id, i.title, i.href, i.sentence, stems
    FROM content_intention i, wide, unnest(i.phrases) AS phrase, LATERAL (
        SELECT array_remove(tsvector_to_array(to_tsvector('fr', replace(phrase, '-', ' '))), %(of_all)s) AS stems
    ) AS told
    WHERE cardinality(stems) > 0 AND stems <@ tsvector_to_array(wide.said)
        AND NOT EXISTS (SELECT 1 FROM wagtailcore_page p
                        WHERE NOT p.live AND regexp_replace(p.url_path, '^/[^/]*', '') = i.href)
),
meant AS (
    SELECT title, href, sentence, cardinality(stems) AS told, (
            SELECT json_agg(DISTINCT regexp_replace(other.url_path, '^/[^/]*', ''))::text
            FROM wagtailcore_page p JOIN content_relation r ON p.id IN (r.source_id, r.target_id)
            JOIN wagtailcore_page other ON other.id IN (r.source_id, r.target_id) AND other.id <> p.id
            WHERE regexp_replace(p.url_path, '^/[^/]*', '') = href
        ) AS beside,
        (SELECT count(*) FROM unnest(stems) AS stem WHERE stem = ANY (tsvector_to_array(typed.said))) AS literally
    FROM phrases, typed
    ORDER BY literally DESC, told, id
),
nearest AS (
    SELECT term, slug FROM (
        SELECT term, slug, word_similarity(unaccent(lower(%(text)s)), unaccent(lower(term))) AS likeness
        FROM glossary_term WHERE live
    ) AS terms WHERE likeness >= %(least)s ORDER BY likeness DESC, term LIMIT 5
)
SELECT 'alike', array_to_json(stems)::text, (
    SELECT array_to_json(array_agg(DISTINCT phraseto_tsquery('fr', other)::text))::text
    FROM unnest(words) WITH ORDINALITY AS o(other, rank)
    WHERE rank <> place AND numnode(phraseto_tsquery('fr', other)) > 0
), '', '', '' FROM matched
UNION ALL SELECT 'meant', title, href, sentence, told || ' ' || literally, coalesce(beside, '[]') FROM meant
UNION ALL SELECT 'near', term, slug, '', '', '' FROM nearest
"""
LEAST_TOLD = 0.4  # of what was typed: two words say little of a long sentence
LEAST_LITERAL = 0.5  # of the phrase: the rest may be said otherwise
LEAST_LIKENESS = 0.3  # of the letters, three by three: below, a term is only the first of the alphabet


@dataclass(frozen=True)
class Alike:
    """When all of `stems` are typed, each of `queries` says the same thing."""

    stems: frozenset[str]
    queries: tuple[str, ...]


@dataclass(frozen=True)
class Meant:
    """What the reader seems to want, the page that answers, and the addresses of the pages linked to it."""

    title: str
    href: str
    sentence: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Near:
    """A term of the glossary, for whoever found nothing."""

    term: str
    slug: str


@dataclass(frozen=True)
class Equivalents:
    alike: tuple[Alike, ...]
    meant: Meant | None
    nearest: tuple[Near, ...]


def equivalents_of(text: str, *, telling: int) -> Equivalents:
    """Read all that is known of a text whose words are right, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"text": text, "least": LEAST_LIKENESS, "of_all": STEM_OF_ALL})
        rows = cursor.fetchall()
    alike = [
        Alike(frozenset(json.loads(row[1])), tuple(json.loads(row[2])))
        for row in rows
        if row[0] == "alike" and row[2]
    ]
    meant = [
        Meant(*row[1:4], tuple(json.loads(row[5])))
        for row in rows
        if row[0] == "meant" and _is_meant(row[4], telling)
    ]
    nearest = [Near(row[1], row[2]) for row in rows if row[0] == "near"]
    return Equivalents(_longest(alike), next(iter(meant), None), tuple(nearest))


def _longest(alike: list[Alike]) -> tuple[Alike, ...]:
    """« Conseil d’administration » leaves nothing to « conseil »."""
    return tuple(each for each in alike if not any(each.stems < other.stems for other in alike))


def _is_meant(counts: str, telling: int) -> bool:
    """Whether the phrase says enough of what was typed. A phrase of one word is meant when it is all that is typed."""
    told, literally = map(int, counts.split())
    if told == 1:
        return telling == literally == 1
    return literally >= LEAST_LITERAL * told and told >= LEAST_TOLD * telling and literally > 1
