"""A link is written on one side and read on both."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from trajectoires.content.enums import RelationKind
from trajectoires.content.models import Relation
from trajectoires.content.selectors import RelatedPage, related_pages

pytestmark = pytest.mark.django_db
LEVER = "pages/comprendre/humaines.md"


@pytest.fixture
def linked(corpus):
    """A lever linked to a model, and the model to its neighbour."""
    sources = "sources:\n- reference: Une source\n"
    relations = "relations:\n  modele:\n  - /comprendre/modeles/alpha/\n"
    corpus.write(
        LEVER, genre="levier", title="Richesses humaines", more=f"{sources}{relations}levier: humaines\n"
    )
    corpus.write_model(1, slug="alpha", more="relations:\n  voisin:\n  - /comprendre/modeles/omega/\n")
    corpus.write_model(2, slug="omega")
    corpus.load()
    return corpus


def test_from_its_own_side_a_link_has_its_kind(linked, page_at):
    assert related_pages(page_at("/comprendre/humaines/")) == [
        RelatedPage(RelationKind.MODELE, "Alpha", "/comprendre/modeles/alpha/")
    ]


def test_from_the_other_side_a_page_is_what_it_is_and_a_neighbour_stays_one(linked, page_at):
    assert set(related_pages(page_at("/comprendre/modeles/alpha/"))) == {
        RelatedPage(RelationKind.LEVIER, "Richesses humaines", "/comprendre/humaines/"),
        RelatedPage(RelationKind.VOISIN, "Omega", "/comprendre/modeles/omega/"),
    }
    assert related_pages(page_at("/comprendre/modeles/omega/")) == [
        RelatedPage(RelationKind.VOISIN, "Alpha", "/comprendre/modeles/alpha/")
    ]


def test_both_sides_are_read_in_one_query(linked, page_at, django_assert_num_queries):
    page = page_at("/comprendre/modeles/alpha/")
    related_pages(page)  # content types are read once in the life of a process
    with django_assert_num_queries(1):
        related_pages(page)


def test_an_unpublished_page_is_linked_to_nobody(linked, page_at):
    page_at("/comprendre/humaines/").unpublish()
    kinds = {other.kind for other in related_pages(page_at("/comprendre/modeles/alpha/"))}
    assert kinds == {RelationKind.VOISIN}


def test_loading_the_links_again_keeps_them(linked, page_at):
    linked.write_model(
        1, slug="alpha", more="relations:\n  voisin:\n  - /comprendre/modeles/omega/\n", body="Un texte."
    )
    linked.load()
    assert len(related_pages(page_at("/comprendre/modeles/alpha/"))) == 2
    linked.write_model(1, slug="alpha", body="Un texte.")
    linked.load()
    assert len(related_pages(page_at("/comprendre/modeles/alpha/"))) == 1


@pytest.mark.parametrize("kind", ["voisin", "ami"])
def test_the_database_refuses_a_link_twice_or_of_an_unknown_kind(linked, page_at, kind):
    source, target = page_at("/comprendre/modeles/alpha/"), page_at("/comprendre/modeles/omega/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(source=source, target=target, kind=kind)


def test_a_page_is_not_linked_to_itself(linked, page_at):
    page = page_at("/comprendre/modeles/alpha/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(source=page, target=page, kind="voisin")
    with pytest.raises(ValidationError, match="ne se lie pas à elle-même"):
        Relation(source=page, target=page, kind="voisin").full_clean()
