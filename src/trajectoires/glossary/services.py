"""Write terms."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from trajectoires.glossary.models import Term


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


def unpublish_term(*, term: Term) -> None:
    """Withdraw the term from the site; it stays in the editors' space."""
    if term.live:
        term.unpublish()
