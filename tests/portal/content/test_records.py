"""Organisations, licences, people: files of their own, that pages name; documents that pages give."""

import hashlib

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.documents.models import Document

from trajectoires.content.models import Licence, LoadedFile, Person, ResourcePage
from trajectoires.content.services import MODERATORS, PUBLISHERS, WRITERS, export_content
from trajectoires.glossary.services import publish_term
from trajectoires.organisations.models import Organisation

from .conftest import RESOURCE, files_of

pytestmark = pytest.mark.django_db
ORGANISATION = "organisations/avise.md"


def test_a_page_names_records_by_their_files(library, page_at):
    report = library.load()
    assert report.problems == []
    page = page_at("/ressources/bibliotheque/essai/")
    assert isinstance(page, ResourcePage)
    assert (page.publisher.name, page.licence.slug) == ("Avise", "cc-by-sa")
    assert [person.name for person in page.people.all()] == ["Ada Exemple", "Zoé Exemple"]
    assert Organisation.objects.get().website == "https://www.avise.org/"


def test_everything_goes_back_to_files_byte_for_byte(library, tmp_path_factory):
    library.load()
    elsewhere = tmp_path_factory.mktemp("export")
    export_content(folder=elsewhere)
    assert files_of(elsewhere) == files_of(library.folder)


def test_loading_again_changes_nothing(library):
    library.load()
    report = library.load()
    assert (report.changes, report.kept, report.left, str(report)) == (0, [], [], "")


@pytest.mark.parametrize(
    ("line", "written", "reason", "near"),
    [
        (7, "- ada-exemples", "« ada-exemples » n’existe pas.", "ada-exemple"),
        (14, "editeur: avize", "« avize » n’existe pas.", "avise"),
        (15, "licence: cc-by", "« cc-by » n’existe pas.", "cc-by-sa"),
        (17, "fichier: fichiers/absent.ods", "« fichiers/absent.ods » n’existe pas.", "fichiers/essai.ods"),
    ],
)
def test_what_does_not_exist_is_said_with_its_line_and_near_names(library, line, written, reason, near):
    lines = library.read(RESOURCE).split("\n")
    lines[line - 1] = written
    library.write_text(RESOURCE, "\n".join(lines))
    problems = library.load().problems
    told = line - 1 if written.startswith("- ") else line  # a list is told at its key
    assert [(found.path, found.line, found.reason) for found in problems] == [(RESOURCE, told, reason)]
    assert near in problems[0].remedy


def test_an_editor_wins_over_a_changed_record(library):
    library.load()
    Organisation.objects.update(short_name="A.")
    library.write_text(ORGANISATION, library.read(ORGANISATION).replace("titre: Avise", "titre: Autre"))
    report = library.load()
    assert report.kept == [ORGANISATION]
    assert Organisation.objects.get().short_name == "A."


def test_a_changed_file_changes_a_record_that_nobody_touched(library):
    library.load()
    library.write_text(ORGANISATION, library.read(ORGANISATION).replace("titre: Avise", "titre: Autre"))
    assert library.load().updated == [ORGANISATION]
    assert Organisation.objects.get().name == "Autre"


def test_a_withdrawn_record_stays_and_the_report_says_so(library):
    library.load()
    (library.folder / ORGANISATION).unlink()
    report = library.load()
    assert (report.left, report.unpublished) == ([ORGANISATION], [])
    assert f"{ORGANISATION} : fichier retiré, ce qu’il a créé reste" in str(report)
    assert Organisation.objects.exists()
    assert library.load().left == []


def test_a_record_that_an_editor_deleted_does_not_come_back(library):
    library.load()
    Person.objects.get(slug="zoe-exemple").delete()
    path = "personnes/zoe-exemple.md"
    library.write_text(path, library.read(path).replace("Exemple", "Exemples"))
    assert path in library.load().kept
    assert not Person.objects.filter(slug="zoe-exemple").exists()


def test_records_have_their_folder_and_nothing_below_their_front_matter(library):
    text = "---\ngenre: licence\ntitre: Une licence\n---\n\nUn texte.\n"
    library.write_text("licences/une.md", text)
    library.write_text("organisations/deux.md", text.replace("\nUn texte.\n", ""))
    library.write_text("pages/trois.md", text.replace("\nUn texte.\n", ""))
    library.write_text("licences/ailleurs/quatre.md", text.replace("\nUn texte.\n", ""))
    assert [(found.path, found.reason) for found in library.load().problems] == [
        ("licences/ailleurs/quatre.md", "Le dossier licences/ n’a pas de sous-dossier."),
        ("licences/une.md", "Un fichier « licence » n’a qu’un en-tête."),
        ("organisations/deux.md", "Un fichier « licence » n’a pas sa place ici."),
        ("pages/trois.md", "Un fichier « licence » n’a pas sa place ici."),
    ]


def test_a_record_that_the_model_refuses_is_a_problem_of_its_file(library):
    library.write_text("licences/double.md", "---\ngenre: licence\ntitre: Partage\n---\n")
    report = library.load()
    assert [found.path for found in report.problems] == ["licences/double.md"]
    assert not Licence.objects.exists()


