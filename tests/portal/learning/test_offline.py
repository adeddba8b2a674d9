"""A course taken away: a document to print and pages to open without network, the same words as on the site."""

import datetime as dt
import re
from io import BytesIO
from itertools import pairwise
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import PageViewRestriction

from trajectoires.glossary.models import Term
from trajectoires.learning.services import offline

from ..documents.tag_tree import read_tags  # noqa: TID252 - one reader of tags, for the rooms that write PDF
from .course_cases import RIGHT, build_course
from .offline_cases import pages_of, unpacked

pytestmark = pytest.mark.django_db
PDF, ZIP = "/se-former/essai/cours.pdf", "/se-former/essai/hors-ligne.zip"
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
HOSTILE = "#panic() *gras* $x$ @a \\ <b>"
BODY = [
    {"type": "heading", "value": "Une partie"},
    {
        "type": "text",
        "value": '<p>Un don, et <a href="/se-former/essai/deux/">la suite</a>. #panic() *non* $x$</p>',
    },
    {"type": "callout", "value": {"kind": "a-retenir", "title": "À garder", "body": "<p>Une phrase.</p>"}},
]
SOURCES = [
    {
        "type": "source",
        "value": {"reference": "Une enquête", "url": "https://exemple.net/e", "consulted_on": None},
    }
]


@pytest.fixture
def site(settings) -> SimpleNamespace:
    settings.SITE_URL = "https://exemple.org"
    built = build_course()
    built.first.body, built.first.sources = BODY, SOURCES
    built.first.title = f"Une {HOSTILE}"
    built.first.save()
    day = dt.date(2026, 11, 25)
    Term.objects.create(
        slug="don",
        term="Don",
        definition="Une somme remise.",
        updated_on=day,
        review_due_on=day.replace(year=2027),
        live=True,
    )
    return built


@pytest.fixture
def reader(site) -> Client:
    return Client()


# --- the document -----------------------------------------------------------------------------------------------------


@pytest.fixture
def document(reader):
    return pikepdf.open(BytesIO(reader.get(PDF).content))


def test_the_document_has_its_language_its_title_and_its_author(document):
    assert str(document.Root.Lang) == "fr"
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Essai"
        assert metadata["dc:creator"] == ["La rédaction"]


