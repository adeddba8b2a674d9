"""A lesson is learnt: exercises answered wrong, then right, and how far one has come is remembered."""

import pytest

from .learner import (
    NOT_YET,
    RIGHT,
    answer,
    check_result,
    check_transcript,
    fill,
    forget,
    lesson_at,
    right_answer,
    wrong_answer,
)  # fmt: skip
from .looking import RECORD_FOCUS
from .test_keyboard import HAS_FOCUS, press, tab_onto

FUNDAMENTALS = "/se-former/fondamentaux/"
LESSON = lesson_at(f"{FUNDAMENTALS}dependre-d-un-financeur/")
EXERCISES = LESSON.page_of_exercises
CASE, TABLE = LESSON.asked("cas"), LESSON.asked("tableau")


@pytest.fixture
def learning(page_with_and_without_js):
    yield page_with_and_without_js
    forget(page_with_and_without_js)


@pytest.fixture
def learner(page):
    yield page
    forget(page)


def test_a_lesson_is_found_done_and_remembered(learning):
    learning.goto("/se-former/")
    main = learning.get_by_role("main")
    for name, address in {
        "Les fondamentaux": FUNDAMENTALS,
        LESSON.title: LESSON.address,
        "Faire les exercices": EXERCISES,
    }.items():
        main.get_by_role("link", name=name).first.click()
        learning.wait_for_url(f"**{address}")
    answer(learning, CASE, is_right=False)
    for exercise in LESSON.exercises:
        assert learning.get_by_role("heading", name="Leçon terminée").count() == 0
        answer(learning, exercise, is_right=True)
    learning.get_by_role("heading", name="Leçon terminée").wait_for()
    main.get_by_role("link", name="Mon parcours").click()
    course = main.get_by_role("region", name="Les fondamentaux")
    course.get_by_text("1 leçon faite sur 8.").wait_for()
    assert course.get_by_role("listitem").filter(has_text=LESSON.title).inner_text().endswith("faite")
    course.get_by_role("link", name="Reprendre : De quoi vit une association ?").click()
    learning.wait_for_url(f"**{FUNDAMENTALS}de-quoi-vit-une-association/")


def test_a_case_is_answered_without_a_mouse(learner):
    choices = learner.locator(f"#{CASE['cle']} [name=reponse]")
    wrong, found = (int(made(CASE)["reponse"][0]) for made in (wrong_answer, right_answer))
    learner.goto(EXERCISES)
    learner.evaluate(RECORD_FOCUS)
    tab_onto(learner, choices.first)
    learner.keyboard.press("Space")
    choose_and_send(learner, choices.nth(wrong), "Vérifier : exercice 2")
    check_result(learner, CASE, NOT_YET)
    assert learner.locator(".outcome:focus-visible").count() == 1
    press(learner, "Voir la réponse")
    assert learner.locator(f"#{CASE['cle']} .outcome details").get_attribute("open") is not None
    learner.evaluate(RECORD_FOCUS)
    tab_onto(learner, choices.nth(wrong))  # what was answered is still chosen
    choose_and_send(learner, choices.nth(found), "Répondre à nouveau : exercice 2")
    check_result(learner, CASE, RIGHT)
    press(learner, "Effacer ma réponse à l’exercice 2")
    learner.locator(f"#{CASE['cle']}:focus-visible").wait_for()  # begun again, it is where one is
    assert not choices.nth(found).is_checked()


def choose_and_send(page, choice, button):
    """From a choice of the same group. Each stop on the way had a ring and was on the screen."""
    for _ in range(6):
        if not choice.is_checked():
            page.keyboard.press("ArrowDown")
    assert choice.evaluate(HAS_FOCUS)
    page.keyboard.press("Tab")
    assert " ".join(page.locator(":focus").text_content().split()) == button
    assert [stop for stop in page.evaluate("window.stops") if stop["ring"] < 2 or not stop["isSeen"]] == []
    page.keyboard.press("Enter")


def test_a_number_that_cannot_be_read_is_said_and_nothing_is_lost(learning):
    learning.goto(EXERCISES)
    fill(learning, TABLE, is_right=True)
    fields = learning.locator(f"#{TABLE['cle']}").get_by_role("textbox")
    fields.first.fill("un peu")
    typed = [field.input_value() for field in fields.all()]
    learning.locator(f"#{TABLE['cle']} [value=valider]").click()
    summary = learning.locator(".error-summary:focus")
    summary.wait_for()
    assert "Ce que vous avez saisi est conservé." in summary.inner_text()
    assert [field.input_value() for field in fields.all()] == typed
    summary.get_by_role("link").click()
    assert fields.first.evaluate(HAS_FOCUS)
    assert fields.first.get_attribute("aria-invalid") == "true"


def test_what_a_screen_reader_is_told_of_a_result(learner):
    learner.goto(EXERCISES)
    for name, is_right in {"exercice-pas-encore": False, "exercice-juste": True}.items():
        answer(learner, CASE, is_right=is_right)
        check_transcript(name, learner.get_by_role("main"))
