"""Two readings of a sheet, and what stands around every page."""

import pytest
from django.core.cache import caches
from django.test import Client

from trajectoires.content.models import Person
from trajectoires.content.selectors.around import surroundings_of

from .conftest import SOURCES, edit

pytestmark = pytest.mark.django_db
SHEET = "/comprendre/essai/"
BODY = "::: en-bref\n1. Une ligne à lire.\n:::\n\n## Le fond\n\n" + "Un mot de plus. " * 150


@pytest.fixture
def reader(settings) -> Client:
    settings.SITE_URL = "https://exemple.org"
    return Client(headers={"host": "localhost"})


@pytest.fixture
def sheet(corpus, page_at):
    corpus.write("pages/comprendre/essai.md", genre="fiche", title="Un essai", more=SOURCES, body=BODY)
    assert corpus.load().problems == []
    return page_at(SHEET)


def read(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_sheet_with_a_brief_offers_two_readings(sheet, reader):
    html = read(reader, SHEET)
    assert f'<a href="{SHEET}?lecture=bref#bref">En bref <span class="note">1&nbsp;minute</span></a>' in html
    assert f'<a href="{SHEET}#le-fond" aria-current="page">Pour aller au fond' in html
    assert "Une ligne à lire." in html
    assert "Le fond</h2>" in html


def test_the_brief_alone_keeps_its_sources_and_shows_the_way_to_the_rest(sheet, reader):
    html = read(reader, f"{SHEET}?lecture=bref")
    assert "Une ligne à lire." in html
    assert "Une enquête, 2020" in html
    assert "Le fond</h2>" not in html
    assert "Sur cette page" not in html
    assert f'<a class="button" href="{SHEET}#le-fond">Lire la suite, 3 minutes</a>' in html
    assert '<link rel="canonical" href="https://exemple.org/comprendre/essai/">' in html
    assert html.count('aria-current="page">En bref') == 1


@pytest.mark.parametrize("query", ["?lecture=tout", "?lecture=", "?lecture=bref%00"])
def test_another_reading_is_the_whole_page(sheet, reader, query):
    assert "Le fond</h2>" in read(reader, SHEET + query)


def test_a_page_without_a_brief_is_read_whole(corpus, reader):
    corpus.write("pages/comprendre/essai.md", genre="fiche", body="## Le fond\n\nUn mot.")
    corpus.load()
    html = read(reader, f"{SHEET}?lecture=bref")
    assert "Le fond</h2>" in html
    assert "reading-switch" not in html


# --- around the page ----------------------------------------------------------------------------------------


@pytest.fixture
def models(corpus, page_at):
    """Three models; their files are not in the order of their numbers."""
    for number, slug in ((2, "alpha"), (3, "beta"), (1, "omega")):
        corpus.write_model(number, slug=slug)
    corpus.load()
    return {
        number: page_at(f"/comprendre/modeles/{slug}/")
        for number, slug in ((1, "omega"), (2, "alpha"), (3, "beta"))
    }


def test_models_follow_one_another_by_number(models):
    around = [surroundings_of(models[number]) for number in (1, 2, 3)]
    assert [side.previous and side.previous.title for side in around] == [None, "Omega", "Alpha"]
    assert [side.next and side.next.title for side in around] == ["Alpha", "Beta", None]


def test_a_page_offline_is_stepped_over(models):
    models[2].unpublish()
    assert surroundings_of(models[1]).next.address == "/comprendre/modeles/beta/"


def test_what_is_around_a_page_costs_one_query(models, django_assert_num_queries):
    with django_assert_num_queries(1):
        around = surroundings_of(models[2])
    assert around.crumbs == [
        ("Comprendre", "/comprendre/"),
        ("Les sept modèles", "/comprendre/modeles/"),
        ("Alpha", None),
    ]


def test_sheets_have_no_order(sheet):
    around = surroundings_of(sheet)
    assert (around.previous, around.next) == (None, None)
    assert [title for title, _ in around.crumbs] == ["Comprendre", "Un essai"]


def test_the_page_before_and_the_page_after_are_linked(models, reader):
    html = read(reader, "/comprendre/modeles/alpha/")
    assert '<a rel="prev" href="/comprendre/modeles/omega/">Omega</a>' in html
    assert '<a rel="next" href="/comprendre/modeles/beta/">Beta</a>' in html


def test_a_page_is_taken_along_without_any_third_party(sheet, reader):
    html = read(reader, SHEET)
    mail = "mailto:?subject=Un%20essai&amp;body=https%3A%2F%2Fexemple.org%2Fcomprendre%2Fessai%2F"
    assert f'href="{mail}"' in html
    assert 'data-copy="https://exemple.org/comprendre/essai/" aria-controls="copie" hidden' in html
    assert f'href="/utile/{sheet.pk}/?reponse=oui"' in html
    assert f'href="/utile/{sheet.pk}/?reponse=non"' in html
    assert f'href="/favoris/ajouter/{sheet.pk}/"' in html
    assert "Adresse de cette page&nbsp;: https://exemple.org/comprendre/essai/" in html


def test_a_page_says_how_to_cite_it(sheet, reader, words):
    cited = "La rédaction, « Un essai », Trajectoires socio-économiques, mis à jour le 25 novembre 2026, https://exemple.org/comprendre/essai/"
    assert cited in words(read(reader, SHEET))


def test_a_page_without_sources_is_not_cited(corpus, reader):
    corpus.write("pages/comprendre/essai.md", genre="fiche", body="Un mot.")
    corpus.load()
    assert "Citer cette page" not in read(reader, SHEET)


def test_a_bibliography_program_reads_the_reference(sheet, reader):
    edit(sheet, title="L’argent & 50 % d’aide_{s}")
    response = reader.get(f"/citer/{sheet.pk}.bib")
    text = response.content.decode()
    assert response["Content-Type"].startswith("application/x-bibtex")
    assert response["Content-Disposition"] == 'attachment; filename="essai.bib"'
    assert text.startswith("@online{trajectoires-essai-2026,\n")
    assert r"  title = {{L’argent \& 50 \% d’aide\_\{s\}}}," in text
    assert "  author = {{La rédaction}},\n" in text
    assert "  url = {https://exemple.org/comprendre/essai/},\n" in text
    assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")


def test_a_page_offline_has_no_reference(sheet, reader):
    sheet.unpublish()
    assert reader.get(f"/citer/{sheet.pk}.bib").status_code == 404


def test_who_signs_is_named_with_her_role(sheet, reader, words):
    person = Person.objects.create(
        slug="a-b", name="Anne Bel", role="économiste", website="https://exemple.org/a"
    )
    edit(sheet, people=[person])
    html = read(reader, SHEET)
    assert '<a href="https://exemple.org/a">Anne Bel</a>, économiste.' in " ".join(html.split())
    assert "La rédaction, Anne Bel, « Un essai »" in words(html)
    assert "{{La rédaction} and {Anne Bel}}" in reader.get(f"/citer/{sheet.pk}.bib").content.decode()


def test_nothing_is_asked_of_the_database_for_what_is_kept(
    models, reader, settings, django_assert_num_queries
):
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "reading"}
    settings.CACHES = {**settings.CACHES, "fragments": local}
    caches["fragments"].clear()
    reader.get("/comprendre/modeles/alpha/")
    with django_assert_num_queries(2):  # the page, and who may see it
        reader.get("/comprendre/modeles/alpha/")
    caches["fragments"].clear()
