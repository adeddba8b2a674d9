"""The passage of each text that says the words, with the words marked."""

import re
from collections.abc import Sequence

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from trajectoires.search.selectors.concepts import Concept

# Two signs that no text of ours holds: they become <mark> once everything else is escaped.
_START, _END = "\ue000", "\ue001"
_OPTIONS = (
    f'StartSel={_START}, StopSel={_END}, MaxFragments=2, MaxWords=26, MinWords=12, FragmentDelimiter=" … "'
)
_SQL = """
SELECT place, shown, ts_headline('fr', shown, %(wanted)s::tsquery, %(options)s)
FROM (
    SELECT e.id AS place, translate(CASE WHEN g.id IS NULL THEN told
        ELSE substr(told, greatest(1, position(g.definition IN told))) END, %(marks)s, '') AS shown
    FROM wagtailsearch_indexentry e JOIN django_content_type t ON t.id = e.content_type_id
    LEFT JOIN glossary_term g ON (t.app_label, t.model) = ('glossary', 'term') AND g.id::text = e.object_id
    LEFT JOIN (content_basepage b JOIN wagtailcore_page p ON p.id = b.page_ptr_id)
        ON p.id::text = e.object_id AND p.content_type_id = e.content_type_id,
    LATERAL (SELECT coalesce(array_to_string(coalesce(b.searched_as, g.searched_as), ', '), '') AS expected) AS unseen,
    LATERAL (SELECT replace(e.body_text, expected, '') AS told) AS seen  -- an empty text replaces nothing
    WHERE e.id = ANY (%(places)s)
    UNION ALL
    SELECT * FROM unnest(%(fixed)s::bigint[], %(sentences)s::text[])
) AS texts
"""
_AFTER_A_STOP = re.compile(r"(?<=[.!?:…»]), ")


def passages_of(
    places: Sequence[int], sentences: dict[int, str], concepts: Sequence[Concept]
) -> dict[int, SafeString]:
    """In one query. `sentences` are those of the places that are not in the index."""
    wanted = " | ".join(f"({each.query})" for concept in concepts for each in concept.alternatives)
    fixed = [place for place in places if place in sentences]
    values = {
        "wanted": wanted,
        "options": _OPTIONS,
        "marks": _START + _END,
        "places": [place for place in places if place not in sentences],
        "fixed": fixed,
        "sentences": [sentences[place] for place in fixed],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return {place: marked(_whole(shown, passage)) for place, shown, passage in cursor.fetchall()}


def marked(passage: str) -> SafeString:
    """Escape first, then mark: nothing that a text holds can become HTML."""
    html = escape(_AFTER_A_STOP.sub(" ", passage))
    return mark_safe(html.replace(_START, "<mark>").replace(_END, "</mark>"))  # noqa: S308 - escaped just above


def _whole(shown: str, passage: str) -> str:
    """Say where a passage is cut."""
    plain = passage.replace(_START, "").replace(_END, "")
    before = "" if shown.startswith(plain[:20]) else "… "
    after = "" if shown.endswith(plain[-20:]) else " …"
    return f"{before}{passage}{after}"
