"""Every page that the files of content/ make: shown, previewed, found, and light on the database."""

import pytest
from django.test import Client
from wagtail.search.backends import get_search_backend

from trajectoires.content.models import BasePage, ModelPage
from trajectoires.content.services import export_page
from trajectoires.glossary.models import Term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def test_the_sheet_of_a_model_costs_thirteen_queries_when_nothing_is_kept(
    reader, django_assert_max_num_queries
):
    """Six of Wagtail, then terms, links, relations, what is around, who signs, the comparison, a shared figure."""
    models = ModelPage.objects.live()
    assert len(models) == 7
    for model in models:
        reader.get(model.address)
        with django_assert_max_num_queries(13):
            reader.get(model.address)


def test_each_type_of_page_has_its_preview():
    pages = {page.genre: page for page in BasePage.objects.live().specific()}
    answers = {
        genre: page.make_preview_request(preview_mode=page.default_preview_mode).status_code
        for genre, page in pages.items()
    }
    assert len(answers) > 7
    assert set(answers.values()) == {200}


def test_every_page_can_leave_as_a_file():
    assert all(export_page(page).startswith("---\ngenre: ") for page in BasePage.objects.live().specific())


def test_accents_plurals_and_endings_do_not_matter_to_a_search():
    terms = Term.objects.filter(live=True)
    backend = get_search_backend()
    for query in ("tresorerie", "trésoreries", "TRÉSORERIE"):
        assert "Trésorerie" in [term.term for term in backend.search(query, terms)]
    assert "Trésorerie" in [term.term for term in backend.autocomplete("treso", terms)]
