"""What the page of a term shows."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from trajectoires.glossary.models import Term
from trajectoires.glossary.selectors import matcher, neighbours, uses_of

HOME_CRUMBS = (("Comprendre", "/comprendre/"), ("Glossaire", "/glossaire/"))


@dataclass(frozen=True)
class Article:
    body: SafeString
    crumbs: list[tuple[str, str | None]]
    sources: list[dict[str, object]]
    neighbours: list[Term]
    uses: list[dict[str, object]]  # columns of the component `relations`
    schema: dict[str, object]


def present_term(term: Term) -> Article:
    """Return the article, other terms defined in place, this one's own name left alone."""
    return Article(
        body=matcher().mark(expand_db_html(term.body), {term.slug}),
        crumbs=[*HOME_CRUMBS, (term.term, None)],
        sources=[present_source(block.value) for block in term.sources],
        neighbours=neighbours(term),
        uses=_columns(term),
        schema=_schema(term),
    )


def _columns(term: Term) -> list[dict[str, object]]:
    """The pages that say the term, by their kind."""
    return [
        {"title": kind, "items": [{"label": use.title, "href": use.address} for use in uses]}
        for kind, uses in groupby(uses_of(term), key=lambda use: use.kind)
    ]


def _schema(term: Term) -> dict[str, object]:
    """The term in the vocabulary of schema.org."""
    site = settings.SITE_URL
    return {
        "@type": "DefinedTerm",
        "name": term.term,
        "alternateName": list(term.variants),
        "description": term.definition,
        "url": f"{site}{term.get_absolute_url()}",
        "inDefinedTermSet": f"{site}{reverse('glossary:index')}",
    }


def present_source(value: dict[str, object]) -> dict[str, object]:
    return {"label": value["reference"], "href": value["url"], "consulted_on": value["consulted_on"]}
