"""Words looked for in the titles and ledes of one kind of page."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import QuerySet

_WORD = re.compile(r"\w+")
LONGEST = 200


def ranks_of(pages: "QuerySet[Any]", words: str, *, also: str) -> dict[int, float]:
    """Return the pages that have every word, or its beginning, in their title, their lede or `also`, with a rank."""
    query = _query(words)
    if query is None:
        return {}
    vector = (
        SearchVector("title", weight="A", config="fr")
        + SearchVector("lede", weight="B", config="fr")
        + SearchVector(also, weight="C", config="fr")
    )
    found = pages.annotate(words=vector, rank=SearchRank(vector, query)).filter(words=query)
    return dict(found.values_list("pk", "rank"))


def _query(words: str) -> SearchQuery | None:
    """One letter is an elision (« l’association ») unless it is all there is."""
    found = _WORD.findall(words[:LONGEST].casefold())
    kept = [word for word in found if len(word) > 1 or word.isdigit()] or found
    raw = " & ".join(f"{word}:*" for word in kept)
    return SearchQuery(raw, config="fr", search_type="raw") if raw else None
