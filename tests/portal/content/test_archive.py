"""All the content in one zip, both ways: nothing is lost, nothing hostile gets in, nothing changes unannounced."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.documents.models import Document
from wagtail.models import Page

from trajectoires.content.loader.assets import ASSETS
from trajectoires.content.loader.documents import Document as FileDocument
from trajectoires.content.loader.documents import print_document
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.records import record_kinds
from trajectoires.content.models import BasePage, LoadedFile
from trajectoires.content.services import write_archive
from trajectoires.organisations.models import Organisation

from .conftest import RESOURCE, edit, files_of, load_zip, packed, unpacked
from .test_figures import BLOCK
from .test_images import png
from .test_round_trip import BODY, HEADER

pytestmark = pytest.mark.django_db


def exported():
    target = io.BytesIO()
    write_archive(target=target)
    return target


def empty_the_site():
    Page.objects.filter(depth__gt=1).delete()
    for kind in (*record_kinds(), *ASSETS):
        apps.get_model(kind.model).objects.all().delete()
    LoadedFile.objects.all().delete()


# --- nothing is lost ----------------------------------------------------------------------------------------


@pytest.fixture
def everything(library):
    """One of each kind of file."""
    library.write_text("figures/ressources-des-associations.md", f"---\ngenre: figure\n---\n\n{BLOCK}\n")
    library.write_term("legs", term="Legs", body="Voir [ici](/comprendre/).")
    (library.folder / "images").mkdir()
    (library.folder / "images/arbre.png").write_bytes(png())
    return library


@hypothesis_settings(
    deadline=None,
    max_examples=2,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=st.lists(st.tuples(HEADER, BODY), min_size=3, max_size=3))
def test_an_export_loaded_into_an_empty_site_exports_the_same_bytes(everything, documents):
    for number, (header, body) in enumerate(documents):
        text = print_document(FileDocument("fiche", header, body), genres())
        everything.write_text(f"pages/comprendre/au-hasard-{number}.md", text)
    with transaction.atomic():
        assert everything.load().problems == []
        first = exported()
        transaction.set_rollback(True)
    assert unpacked(first) == files_of(everything.folder)
    with transaction.atomic():
        assert not BasePage.objects.exists()
        assert load_zip(first).problems == []
        assert unpacked(exported()) == unpacked(first)
        transaction.set_rollback(True)


def test_what_was_made_in_the_editors_space_survives_too(everything, page_at):
    everything.load()
    Organisation.objects.create(slug="nouvelle", name="Nouvelle")
    Document.objects.filter(title="Un essai").update(title="Autre titre")
    edit(page_at("/comprendre/"), lede="Réécrit.")
    LoadedFile.objects.all().delete()
    first = exported()
    assert "organisations/nouvelle.md" in unpacked(first)
    empty_the_site()
    assert load_zip(first).problems == []
    assert unpacked(exported()) == unpacked(first)


# --- what a zip changes -------------------------------------------------------------------------------------


def test_a_trial_says_what_would_happen_and_changes_nothing(library, settings):
    report = load_zip(packed(files_of(library.folder)), is_trial=True)
    assert len(report.created) == len(files_of(library.folder))
    assert not BasePage.objects.exists()
    assert not LoadedFile.objects.exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_an_editors_change_wins_and_what_is_absent_stays(library, page_at):
    library.load()
    edit(page_at("/comprendre/"), title="Le titre de la rédactrice")
    path = "pages/comprendre/index.md"
    report = load_zip(packed({path: library.read(path).replace("titre: Comprendre", "titre: Autre")}))
    assert (report.kept, report.unpublished, report.left) == ([path], [], [])
    assert page_at("/ressources/bibliotheque/essai/").live


def test_a_new_version_of_the_code_does_not_undo_what_a_zip_brought(library, page_at):
    library.load()
    path, added = "pages/comprendre/index.md", "pages/comprendre/ajoutee.md"
    files = files_of(library.folder)
    sheet = library.read(path).replace("titre: Comprendre", "titre: Du zip")
    library.write(added, genre="fiche", title="Ajoutée")
    report = load_zip(packed({**files, path: sheet, added: library.read(added)}))
    assert (report.created, report.updated) == ([added], [path])
    (library.folder / added).unlink()
    assert (library.load().kept, library.load().unpublished) == ([path], [])
    assert page_at("/comprendre/").title == "Du zip"
    assert page_at("/comprendre/ajoutee/").live
    again = sheet.replace("Du zip", "D’un second zip")
    assert load_zip(packed({path: again})).updated == [path]


def test_what_is_absent_is_unpublished_only_when_asked(library, page_at):
    library.load()
    files = files_of(library.folder)
    del files[RESOURCE]
    report = load_zip(packed(files), withdraws=True)
    assert report.unpublished == [RESOURCE]
    assert not page_at("/ressources/bibliotheque/essai/").live


def test_a_folder_around_everything_and_what_computers_add_are_seen_through(library):
    files = {f"content/{path}": content for path, content in files_of(library.folder).items()}
    report = load_zip(packed({**files, "__MACOSX/._x": b"x", "content/pages/.DS_Store": b"x"}))
    assert report.problems == []
    assert BasePage.objects.exists()


# --- the commands -------------------------------------------------------------------------------------------


def test_the_commands_write_and_load_a_zip(library, tmp_path_factory, capsys):
    library.load()
    path = tmp_path_factory.mktemp("zip") / "contenu.zip"
    call_command("exporter_contenu", zip=path)
    assert f"11 fichiers écrits dans {path}." in capsys.readouterr().out
    empty_the_site()
    call_command("charger_contenu", zip=path, essai=True)
    assert "Essai, rien n’a changé : 11 créés" in capsys.readouterr().out
    assert not BasePage.objects.exists()
    call_command("charger_contenu", zip=path)
    assert BasePage.objects.exists()


def test_a_zip_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("charger_contenu", zip=tmp_path / "absent.zip")
