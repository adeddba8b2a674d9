"""Where the words of the glossary serve, read from both ends."""

import pytest
from django.test import Client

from trajectoires.content.models import SiteVersion
from trajectoires.content.services import raise_site_version, record_term_uses
from trajectoires.glossary.models import Term, TermUse

from .conftest import edit

pytestmark = pytest.mark.django_db
SHEET = "/comprendre/essai/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def words_used(corpus):
    corpus.write_term("tresorerie", term="Trésorerie")
    corpus.write_term("subvention", term="Subvention", more="variantes:\n- aide publique\n")
    corpus.write(
        "pages/comprendre/essai.md",
        genre="fiche",
        title="Un essai",
        body="La trésorerie, sans aide  publique.",
    )
    corpus.write_model(4, slug="alpha", body="Une trésorerie, [puis](/comprendre/essai/) rien.")
    assert corpus.load().problems == []
    return corpus


def uses() -> set[tuple[str, str, str]]:
    return set(TermUse.objects.values_list("term__slug", "kind", "address"))


def test_a_page_ends_with_its_words(words_used, reader):
    html = reader.get(SHEET).content.decode()
    listed = html[html.index('id="mots"') :].split("</section>")[0]
    assert '<a href="/glossaire/subvention/">Subvention</a>' in listed
    assert listed.index("Subvention") < listed.index("Trésorerie")


def test_a_page_that_says_no_term_has_no_list(words_used, reader):
    assert 'id="mots"' not in reader.get("/comprendre/modeles/").content.decode()


def test_a_term_names_the_pages_that_say_it_by_kind(words_used, reader, words):
    assert record_term_uses() is True
    assert uses() == {
        ("tresorerie", "Fiches", SHEET),
        ("tresorerie", "Modèles", "/comprendre/modeles/alpha/"),
        ("subvention", "Fiches", SHEET),
    }
    html = reader.get("/glossaire/tresorerie/").content.decode()
    assert "Où ce mot sert Fiches Un essai Modèles Alpha" in words(html)
    assert f'<a href="{SHEET}">Un essai</a>' in html


def test_nothing_is_looked_at_again_until_something_is_published(words_used, page_at):
    record_term_uses()
    before = SiteVersion.objects.get()
    assert record_term_uses() is False
    edit(page_at(SHEET), lede="Autre chose.")
    assert record_term_uses() is True
    assert SiteVersion.objects.get().number > before.number
    assert record_term_uses() is False, "recording what did not change is not a publication"


def test_the_pages_of_terms_are_made_again_only_when_the_uses_change(words_used):
    record_term_uses()
    raise_site_version()
    number = SiteVersion.objects.get().number
    record_term_uses()
    assert SiteVersion.objects.get().number == number


def test_what_goes_offline_is_forgotten(words_used, page_at):
    record_term_uses()
    page_at(SHEET).unpublish()
    Term.objects.get(slug="subvention").unpublish()
    record_term_uses()
    assert uses() == {("tresorerie", "Modèles", "/comprendre/modeles/alpha/")}


def test_the_page_of_a_term_asks_one_query_for_its_uses(words_used, reader, django_assert_max_num_queries):
    record_term_uses()
    reader.get("/glossaire/tresorerie/")
    with django_assert_max_num_queries(4):  # the term, the matcher, the terms it links to, its uses
        reader.get("/glossaire/tresorerie/")