def bytes_of(document):
    with document.open_file() as stored:
        return stored.read()


# --- documents ----------------------------------------------------------------------------------------------


def test_a_document_is_kept_once_under_the_title_of_its_page(library, page_at):
    library.load()
    document = page_at("/ressources/bibliotheque/essai/").file
    assert document == Document.objects.get()
    assert document.title == "Un essai"
    assert document.file_hash == hashlib.sha1(b"des octets", usedforsecurity=False).hexdigest()
    assert bytes_of(document) == b"des octets"


def test_new_bytes_replace_the_document_in_its_place(library):
    library.load()
    before = Document.objects.get()
    (library.folder / "fichiers/essai.ods").write_bytes(b"d'autres octets")
    assert library.load().updated == ["fichiers/essai.ods"]
    assert Document.objects.get().pk == before.pk
    assert bytes_of(Document.objects.get()) == b"d'autres octets"


def test_the_document_of_an_editor_wins(library):
    library.load()
    Document.objects.update(file_hash="0" * 40)
    (library.folder / "fichiers/essai.ods").write_bytes(b"d'autres octets")
    assert library.load().kept == ["fichiers/essai.ods"]
    assert bytes_of(Document.objects.get()) == b"des octets"


def test_a_loading_that_fails_leaves_no_bytes_behind(library, settings):
    library.write_text("licences/double.md", "---\ngenre: licence\ntitre: Partage\n---\n")
    assert library.load().problems
    assert not Document.objects.exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("fichiers/Été.pdf", b"x", "« Été.pdf » n’est pas un nom de fichier du site."),
        ("fichiers/page.html", b"x", "Une extension « html » n’a pas sa place dans fichiers/."),
        ("fichiers/a/b.pdf", b"x", "Le dossier fichiers/ n’a pas de sous-dossier."),
        ("fichiers/vide.pdf", b"", "Le fichier est vide."),
        ("images/dessin.svg", b"<svg/>", "Une extension « svg » n’a pas sa place dans images/."),
    ],
)
def test_a_file_that_has_no_place_here(library, path, content, reason):
    (library.folder / path).parent.mkdir(parents=True, exist_ok=True)
    (library.folder / path).write_bytes(content)
    assert [(found.path, found.reason) for found in library.load().problems] == [(path, reason)]


def test_a_file_that_is_not_utf_8_is_said(library):
    (library.folder / ORGANISATION).write_bytes(
        library.read(ORGANISATION).replace("Avise", "Été").encode("cp1252")
    )
    assert "ligne 3 : Ce caractère n’est pas écrit en UTF-8." in str(library.load())


def test_an_upload_of_the_same_bytes_is_the_same_document(library):
    library.load()
    LoadedFile.objects.filter(path="fichiers/essai.ods").delete()
    report = library.load()
    assert "fichiers/essai.ods" in report.unchanged
    assert Document.objects.count() == 1


# --- « Exporter en fichier » ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "path"),
    [("organisations.Organisation", ORGANISATION), ("content.Licence", "licences/cc-by-sa.md")],
)
def test_the_file_of_a_record_is_the_one_it_came_from(library, desks, label, path):
    library.load()
    record = apps.get_model(label).objects.get(slug=path.partition("/")[2].removesuffix(".md"))
    response = desks[WRITERS].client.get(reverse("content_export_record", args=[label, record.pk]))
    assert response.content.decode() == library.read(path)
    assert response["Content-Disposition"] == f'attachment; filename="{record.slug}.md"'


@pytest.fixture
def term(db):
    return publish_term(slug="alliance", values={"term": "Alliance", "definition": "Agir ensemble."})


def test_the_list_of_terms_offers_the_file_of_each(desks, term):
    html = desks[WRITERS].client.get(reverse("wagtailsnippets_glossary_term:list")).content.decode()
    assert reverse("content_export_record", args=["glossary.Term", term.pk]) in html
    assert "Exporter en fichier" in html


def test_the_file_of_a_term_has_the_words_of_its_draft(desks, term):
    term.definition = "Agir à plusieurs."
    term.save_revision()
    address = reverse("content_export_record", args=["glossary.Term", term.pk])
    assert "Agir à plusieurs." in desks[MODERATORS].client.get(address).content.decode()


def test_who_may_not_see_records_has_no_file(client, people, sign_in, term):
    address = reverse("content_export_record", args=["glossary.Term", term.pk])
    assert client.get(address).status_code == 302
    people[WRITERS].user_permissions.clear()
    people[WRITERS].groups.clear()
    assert sign_in(people[WRITERS]).get(address).status_code in {302, 403}


@pytest.mark.parametrize("label", ["users.User", "auth.Group", "content.UsefulVote", "rien"])
def test_nothing_else_is_exported(desks, term, label):
    address = reverse("content_export_record", args=[label, 1])
    assert desks[PUBLISHERS].client.get(address).status_code == 404
