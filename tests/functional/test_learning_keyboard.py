"""The same path without a mouse, with JavaScript and without: every kind of exercise, then an attestation and its proof."""

import pytest

from .learner import (
    ANSWERS,
    CHECK,
    PLACEMENT,
    PROGRESS,
    answer_by_request,
    check_result,
    forget,
    given,
    title_of,
)  # fmt: skip
from .test_learning_path import BETWEEN, FIRST, LAST, NAME, TYPED, download_by, read_the_document

FUNDS = BETWEEN[3]  # with the last lesson, all seven kinds of exercises
MOST_STOPS = 120
# Where the focus is, asked at each stop: without JavaScript no page can record it by itself, as `RECORD_FOCUS` does.
STOP = """(target) => {
  const node = document.activeElement
  const style = getComputedStyle(node)
  const box = node.getBoundingClientRect()
  return {
    name: node.outerHTML.slice(0, 120),
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    isSeen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    isTarget: node === target,
    isBrowser: node === document.body,
  }
}"""
IS_NOWHERE = "document.activeElement.matches('body, .skip')"


@pytest.fixture
def people(page_with_and_without_js, visitor, request):
    """A learner, and somebody else who will have her document."""
    has_script = request.node.callspec.params["page_with_and_without_js"]
    yield page_with_and_without_js, visitor(java_script_enabled=has_script)
    forget(page_with_and_without_js)


def test_from_the_placement_to_an_attestation_without_a_mouse(people):
    learner, verifier = people
    be_placed(learner)
    do_the_course(learner)
    ask_for_the_attestation(learner)
    document = download_by(learner, lambda link: press(learner, link))
    verify(verifier, read_the_document(document))
    press(learner, learner.get_by_role("link", name="Retirer cette attestation"))
    press(learner, learner.get_by_role("button", name="Retirer l’attestation"))
    check_focus(learner, learner.get_by_role("group", name="L’attestation est retirée"))


# --- the ways of keys -------------------------------------------------------------------------------------------------


def tab(page, target=None):
    """One stop further, which has a ring and is on the screen; after the last of a page, the browser's own."""
    page.keyboard.press("Tab")
    stop = page.evaluate(STOP, target)
    assert stop["isBrowser"] or (stop["ring"] >= 2 and stop["isSeen"]), stop
    return stop


def reach(page, locator):
    """With Tab alone, past the links of the frame when one has just come to the page."""
    target = locator.element_handle()
    if page.evaluate(IS_NOWHERE):
        tab(page)
        page.keyboard.press("Enter")
    for _ in range(MOST_STOPS):
        if tab(page, target)["isTarget"]:
            return
    raise AssertionError(f"{locator} is not reached with Tab")


def press(page, locator, key="Enter"):
    reach(page, locator)
    page.keyboard.press(key)


def write(page, locator, words):
    reach(page, locator)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def check_focus(page, locator):
    locator.and_(page.locator(":focus")).wait_for()


def go_around(page):
    """From one stop to the same again, by the end of the page and its top: nothing keeps the focus."""
    tab(page)
    first = page.evaluate_handle("document.activeElement")
    for _ in range(MOST_STOPS):
        if tab(page, first)["isTarget"]:
            return
    raise AssertionError("the focus does not come round")


# --- the answers ------------------------------------------------------------------------------------------------------


def choose(page, radios, value):
    """One stop for all the choices of a question; arrows go from one to the next."""
    wanted = radios.and_(page.locator(f"[value='{value}']"))
    press(page, radios.first, "Space")
    for _ in range(radios.count()):
        if not wanted.is_checked():
            page.keyboard.press("ArrowDown")
    assert wanted.is_checked()


def pick(page, field, value):
    press(page, field, "Home")
    for _ in range(field.locator("option").count()):
        if field.input_value() != value:
            page.keyboard.press("ArrowDown")
    assert field.input_value() == value


def answer(page, exercise):
    """Give the right answer, field after field in the order of the page."""
    section = page.locator(f"#{exercise['cle']}")
    values = given(page, exercise, is_right=True)
    if (radios := section.get_by_role("radio")).count():
        choose(page, radios, values["reponse"][0])
    for box in section.get_by_role("checkbox").all():
        press(page, box, "Space" if box.get_attribute("value") in values["reponse"] else "Shift")
    for field in section.get_by_role("textbox").all():
        write(page, field, values[field.get_attribute("name")][0])
    for field in section.get_by_role("combobox").all():
        pick(page, field, values[field.get_attribute("name")][0])
    press(page, section.locator("[value=valider]"))
    check_result(page, exercise, title_of(exercise, is_right=True))
    assert page.locator(".outcome:focus-visible").count() == 1


def do_lesson(page, lesson):
    press(page, page.get_by_role("link", name="Faire les exercices"))
    page.wait_for_url(f"**{lesson.page_of_exercises}")
    for exercise in lesson.exercises:
        answer(page, exercise)
    page.get_by_role("heading", name="Leçon terminée").wait_for()


# --- the path ---------------------------------------------------------------------------------------------------------


def be_placed(page):
    page.goto(PLACEMENT)
    for question, chosen in ANSWERS.items():
        choose(page, page.locator(f"[name={question}]"), chosen)
    press(page, page.get_by_role("button", name="Voir les leçons"))
    check_focus(page, page.get_by_role("heading", name="Commencez par la première"))
    assert tab(page, page.get_by_role("link", name=FIRST.title).element_handle())["isTarget"]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{FIRST.address}")


def do_the_course(page):
    """Two lessons by keys, with all seven kinds of exercises; the others by request, as in test_learning_path."""
    for lesson in (FIRST, *BETWEEN):
        if lesson is not FUNDS:
            answer_by_request(page, lesson)
    page.goto(PROGRESS)
    press(page, page.get_by_role("link", name=f"Reprendre : {FUNDS.title}"))
    do_lesson(page, FUNDS)
    press(page, page.get_by_role("link", name="Leçon suivante"))
    page.wait_for_url(f"**{LAST.address}")
    do_lesson(page, LAST)
    kinds = {exercise["sorte"] for lesson in (FUNDS, LAST) for exercise in lesson.exercises}
    assert len(kinds) == 7
    go_around(page)


def ask_for_the_attestation(page):
    press(page, page.get_by_role("link", name="Cours terminé : mon attestation"))
    press(page, page.get_by_label("Le jour où l’attestation a été établie"), "Space")
    press(page, page.get_by_role("button", name="Établir mon attestation"))
    check_focus(page, page.locator(".error-summary"))
    go_around(page)
    press(page, page.get_by_role("link", name="Écrivez le nom"))
    check_focus(page, page.locator("[name=name]"))
    page.keyboard.type(NAME)
    press(page, page.get_by_role("button", name="Établir mon attestation"))
    check_focus(page, page.get_by_role("group", name="C’est fait"))


def verify(page, key):
    page.goto(CHECK)
    write(page, page.get_by_label("La clé de vérification"), key)
    press(page, page.get_by_role("button", name="Vérifier"))
    page.get_by_role("heading", name="Cette attestation vient bien de ce site").wait_for()
    write(page, page.get_by_label("Le nom que vous lisez sur l’attestation"), TYPED)
    press(page, page.get_by_role("button", name="Comparer le nom"))
    check_focus(page, page.get_by_role("group", name="Oui."))
    go_around(page)