def test_headings_follow_the_course(document):
    headings = [(tag.name, tag.words) for tag in read_tags(document).named("H1", "H2", "H3", "H4")]
    first = f"Une {HOSTILE}".replace("'", "’")
    assert headings[:6] == [
        ("H1", "Essai"),
        ("H1", "Sommaire"),
        ("H1", "Avant de commencer"),
        ("H1", first),
        ("H2", "Une partie"),
        ("H2", "Sources"),
    ]
    names = [words for _, words in headings]
    assert names.index("Exercice 1. Que dit l’année ?") < names.index("Deux")
    assert names.index("Deux") < names.index("Les mots de ce cours") < names.index("Corrigés")
    levels = [int(name[1]) for name, _ in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_cover_says_what_one_must_know(document):
    words = read_tags(document).words.partition("Sommaire")[0]
    for said in (
        "Lire une année.",
        "Pour débuter",
        "2 leçons",
        "on peut commencer ici",
        "CC BY-SA 4.0",
        "La rédaction",
        "https://exemple.org/se-former/essai/",
    ):
        assert said in words


def test_words_questions_and_answers_are_all_there_as_text(document):
    tags = read_tags(document)
    before, _, answers = tags.words.rpartition("Les mots de ce cours")
    assert "Un don, et la suite (page" in before
    assert "#panic() *non* $x$" in before
    assert "Une somme remise." in answers
    assert "La banque dit autre chose." in answers
    assert "La banque dit autre chose." not in before
    assert "(https://exemple.net/e)" in before
    assert "À faire en ligne" in before
    assert [tag.words for tag in tags.named("TH")] == ["Ligne", "Votre nombre, en %"]


def test_a_question_leads_to_its_answer_and_back(document):
    leads = {
        str(mark.Dest).partition("#")[2]
        for page in document.pages
        for mark in page.get("/Annots", [])
        if "/Dest" in mark
    }
    words = read_tags(document).words
    assert words.count("Voir le corrigé") == words.count("Revenir à la question") == 6
    questions = {f"exercice-une-{key}" for key in RIGHT}
    assert questions | {f"corrige-{question}" for question in questions} <= leads


def test_the_order_of_exercises_is_not_told_by_the_question(document):
    before, _, answers = read_tags(document).words.rpartition("Corrigés")
    question = before.rpartition("Rangez.")[2]
    places = [question.index(step) for step in ("D’abord", "Ensuite", "Enfin")]
    assert places != sorted(places)
    solution = answers.partition("Rangez.")[2]
    places = [solution.index(step) for step in ("D’abord", "Ensuite", "Enfin")]
    assert places == sorted(places)


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(reader):
    return unpacked(reader.get(ZIP).content)


def test_every_page_opens_alone(files):
    assert set(files) == {
        "LISEZMOI.txt", "index.html", "01-une.html", "02-deux.html", "style.css", "favicon.svg", "OFL.txt",
        "bricolage-grotesque-fr.woff2",
    }  # fmt: skip
    for name, page in pages_of(files).items():
        assert page.opened == [], name
        assert not page.tags & {"script", "form", "iframe", "input", "object"}, name
        assert len(page.ids) == len(set(page.ids)), name
        assert set(page.named) <= set(page.ids), name
        assert set(page.loaded) <= set(files), name
        for link in page.links:
            there, _, fragment = link.partition("#")
            if not link.startswith(("https://", "http://")):
                target = pages_of(files)[there] if there else page
                assert not fragment or fragment in target.ids, link


def test_the_style_loads_nothing_but_the_font_beside_it(files):
    style = files["style.css"].decode()
    assert set(re.findall(r'url\("?([^#")][^")]*)', style)) == {"bricolage-grotesque-fr.woff2"}
    assert "@import" not in style
    assert len(style) < 80_000


def test_pages_lead_to_each_other_and_to_the_site_for_the_rest(files):
    first = pages_of(files)["01-une.html"]
    assert {
        "index.html",
        "02-deux.html",
        "https://exemple.org/se-former/essai/",
        "https://exemple.net/e",
    } <= set(first.links)
    assert "https://exemple.org/glossaire/don/" in first.links
    assert (
        f"https://exemple.org{reverse('learning:exercises', args=['essai', 'une'])}#chez-moi" in first.links
    )
    assert not [link for link in first.links if link.startswith("/")]
    assert {"01-une.html", "02-deux.html"} <= set(pages_of(files)["index.html"].links)


def test_answers_open_without_a_script(files, words):
    html = files["01-une.html"].decode()
    assert html.count("Voir la réponse") == 6
    opened = html.partition("Voir la réponse")[2].partition("</details>")[0]
    assert "La banque dit autre chose." in opened
    assert "#panic() *non* $x$" in words(html)
    assert "&lt;b&gt;" in html


def test_the_note_beside_says_what_this_is_its_licence_and_where_the_current_one_is(files):
    note = files["LISEZMOI.txt"].decode()
    for said in ("index.html", "CC BY-SA 4.0", "mis à jour le", "https://exemple.org/se-former/essai/"):
        assert said in note
    assert "&" not in note


@pytest.fixture
def illustrated(site, settings, tmp_path):
    """A lesson with an image that says something, and one that says nothing."""
    settings.MEDIA_ROOT = tmp_path
    drawn = BytesIO()
    Picture.new("RGB", (80, 60), "teal").save(drawn, "PNG")
    image = Image.objects.create(title="Arbre", file=ContentFile(drawn.getvalue(), "arbre.png"))
    said = {"image": image.pk, "alt_text": "Un arbre à trois branches", "decorative": False}
    silent = {"image": image.pk, "alt_text": "", "decorative": True}
    site.second.body = [
        {"type": "image", "value": {"image": each, "caption": "Les leviers", "credit": ""}}
        for each in (said, silent)
    ]
    site.second.save()


@pytest.mark.usefixtures("illustrated")
def test_an_image_comes_along_with_its_words(reader, files):
    page = pages_of(files)["02-deux.html"]
    (image,) = {name for name in page.loaded if name.startswith("images/")}
    assert files[image].startswith(b"RIFF")
    assert 'alt="Un arbre à trois branches"' in files["02-deux.html"].decode()
    assert "srcset" not in files["02-deux.html"].decode()
    tags = read_tags(pikepdf.open(BytesIO(reader.get(PDF).content)))
    assert [tag.alternative for tag in tags.named("Figure")] == ["Un arbre à trois branches"]


# --- over HTTP --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [(PDF, "application/pdf", "essai.pdf"), (ZIP, "application/zip", "essai-hors-ligne.zip")],
)
def test_a_file_has_its_name_its_date_and_a_tag_that_saves_sending_it_again(reader, address, kind, name):
    response = reader.get(address)
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Last-Modified"].endswith("GMT")
    assert not reader.cookies
    again = reader.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = reader.head(address)
    assert (head.status_code, head["ETag"], head.content) == (200, response["ETag"], b"")
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize("address", [PDF, ZIP])
def test_a_change_changes_the_tag(reader, site, address):
    before = reader.get(address)["ETag"]
    Term.objects.update(definition="Une somme donnée.")
    Term.objects.create(
        slug="legs",
        term="Legs",
        definition="Par testament.",
        updated_on="2026-11-25",
        review_due_on="2027-11-25",
        live=True,
    )
    site.second.lede = "Une autre phrase."
    site.second.save()
    assert reader.get(address)["ETag"] != before


