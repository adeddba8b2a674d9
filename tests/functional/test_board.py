"""From three accounting files to the PDF that the board reads: with JavaScript, without it, and by keyboard alone."""

import io

import pikepdf
import pytest

from .test_keyboard import FOCUSED_TEXT, tab_onto, tab_to

START = "/agir/trajectoire/"
FEWEST_PAGES, MOST_SCREENS = 10, 12
MOST_LOOKS = 100  # at a page that says how far the worker is
ONWARD = "main a[href]:visible, main button:visible, main summary:visible"


@pytest.fixture
def screens():
    """Every screen on the way; each leads somewhere."""
    seen = []

    def look(page):
        if not seen or seen[-1] != page.url:
            assert page.locator(ONWARD).count(), page.url
            seen.append(page.url)

    look.seen = seen
    return look


def with_the_mouse(page, words):
    page.locator("main").get_by_text(words, exact=True).first.click()


def with_the_keyboard(page, words):
    tab_to(page, words)
    page.keyboard.press("Enter")


def choose_with_the_keyboard(page, words):
    """A radio button that is reached by Tab, then chosen by the space bar."""
    tab_onto(page, page.get_by_label(words, exact=True))
    page.keyboard.press("Space")


def choose_with_the_mouse(page, words):
    page.get_by_label(words, exact=True).check()


WAYS = {
    "js": (True, with_the_mouse, choose_with_the_mouse),
    "no-js": (False, with_the_mouse, choose_with_the_mouse),
    "keyboard": (True, with_the_keyboard, choose_with_the_keyboard),
    "keyboard-no-js": (False, with_the_keyboard, choose_with_the_keyboard),
}


@pytest.mark.parametrize("way", WAYS)
def test_three_files_become_a_report_in_a_dozen_screens(visitor, uploads, erase_everything, screens, way):
    has_javascript, press, choose = WAYS[way]
    page = visitor(java_script_enabled=has_javascript, accept_downloads=True)
    page.goto(START)
    screens(page)
    field = page.get_by_label("Vos fichiers", exact=True)
    tab_onto(page, field)  # what opens then belongs to the browser
    field.set_input_files(uploads)
    press(page, "Importer mes comptes")
    page.wait_for_url("**/resultats/")
    screens(page)
    press(page, "Un rapport en PDF")
    page.wait_for_url("**/rapport/")
    screens(page)
    choose(page, "Les masquer, et tout ce qui permettrait de les retrouver")
    press(page, "Préparer le rapport")
    page.wait_for_url("**/rapport/*/")
    wait_for_the_report(page, press, has_javascript=has_javascript)
    screens(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le rapport").focus()
        page.keyboard.press("Enter")
    document = pikepdf.open(io.BytesIO(download.value.path().read_bytes()))
    assert len(document.pages) >= FEWEST_PAGES
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "fr"
    assert len(screens.seen) <= MOST_SCREENS
    erase_everything(page)


def wait_for_the_report(page, press, *, has_javascript):
    """With JavaScript the page says by itself that the document is there, and takes the focus."""
    ready = page.get_by_role("heading", level=1, name="Votre rapport est prêt")
    if has_javascript:
        ready.wait_for(timeout=120_000)
        assert "prêt" in page.locator("[data-report-said]").inner_text() or page.evaluate(FOCUSED_TEXT)
        return
    for _ in range(MOST_LOOKS):
        if ready.count():
            return
        page.wait_for_timeout(300)
        with page.expect_navigation():
            press(page, "Actualiser")
    raise AssertionError("the report is not ready")
