"""The editors' space: forms, the file of a page, who may."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from trajectoires.content.blocks import FigureBlock, as_grid
from trajectoires.content.models import ComparisonPage, DoorPage, IndexPage, LeverPage, ModelPage, SheetPage
from trajectoires.content.services import export_page

pytestmark = pytest.mark.django_db
PATH = "pages/comprendre/essai.md"
ADDRESS = "/comprendre/essai/"
BODY = "Du **gras**, un [lien](/comprendre/) et :\n\n- un point\n  1. un sous-point"


@pytest.fixture
def page(corpus, page_at):
    corpus.write(PATH, genre="fiche", title="Un essai", body=BODY)
    corpus.load()
    return page_at(ADDRESS)


def signed_in(user) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def export_address(page) -> str:
    return reverse("content_export_file", args=[page.pk])


def test_the_file_of_a_page_is_the_one_it_came_from(corpus, page, admin):
    response = signed_in(admin).get(export_address(page))
    assert response.content.decode() == corpus.read(PATH)
    assert response["Content-Disposition"] == 'attachment; filename="essai.md"'


def test_the_file_has_the_words_of_the_draft(page, admin):
    page.title = "Un brouillon"
    page.save_revision()
    assert "titre: Un brouillon" in signed_in(admin).get(export_address(page)).content.decode()


def test_an_editor_may_have_the_file_and_a_visitor_may_not(page, editor, client):
    assert signed_in(editor).get(export_address(page)).status_code == 200
    assert client.get(export_address(page)).status_code == 302


def test_somebody_without_rights_on_the_page_may_not(page, editor):
    editor.groups.clear()
    assert signed_in(editor).get(export_address(page)).status_code in {302, 403}


@pytest.mark.usefixtures("_wagtail_templates")
def test_the_form_of_a_page_offers_its_file(page, admin):
    html = signed_in(admin).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert export_address(page) in html
    assert "Exporter en fichier" in html


@pytest.mark.usefixtures("_wagtail_templates")
@pytest.mark.parametrize("model", [SheetPage, IndexPage, ModelPage, LeverPage, ComparisonPage])
def test_each_type_of_page_has_its_form(corpus, page_at, admin, model):
    corpus.load()
    parent = page_at("/comprendre/")
    address = reverse("wagtailadmin_pages:add", args=["content", model._meta.model_name, parent.pk])
    html = signed_in(admin).get(address).content.decode()
    for tab in ("Texte", "Lecture et relecture", "Sources", "Liens", "Publication"):
        assert tab in html


def test_a_door_opens_on_the_first_page_only(corpus, page_at):
    corpus.load()
    assert DoorPage.can_create_at(page_at("/"))
    assert not DoorPage.can_create_at(page_at("/comprendre/modeles/"))


def test_what_an_editor_saves_unchanged_gives_the_same_file(corpus, page, admin):
    """The editor's own widget reads the text and writes it back, with its keys: the file does not change."""
    widget = page.body.stream_block.child_blocks["text"].field.widget
    source = page.body[0].value.source
    rewritten = widget.converter.to_database_format(widget.converter.from_database_format(source))
    assert "data-block-key" in rewritten
    page.body = [("text", rewritten)]
    assert export_page(page) == corpus.read(PATH)


def test_a_figure_is_checked_in_the_form_too():
    block = FigureBlock()
    value = {
        "title": "T",
        "summary": "R",
        "unit": "U",
        "source": "S",
        "grid": as_grid([["Famille", "2005"], ["impots", "1"]]),
    }
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(value))
    value["grid"] = as_grid([["Famille", "2005"], ["dons", "1"]])
    assert block.clean(block.to_python(value))["title"] == "T"


def test_the_field_of_a_line_or_of_a_title_says_its_name():
    """What Wagtail writes above a block is not the label of its field."""
    body = SheetPage._meta.get_field("body").stream_block.child_blocks
    fields = {
        "Titre de partie": body["heading"].field,
        "Ligne": body["brief"].child_block.field,
        "Légende": body["image"].child_blocks["caption"].field,
    }
    assert {name: field.widget.attrs["aria-label"] for name, field in fields.items()} == {
        name: name for name in fields
    }
    assert {body["strengths"].child_blocks[side].child_block.label for side in ("plus", "minus")} == {"Ligne"}


def test_the_menu_of_a_grid_is_in_french():
    options = FigureBlock().child_blocks["grid"].table_options
    items = options["contextMenu"]["items"]
    assert set(items) == {
        "row_above", "row_below", "col_left", "col_right", "remove_row", "remove_col", "undo", "redo",
    }  # fmt: skip
    assert items["row_below"]["name"] == "Ajouter une ligne au-dessous"


@pytest.mark.usefixtures("_wagtail_templates")
def test_dates_are_typed_as_they_are_said(corpus, page, admin):
    html = signed_in(admin).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'value="{page.updated_on:%d/%m/%Y}"' in html
    assert "content/edition.css" in html