@pytest.mark.parametrize("address", [PDF, ZIP])
def test_what_is_not_published_is_not_given(reader, site, address):
    PageViewRestriction.objects.create(page=site.course, restriction_type=PageViewRestriction.LOGIN)
    assert reader.get(address).status_code == 404
    PageViewRestriction.objects.all().delete()
    assert reader.get(address).status_code == 200
    site.course.unpublish()
    assert reader.get(address).status_code == 404
    assert reader.get(address.replace("essai", "autre")).status_code == 404


def test_a_lesson_that_is_not_published_is_in_neither(reader, site):
    site.second.unpublish()
    assert "02-deux.html" not in unpacked(reader.get(ZIP).content)
    tags = read_tags(pikepdf.open(BytesIO(reader.get(PDF).content)))
    assert "Deux" not in [tag.words for tag in tags.named("H1")]


def test_a_file_is_made_once_then_kept(reader, settings, monkeypatch):
    settings.CACHES = {
        name: {"BACKEND": LOCAL, "LOCATION": f"hors-{name}"} for name in ("default", "pages", "fragments")
    }
    caches["fragments"].clear()
    made = []
    monkeypatch.setitem(offline._WRITERS, "pdf", lambda *, course: made.append(course) or b"%PDF")
    assert [reader.head(PDF)["ETag"] for _ in range(3)] == [reader.get(PDF)["ETag"]] * 3
    assert len(made) == 1


def test_the_page_of_the_course_offers_both_and_makes_neither(reader, monkeypatch, words):
    for kind in ("pdf", "zip"):
        monkeypatch.setitem(offline._WRITERS, kind, lambda *, course: pytest.fail("a page waited for a file"))
    response = reader.get("/se-former/essai/")
    shown = words(response)
    assert "À lire hors ligne" in shown
    assert "Le cours à imprimer (PDF balisé, environ 10 pages, en français)" in shown
    assert "Le cours à ouvrir sans Internet (ZIP, 3 pages, en français)" in shown
    assert f'href="{PDF}"' in response.content.decode()
    assert f'href="{ZIP}"' in response.content.decode()
