"""What becomes of a file: new, changed, changed while an editor changed the page, withdrawn, back again."""

import pytest
from wagtail.models import Page, Site

from trajectoires.content.models import BasePage, LoadedFile, ModelPage
from trajectoires.content.services import export_content, export_page, tidy_files
from trajectoires.glossary.models import Term

from .conftest import edit

pytestmark = pytest.mark.django_db
SHEET = "pages/comprendre/hybridation.md"


def test_new_files_become_published_pages_in_their_places(corpus, page_at):
    corpus.write_model(4, slug="subventions")
    report = corpus.load()
    assert len(report.created) == 4
    page = page_at("/comprendre/modeles/subventions/")
    assert isinstance(page, ModelPage)
    assert (page.live, page.number, page.title) == (True, 4, "Subventions")
    assert Site.objects.get().root_page.specific == page_at("/")
    assert list(Page.objects.filter(depth=2)) == [page_at("/").page_ptr]


def test_loading_again_changes_nothing(corpus):
    corpus.write_term("fonds-dedies", term="Fonds dédiés", body="Un article.")
    corpus.load()
    revisions = [page.latest_revision_id for page in BasePage.objects.all()]
    report = corpus.load()
    assert (report.created, report.updated, report.kept, len(report.unchanged)) == ([], [], [], 4)
    assert str(report) == ""
    assert [page.latest_revision_id for page in BasePage.objects.all()] == revisions


def test_models_come_in_the_order_of_their_numbers(corpus, page_at):
    corpus.write_model(5, slug="alpha")
    corpus.write_model(2, slug="omega")
    corpus.load()
    assert [child.slug for child in page_at("/comprendre/modeles/").get_children()] == ["omega", "alpha"]


