"""What the page of a term shows."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from trajectoires.glossary.models import Term
from trajectoires.glossary.selectors import matcher, neighbours

HOME_CRUMBS = (("Comprendre", "/comprendre/"), ("Glossaire", "/glossaire/"))


@dataclass(frozen=True)
class Article:
    body: SafeString
    crumbs: list[tuple[str, str | None]]
    sources: list[dict[str, object]]
    neighbours: list[Term]


def present_term(term: Term) -> Article:
    """Return the article, other terms defined in place, this one's own name left alone."""
    return Article(
        body=matcher().mark(expand_db_html(term.body), {term.slug}),
        crumbs=[*HOME_CRUMBS, (term.term, None)],
        sources=[present_source(block.value) for block in term.sources],
        neighbours=neighbours(term),
    )


def present_source(value: dict[str, object]) -> dict[str, object]:
    return {"label": value["reference"], "href": value["url"], "date": value["consulted_on"]}
