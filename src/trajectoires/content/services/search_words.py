"""Write the words of the search: those of the files, and those that found nothing."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from trajectoires.content.models import LONGEST_SEARCH, Intention, Synonyms, UnansweredSearch
from trajectoires.content.selectors.search_words import unaccented
from trajectoires.content.services.vocabulary import refresh_vocabulary

MOST_UNANSWERED = 5000
KEPT_FOR = dt.timedelta(days=365)
SYNONYM_KEYS = {"repere": "key", "mots": "words", "un_seul_sens": "is_one_way"}
INTENTION_KEYS = {
    "repere": "key", "phrases": "phrases", "titre": "title", "adresse": "href", "phrase": "sentence",
}  # fmt: skip
# Whatever may say who somebody is: an e-mail, an address of the web, a long number however it is spaced.
_PERSONAL = re.compile(r"\S*@\S*|\b(?:https?|www)\b\S*|\+?\d(?:[\s.\-/]*\d){6,}")
_UNANSWERED = """
INSERT INTO content_unansweredsearch (words, count, last_on)
SELECT %(words)s, 1, %(today)s
WHERE (SELECT count(*) FROM content_unansweredsearch) < %(most)s
    OR EXISTS (SELECT 1 FROM content_unansweredsearch WHERE words = %(words)s)
ON CONFLICT (words) DO UPDATE
    SET count = content_unansweredsearch.count + 1, last_on = excluded.last_on
"""


@transaction.atomic
def load_search_words(*, folder: Path) -> list[str]:
    """Create the lines of `recherche/` that the site has never had; then they belong to editors.

    Return a sentence for each line that cannot be taken. The vocabulary is brought up to date too.
    """
    problems = [
        *_load(folder / "recherche" / "synonymes.yaml", Synonyms, SYNONYM_KEYS),
        *_load(folder / "recherche" / "intentions.yaml", Intention, INTENTION_KEYS),
    ]
    refresh_vocabulary()
    return problems


def _load(path: Path, model: type[models.Model], keys: dict[str, str]) -> list[str]:
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    known = set(model._default_manager.values_list("key", flat=True))
    problems = []
    for row in rows:
        record = model(**{keys[name]: value for name, value in row.items()})
        if record.key in known:
            continue
        try:
            record.full_clean()
            record.save()
        except ValidationError as error:
            problems.append(f"recherche/{path.name}, « {row['repere']} » : {' '.join(error.messages)}")
    return problems


def record_unanswered(*, typed: str, now: dt.datetime) -> None:
    """Count a search that found nothing, without anything that may name a person. One query, or none."""
    kept = " ".join(unaccented(_PERSONAL.sub(" ", typed)).split())[:LONGEST_SEARCH].strip()
    if len(kept) < 2:
        return
    values = {"words": kept, "today": now.date(), "most": MOST_UNANSWERED}
    with connection.cursor() as cursor:
        cursor.execute(_UNANSWERED, values)


def forget_unanswered(*, now: dt.datetime) -> int:
    """Erase what nobody has looked for again in a year; return how many."""
    return UnansweredSearch.objects.filter(last_on__lt=now.date() - KEPT_FOR).delete()[0]
