"""The editors' space: one module a subject, each registers itself."""

from trajectoires.content.wagtail_hooks import (
    archive,
    files,
    links,
    proposals,
    reading,
    records,
    reports,
    search_words,
    votes,
)

__all__ = ["archive", "files", "links", "proposals", "reading", "records", "reports", "search_words", "votes"]