def test_a_changed_file_changes_its_page(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant")
    corpus.load()
    key = page_at("/comprendre/hybridation/").pk
    corpus.write(SHEET, genre="fiche", title="Après", body="## Une partie\n\nUn texte.")
    report = corpus.load()
    page = page_at("/comprendre/hybridation/")
    assert (report.updated, page.pk, page.title) == ([SHEET], key, "Après")
    assert [block.block_type for block in page.body] == ["heading", "text"]


def test_an_editor_wins_over_a_changed_file_and_the_report_says_so(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant")
    corpus.load()
    edit(page_at("/comprendre/hybridation/"), title="Le titre de la rédactrice")
    corpus.write(SHEET, genre="fiche", title="Le titre du fichier")
    report = corpus.load()
    assert page_at("/comprendre/hybridation/").title == "Le titre de la rédactrice"
    assert (report.kept, report.updated) == ([SHEET], [])
    assert "elle reste comme elle est" in str(report)


def test_a_draft_not_yet_published_counts_as_a_change(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant")
    corpus.load()
    page = page_at("/comprendre/hybridation/")
    page.title = "Un brouillon"
    page.save_revision()
    corpus.write(SHEET, genre="fiche", title="Le titre du fichier")
    assert corpus.load().kept == [SHEET]


def test_a_page_moved_elsewhere_does_not_make_its_links_look_edited(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant", body="Voir [la liste](/comprendre/modeles/).")
    corpus.load()
    moved = page_at("/comprendre/modeles/")
    moved.slug = "les-modeles"
    moved.save()
    corpus.write(SHEET, genre="fiche", title="Après", body="Un texte.")
    report = corpus.load()
    assert SHEET in report.updated


def test_a_new_way_of_writing_files_does_not_make_every_page_look_edited(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant")
    corpus.load()
    LoadedFile.objects.update(page_fingerprint="what an older version of the code wrote")
    corpus.write(SHEET, genre="fiche", title="Après")
    assert corpus.load().updated == [SHEET]


def test_a_change_that_an_editor_took_back_is_no_change(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant")
    corpus.load()
    edit(page_at("/comprendre/hybridation/"), title="Un essai")
    edit(page_at("/comprendre/hybridation/"), title="Avant")
    corpus.write(SHEET, genre="fiche", title="Après")
    assert corpus.load().updated == [SHEET]


def test_a_withdrawn_file_unpublishes_its_page_and_its_term(corpus, page_at):
    corpus.write(SHEET, genre="fiche")
    corpus.write_term("legs", term="Legs")
    corpus.load()
    (corpus.folder / SHEET).unlink()
    (corpus.folder / "glossaire/legs.md").unlink()
    report = corpus.load()
    assert sorted(report.unpublished) == ["glossaire/legs.md", SHEET]
    assert page_at("/comprendre/hybridation/").live is False
    assert Term.objects.get(slug="legs").live is False
    assert corpus.load().unpublished == []


def test_a_withdrawn_file_leaves_an_edited_page_online(corpus, page_at):
    corpus.write(SHEET, genre="fiche")
    corpus.load()
    edit(page_at("/comprendre/hybridation/"), title="Le titre de la rédactrice")
    (corpus.folder / SHEET).unlink()
    assert corpus.load().kept == [SHEET]
    assert page_at("/comprendre/hybridation/").live


def test_a_file_that_comes_back_publishes_its_page_again(corpus, page_at):
    corpus.write(SHEET, genre="fiche")
    corpus.load()
    text = corpus.read(SHEET)
    (corpus.folder / SHEET).unlink()
    corpus.load()
    corpus.write_text(SHEET, text)
    assert corpus.load().updated == [SHEET]
    assert page_at("/comprendre/hybridation/").live


def test_a_page_that_an_editor_deleted_stays_deleted(corpus, page_at):
    corpus.write(SHEET, genre="fiche")
    corpus.load()
    page_at("/comprendre/hybridation/").delete()
    corpus.write(SHEET, genre="fiche", title="Encore")
    assert corpus.load().kept == [SHEET]
    assert LoadedFile.objects.get(path=SHEET).page is None


def test_a_page_made_by_hand_at_the_address_of_a_file_is_kept(corpus, page_at):
    corpus.load()
    page_at("/comprendre/").add_child(
        instance=page_at("/comprendre/modeles/").__class__(title="À moi", slug="x", lede="…")
    )
    corpus.write("pages/comprendre/x.md", genre="liste", title="Du fichier")
    assert corpus.load().kept == ["pages/comprendre/x.md"]
    assert page_at("/comprendre/x/").title == "À moi"


def test_terms_follow_the_same_rules(corpus):
    corpus.write_term("legs", term="Legs", more="variantes:\n- don par testament\n", body="Un **article**.")
    corpus.load()
    term = Term.objects.get(slug="legs")
    assert (term.live, term.variants, term.body) == (True, ["don par testament"], "<p>Un <b>article</b>.</p>")
    edit(term, definition="Celle de la rédactrice.")
    corpus.write_term("legs", term="Legs et donations")
    assert corpus.load().kept == ["glossaire/legs.md"]
    assert Term.objects.get(slug="legs").definition == "Celle de la rédactrice."


def test_links_between_pages_follow_them_whatever_the_order_of_files(corpus, page_at):
    corpus.write_model(1, slug="alpha", body="Voir [l’autre](/comprendre/modeles/omega/).")
    corpus.write_model(2, slug="omega", body="Voir [la première](/comprendre/modeles/alpha/).")
    corpus.load()
    omega = page_at("/comprendre/modeles/omega/")
    alpha = page_at("/comprendre/modeles/alpha/")
    assert f'<a linktype="page" id="{omega.pk}">' in alpha.body[0].value.source
    assert f'<a linktype="page" id="{alpha.pk}">' in omega.body[0].value.source
    omega.slug = "renommee"
    omega.save()
    assert "(/comprendre/modeles/renommee/)" in export_page(page_at("/comprendre/modeles/alpha/"))


def test_export_gives_the_files_back(corpus, tmp_path_factory):
    corpus.write_model(4, slug="subventions", body="## Une partie\n\nUn [lien](/comprendre/).")
    corpus.write_term("legs", term="Legs", body="Un article.")
    corpus.load()
    elsewhere = tmp_path_factory.mktemp("export")
    paths = export_content(folder=elsewhere)
    assert sorted(paths) == sorted(
        path.relative_to(corpus.folder).as_posix() for path in corpus.folder.rglob("*.md")
    )
    assert {path: (elsewhere / path).read_text() for path in paths} == {
        path: corpus.read(path) for path in paths
    }


def test_an_exported_change_is_no_longer_a_change(corpus, page_at):
    corpus.write(SHEET, genre="fiche", title="Avant")
    corpus.load()
    edit(page_at("/comprendre/hybridation/"), title="Le titre de la rédactrice")
    export_content(folder=corpus.folder)
    assert "Le titre de la rédactrice" in corpus.read(SHEET)
    report = corpus.load()
    assert (report.kept, report.updated, report.problems) == ([], [], [])
    assert SHEET in report.unchanged


def test_a_file_written_otherwise_is_loaded_said_and_can_be_tidied(corpus):
    corpus.write(SHEET, genre="fiche", body="Un paragraphe\nsur deux lignes.")
    assert "n’est pas écrit de la façon habituelle" in str(corpus.load())
    assert tidy_files(folder=corpus.folder) == [SHEET]
    assert corpus.read(SHEET).endswith("\nUn paragraphe sur deux lignes.\n")
    assert tidy_files(folder=corpus.folder) == []
    assert SHEET in corpus.load().unchanged


def test_a_link_that_leads_nowhere_is_said(corpus):
    corpus.write(
        SHEET,
        genre="fiche",
        body="Voir [ici](/nulle-part/), [là](/comprendre/) et [le glossaire](/glossaire/).",
    )
    assert corpus.load().notices == [f"{SHEET} : le lien vers /nulle-part/ ne mène nulle part."]


def test_an_address_of_the_header_that_leads_nowhere_is_said(corpus):
    path = "pages/comprendre/questionnaire.md"
    advised = "  - adresse: /{}/\n    raison: Une.\n"
    corpus.write(
        path,
        genre="autodiagnostic",
        more="version: 1\nreperes:\n- cle: a\n  titre: A\n  phrase: A.\nquestions:\n- cle: b\n  repere: a\n"
        "  question: B.\n  aide: B.\n  force: B.\n  fragilite: B.\n  geste: B.\n  urgence: 1\n  pages:\n"
        + advised.format("nulle-part")
        + advised.format("comprendre"),
    )
    assert corpus.load().notices == [f"{path} : le lien vers /nulle-part/ ne mène nulle part."]


def test_an_export_reaches_a_page_that_came_from_no_file(corpus, page_at):
    corpus.load()
    new = page_at("/comprendre/modeles/").__class__(title="Leviers", slug="leviers", lede="Trois leviers.")
    page_at("/comprendre/").add_child(instance=new)
    assert "pages/comprendre/leviers/index.md" in export_content(folder=corpus.folder)
