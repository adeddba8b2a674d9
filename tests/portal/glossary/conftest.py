"""Terms made as an editor makes them."""

import pytest
from django.template import engines

from trajectoires.glossary.models import Term
from trajectoires.glossary.services import publish_term


@pytest.fixture
def publish(db):
    def publish(slug: str, term: str, **values: object) -> Term:
        return publish_term(
            slug=slug, values={"term": term, "definition": f"Définition de {slug}.", **values}
        )

    return publish


@pytest.fixture
def _wagtail_templates() -> None:
    """Wagtail's own forms name variables that do not exist: they are not ours to forbid."""
    for engine in engines.all():
        engine.engine.string_if_invalid = ""
