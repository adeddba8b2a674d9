"""Terms made as an editor makes them."""

import pytest

from trajectoires.glossary.models import Term
from trajectoires.glossary.services import publish_term


@pytest.fixture
def publish(db):
    def publish(slug: str, term: str, **values: object) -> Term:
        return publish_term(
            slug=slug, values={"term": term, "definition": f"Définition de {slug}.", **values}
        )

    return publish
