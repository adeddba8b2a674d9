"""Find published pages and terms."""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend

from trajectoires.content.models import BasePage
from trajectoires.glossary.models import Term

MOST = 30


@dataclass(frozen=True)
class Result:
    kind: str
    title: str
    href: str
    summary: str


def find(query: str) -> list[Result]:
    """At most sixty results, terms first; whole words, else the beginning of words. Empty for a blank query."""
    wanted = " ".join(query.split())[:200]
    if not wanted:
        return []
    return [*_terms(wanted), *_pages(wanted)]


def _search(queryset: "QuerySet[BasePage] | QuerySet[Term]", wanted: str) -> list[BasePage | Term]:
    backend = get_search_backend()
    found = list(backend.search(wanted, queryset, operator="and")[:MOST])
    return found or list(backend.autocomplete(wanted, queryset, operator="and")[:MOST])


def _terms(wanted: str) -> list[Result]:
    terms = _search(Term.objects.filter(live=True), wanted)
    return [Result("Glossaire", term.term, term.get_absolute_url(), term.definition) for term in terms]


def _pages(wanted: str) -> list[Result]:
    pages = _search(BasePage.objects.live().public().specific(), wanted)
    return [
        Result(str(page._meta.verbose_name).capitalize(), page.title, page.url, page.lede) for page in pages
    ]
