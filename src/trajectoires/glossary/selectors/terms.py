"""Read published terms."""

import unicodedata
from dataclasses import dataclass, field

from django.http import Http404

from trajectoires.glossary.models import Term, TermUse


@dataclass(frozen=True)
class Letter:
    """The terms under one letter, accents apart."""

    letter: str
    terms: list[Term] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"lettre-{self.letter.lower()}"


def letters() -> list[Letter]:
    """Return the published terms by first letter, in the order of a French dictionary."""
    terms = Term.objects.filter(live=True).only("slug", "term", "definition")
    found: dict[str, Letter] = {}
    for term in sorted(terms, key=lambda term: _sorting_key(term.term)):
        letter = _sorting_key(term.term)[:1].upper()
        found.setdefault(letter, Letter(letter)).terms.append(term)
    return list(found.values())


def _sorting_key(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def live_term(slug: str) -> Term:
    """Return the published term at this slug, or raise 404."""
    term = Term.objects.filter(live=True, slug=slug).first()
    if term is None:
        raise Http404("Aucun terme à cette adresse.")
    return term


def neighbours(term: Term) -> list[Term]:
    """Return the published terms that this one's article links to."""
    slugs = [part.partition("/")[0] for part in term.body.split('href="/glossaire/')[1:]]
    found = Term.objects.filter(live=True, slug__in=slugs).exclude(pk=term.pk).only("slug", "term")
    return sorted(found, key=lambda other: _sorting_key(other.term))


def uses_of(term: Term) -> list[TermUse]:
    """Return the pages that say the term, by kind then by title; none for a term that is not kept yet."""
    return list(TermUse.objects.filter(term=term)) if term.pk else []
