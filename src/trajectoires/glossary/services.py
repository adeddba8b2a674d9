"""Write terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from trajectoires.glossary.models import Term, TermUse


@transaction.atomic
def publish_term(*, slug: str, values: Mapping[str, Any]) -> Term:
    """Create or change the term at this slug, and publish it. Raise ValidationError if it is wrong."""
    term = Term.objects.filter(slug=slug).first() or Term(slug=slug, live=False)
    for name, value in values.items():
        setattr(term, name, value)
    term.full_clean()
    term.save()
    term.save_revision().publish()
    return Term.objects.get(pk=term.pk)


@dataclass(frozen=True)
class Use:
    """A page, and the terms that it says, by their slugs."""

    kind: str
    title: str
    address: str
    slugs: frozenset[str]


@transaction.atomic
def record_uses(*, uses: Iterable[Use]) -> bool:
    """Replace everything that is known of where terms are used; return whether anything changed."""
    keys = dict(Term.objects.values_list("slug", "pk"))
    wanted = {
        (keys[slug], use.kind, use.title, use.address) for use in uses for slug in use.slugs if slug in keys
    }
    known = set(TermUse.objects.values_list("term_id", "kind", "title", "address"))
    if wanted == known:
        return False
    TermUse.objects.all().delete()
    TermUse.objects.bulk_create(
        TermUse(term_id=term, kind=kind, title=title, address=address)
        for term, kind, title, address in sorted(wanted)
    )
    return True
