from trajectoires.content.selectors.pages import (
    RelatedPage,
    Threshold,
    addresses,
    addresses_of,
    children_of,
    lists_of,
    models,
    related_pages,
    threshold,
)
from trajectoires.content.selectors.search_words import sound_of, unaccented, unanswered_searches
from trajectoires.content.selectors.site_version import site_version

__all__ = [
    "RelatedPage",
    "Threshold",
    "addresses",
    "addresses_of",
    "children_of",
    "lists_of",
    "models",
    "related_pages",
    "site_version",
    "sound_of",
    "threshold",
    "unaccented",
    "unanswered_searches",
]
