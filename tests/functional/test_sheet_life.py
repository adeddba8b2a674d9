"""What an editor changes in a sheet or in a definition: read at once, taken out as a file, overwritten by nobody."""

import re
import shutil
from pathlib import Path

import pytest

CONTENT = Path(__file__).resolve().parents[2] / "content"
SHEET, TITLE = "comprendre/modeles/cofinancement", "Le cofinancement"
FILE = f"pages/{SHEET}.md"
ADDRESS = f"/{SHEET}/"
NEW_LEDE = "Personne ne paie tout : un tour de table, et votre mise pour commencer."
LAST_WORDS, ADDED_WORDS = "prend sa part du risque.", " Cette phrase vient de la rédaction."
PUT_BACK = """
from trajectoires.{app}.models import {model}
from wagtail.models import Revision
one = {model}.objects.get(slug="{slug}")
print(one.latest_revision_id)
"""
REPUBLISH = """
from wagtail.models import Revision
Revision.objects.get(pk={revision}).as_object().save_revision().publish()
"""


def latest_revision(site, app, model, slug):
    return int(
        site.manage("shell", "-v", "0", "-c", PUT_BACK.format(app=app, model=model, slug=slug)).split()[-1]
    )


@pytest.fixture
def put_back(site):
    """Whatever happens in the test, the sheet is again what its file says."""
    revision = latest_revision(site, "content", "ModelPage", "cofinancement")
    restore = REPUBLISH.format(revision=revision)
    yield lambda: site.manage("shell", "-v", "0", "-c", restore)
    site.manage("shell", "-v", "0", "-c", restore)


@pytest.fixture
def put_term_back(site):
    revision = latest_revision(site, "glossary", "Term", "cotisation")
    yield
    site.manage("shell", "-v", "0", "-c", REPUBLISH.format(revision=revision))


@pytest.fixture
def editor(visitor, site, sign_in):
    return sign_in(visitor(), site.email, site.password)


def open_sheet(editor):
    editor.goto("/edition/pages/search/?q=cofinancement")
    editor.get_by_role("link", name=TITLE, exact=True).click()
    editor.wait_for_url("**/edit/")


def publish(editor):
    editor.get_by_role("button", name="Plus d'actions").click()
    editor.get_by_role("button", name="Publier", exact=True).click()
    editor.locator(".messages .success").wait_for()


def write_sheet(editor):
    editor.locator("#id_lede").fill(NEW_LEDE)
    text = editor.locator(".public-DraftEditor-content", has_text=LAST_WORDS)
    text.click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(ADDED_WORDS)
    editor.keyboard.press("Escape")


def download(editor):
    editor.get_by_role("button", name="Actions", exact=True).first.click()
    with editor.expect_download() as started:
        editor.get_by_role("link", name="Exporter en fichier").click()
    return started.value


def lede_of(page):
    page.goto(ADDRESS)
    return page.locator("header.sheet-head .lede").inner_text().replace("\u00a0", " ")


def test_an_editor_changes_a_sheet_from_end_to_end(editor, page, site, put_back, tmp_path):
    original = (CONTENT / FILE).read_text()
    old_lede = re.search(r"^chapeau: (.*)$", original, re.MULTILINE)[1]

    open_sheet(editor)
    assert editor.locator("#id_lede").input_value() == old_lede
    write_sheet(editor)
    assert lede_of(page) != NEW_LEDE
    publish(editor)
    assert lede_of(page) == NEW_LEDE
    assert page.get_by_text(ADDED_WORDS.strip()).is_visible()

    open_sheet(editor)
    file = download(editor)
    assert file.suggested_filename == "cofinancement.md"
    edited = original.replace(old_lede, f"'{NEW_LEDE}'").replace(LAST_WORDS, LAST_WORDS + ADDED_WORDS)
    assert Path(file.path()).read_text() == edited

    check_that_the_editor_wins(site, page, tmp_path, original, old_lede)
    put_back()
    assert lede_of(page).replace("’", "'") == old_lede
    assert "0 gardés" in site.manage("charger_contenu")


def check_that_the_editor_wins(site, page, tmp_path, original, old_lede):
    """The same file again, then the file changed by somebody else, then the file withdrawn."""
    assert "0 mis à jour" in site.manage("charger_contenu")
    assert lede_of(page) == NEW_LEDE
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    (copy / FILE).write_text(original.replace(old_lede, "Une autre phrase, écrite dans le fichier."))
    said = site.manage("charger_contenu", str(copy))
    assert f"{FILE} : la page a été retouchée dans /edition/, elle reste comme elle est." in said
    assert lede_of(page) == NEW_LEDE


def test_a_definition_changes_wherever_its_word_is_used(editor, page, put_term_back):
    new = "Une définition écrite par la rédaction, le temps d’un essai."
    editor.goto("/edition/snippets/glossary/term/?q=cotisation")
    editor.locator("main").get_by_role("link", name="Cotisation", exact=True).click()
    editor.wait_for_url("**/edit/**")
    editor.get_by_role("textbox", name="Définition").fill(new)
    publish(editor)
    for _ in range(6):  # whichever of the processes answers
        page.goto("/comprendre/modeles/mobilisation-des-membres/")
        button = page.locator(".term button", has_text=re.compile("^cotisations?$", re.IGNORECASE)).first
        button.click()
        definition = page.locator(f"#{button.get_attribute('popovertarget')}")
        assert new in definition.inner_text()
    page.goto("/glossaire/")
    assert page.get_by_text(new).is_visible()
