"""Keep the words of the corpus, with which a word typed wrong is compared."""

from django.db import connection, transaction

from trajectoires.content.models import VocabularyWord
from trajectoires.content.selectors.search_words import sound_of

# What is published, and the words of editors for the search: those are known too, and so never « corrected ».
_SAID = """
CREATE TEMPORARY TABLE said ON COMMIT DROP AS
WITH texts AS (
    SELECT to_tsvector('fr_auto', e.title_text || ' ' || e.body_text) AS said
    FROM wagtailsearch_indexentry e
    JOIN django_content_type t ON t.id = e.content_type_id
    LEFT JOIN glossary_term g ON (t.app_label, t.model) = ('glossary', 'term') AND g.id::text = e.object_id
    LEFT JOIN (content_basepage b JOIN wagtailcore_page p ON p.id = b.page_ptr_id)
        ON (t.app_label, t.model) <> ('glossary', 'term') AND p.id::text = e.object_id
        AND p.content_type_id = e.content_type_id
    WHERE g.live OR p.live AND NOT EXISTS (
        SELECT 1 FROM wagtailcore_pageviewrestriction r JOIN wagtailcore_page above ON above.id = r.page_id
        WHERE p.path LIKE above.path || '%'
    )
    UNION ALL SELECT to_tsvector('fr_auto', array_to_string(words, ' ')) FROM content_synonyms
    UNION ALL SELECT to_tsvector('fr_auto', array_to_string(phrases, ' ')) FROM content_intention
)
SELECT word, count(*) AS weight
FROM texts, LATERAL unnest(tsvector_to_array(said)) AS word
WHERE word ~ '^[a-z]{2,60}$'
GROUP BY word
"""
_STEMS = "SELECT word, tsvector_to_array(to_tsvector('fr', word)) FROM unnest(%s::text[]) AS word"
_FORGET = "DELETE FROM content_vocabularyword v WHERE NOT EXISTS (SELECT 1 FROM said s WHERE s.word = v.word)"
_WEIGH = """
UPDATE content_vocabularyword v SET weight = s.weight FROM said s WHERE s.word = v.word AND s.weight <> v.weight
"""
_NEW = """
SELECT word, weight FROM said s WHERE NOT EXISTS (SELECT 1 FROM content_vocabularyword v WHERE v.word = s.word)
"""


@transaction.atomic
def refresh_vocabulary() -> int:
    """Bring the vocabulary to what is published now; return how many words are new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('content_vocabulary'))")
        cursor.execute("DROP TABLE IF EXISTS said")
        for statement in (_SAID, _FORGET, _WEIGH, _NEW):
            cursor.execute(statement)
        weights = dict(cursor.fetchall())
        cursor.execute(_STEMS, [list(weights)])
        stems = dict(cursor.fetchall())
    VocabularyWord.objects.bulk_create(
        [
            VocabularyWord(word=word, stem=(stems[word] or [word])[0], sound=sound_of(word), weight=weight)
            for word, weight in weights.items()
        ],
        batch_size=2000,
    )
    return len(weights)
