"""Every published text that says one of the words at least, with how well it says each."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse

from trajectoires.content.models.base import address_of
from trajectoires.search.selectors.actions import fixed_documents
from trajectoires.search.selectors.concepts import Concept
from trajectoires.search.selectors.words import STEM_OF_ALL

MOST = 1000
_STEM = re.compile(r"('(?:[^']|'')*')(?::(\*))?")  # quoted, and perhaps only begun
# Weights of D, C, B, A: the text, the lede or definition, other spellings, the title.
_WEIGHTS = "{0.1, 0.4, 0.8, 1.0}"
# A « place » is where the passage will be read: a row of the index, or the rank of a fixed document.
_SQL = """
WITH anything AS (SELECT %(anything)s::tsquery AS wanted),
documents AS MATERIALIZED (
    SELECT e.id AS place, t.app_label || '.' || t.model AS kind,
        coalesce(p.title, g.term) AS title, coalesce(g.variants, '{}') AS variants,
        coalesce(p.url_path, g.slug) AS path, coalesce(b.lede, g.definition) AS summary,
        coalesce(b.updated_on, g.updated_on) AS updated_on,
        coalesce(b.searched_as, g.searched_as) AS searched_as,
        CASE WHEN g.id IS NULL THEN setweight(e.title, 'A') ELSE ''::tsvector END || e.body AS said
    FROM wagtailsearch_indexentry e
    JOIN django_content_type t ON t.id = e.content_type_id
    LEFT JOIN glossary_term g ON (t.app_label, t.model) = ('glossary', 'term') AND g.id::text = e.object_id
    LEFT JOIN (content_basepage b JOIN wagtailcore_page p ON p.id = b.page_ptr_id)
        ON p.id::text = e.object_id AND p.content_type_id = e.content_type_id
    CROSS JOIN anything
    WHERE (e.title @@ wanted OR e.body @@ wanted)
        AND (g.live OR p.live AND NOT EXISTS (
            SELECT 1 FROM wagtailcore_pageviewrestriction r JOIN wagtailcore_page above ON above.id = r.page_id
            WHERE p.path LIKE above.path || '%%'))
    UNION ALL
    SELECT -f.place, f.genre, f.title, '{}', f.href, f.sentence, NULL, '{}',
        setweight(to_tsvector('fr', f.title), 'A') || setweight(to_tsvector('fr', f.sentence), 'C')
            || setweight(to_tsvector('fr', f.words), 'D')
    FROM unnest(%(genres)s::text[], %(titles)s::text[], %(hrefs)s::text[], %(sentences)s::text[], %(others)s::text[])
        WITH ORDINALITY AS f(genre, title, href, sentence, words, place)
)
SELECT place, kind, title, variants, path, summary, updated_on, length(said),
    length(ts_filter(said, '{a}')), strength, named, expressions
FROM documents CROSS JOIN anything,
    LATERAL (SELECT array_agg(CASE WHEN said @@ q THEN ts_rank_cd(%(weights)s, said, q) ELSE 0 END ORDER BY n),
                    array_agg(said @@ a ORDER BY n)
        FROM unnest(%(queries)s::tsquery[], %(titled)s::tsquery[]) WITH ORDINALITY AS u(q, a, n)
    ) AS ranks(strength, named),
    LATERAL (SELECT coalesce(json_agg(stems), '[]') AS expressions
        FROM unnest(searched_as) AS expression, LATERAL (
            SELECT array_remove(tsvector_to_array(to_tsvector('fr', replace(expression, '-', ' '))), %(of_all)s)
                AS stems
        ) AS each_one WHERE stems && %(own)s::text[]
    ) AS typed_by_others
WHERE said @@ wanted
ORDER BY ts_rank_cd(%(weights)s, said, wanted) DESC, place
LIMIT %(most)s
"""


@dataclass(frozen=True)
class Candidate:
    """`strength` and `named` have one value for each alternative of each concept, in their order.

    `strength` grows with each time that the text says it, more in a title; `named` tells that a title does.
    `expressions` are those of the editors' « on cherche aussi » that share a word with the query, in stems.
    """

    place: int
    kind: str
    title: str
    variants: list[str]
    path: str
    summary: str
    updated_on: dt.date | None
    length: int
    title_length: int
    strength: list[float]
    named: list[bool]
    expressions: list[list[str]]

    @property
    def address(self) -> str:
        if self.kind == "glossary.term":
            return reverse("glossary:term", args=[self.path])
        return address_of(self.path) if "." in self.kind else self.path


def candidates_for(concepts: Sequence[Concept]) -> list[Candidate]:
    """In one query, at most a thousand: those that say most."""
    queries = [alternative.query for concept in concepts for alternative in concept.alternatives]
    fixed = fixed_documents()
    values = {
        "anything": " | ".join(f"({query})" for query in queries),
        "queries": queries,
        "titled": [_in_title(query) for query in queries],
        "weights": _WEIGHTS,
        "genres": [each.genre for each in fixed],
        "titles": [each.title for each in fixed],
        "hrefs": [each.href for each in fixed],
        "sentences": [each.sentence for each in fixed],
        "others": [each.words for each in fixed],
        "own": sorted(stem for concept in concepts for stem in concept.own),
        "of_all": STEM_OF_ALL,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return [Candidate(*row) for row in cursor.fetchall()]


def _in_title(query: str) -> str:
    """The same query, for titles and other spellings only: each stem is followed by the weights it may have."""
    return _STEM.sub(lambda found: f"{found[1]}:{found[2] or ''}AB", query)
