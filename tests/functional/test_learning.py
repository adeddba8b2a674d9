"""A lesson is learnt: exercises answered wrong, then right, and how far one has come is remembered."""

import os
import re
from pathlib import Path

import pytest
import yaml

from .looking import RECORD_FOCUS
from .test_keyboard import HAS_FOCUS, press, tab_onto

FUNDAMENTALS = "/se-former/fondamentaux/"
LESSON = f"{FUNDAMENTALS}dependre-d-un-financeur/"
EXERCISES = f"{LESSON}exercices/"
TITLE = "Dépendre d’un financeur, est-ce grave ?"
RIGHT, NOT_YET = "C’est juste", "Pas encore"
WRITTEN = Path(__file__).resolve().parents[2] / f"content/pages{LESSON.rstrip('/')}.md"
# The exercises by kind, as their file asks them: what is right is read there, not repeated here.
FRONT = yaml.safe_load(WRITTEN.read_text(encoding="utf-8").split("---\n")[1])
ASKED = {exercise["sorte"]: exercise for exercise in FRONT["exercices"]}
TRANSCRIPTS = Path(__file__).with_name("transcripts")  # written again with TRANSCRIPTS=1


@pytest.fixture
def learning(page_with_and_without_js):
    yield page_with_and_without_js
    forget(page_with_and_without_js)


@pytest.fixture
def learner(page):
    yield page
    forget(page)


def forget(page):
    """The shared site keeps nothing of a learner."""
    page.goto("/se-former/mon-parcours/")
    if (button := page.get_by_role("button", name="Effacer mon parcours")).count():
        button.click()
        page.get_by_text("C’est effacé.").wait_for()


def fill(page, exercise, *, is_right):
    """Give an answer without sending it: on accounts, the largest of the amounts shown over the resources."""
    section = page.locator(f"#{exercise['cle']}")
    if exercise["sorte"] == "cas":
        section.locator(f"[name=reponse][value='{place_of(exercise, is_right=is_right)}']").check()
    elif exercise["sorte"] == "tableau":
        for place, answer in enumerate(exercise["reponses"]):
            section.locator(f"[name=r{place}]").fill(str(int(answer["valeur"]) + (0 if is_right else 1)))
    else:
        *amounts, resources = (euros(each) for each in section.locator("dl.keys dd").all_inner_texts())
        share = round(100 * max(amounts) / resources)
        section.get_by_role("textbox").fill(f"{share if is_right else share + 50} %")


def euros(text):
    return float(re.sub(r"[^\d,]", "", text).replace(",", "."))


def place_of(exercise, *, is_right):
    """Of the right answer of a case, or of a wrong one."""
    verdict = "oui" if is_right else "non"
    return next(place for place, each in enumerate(exercise["reponses"]) if each["juste"] == verdict)


def answer(page, exercise, *, is_right):
    fill(page, exercise, is_right=is_right)
    page.locator(f"#{exercise['cle']} [value=valider]").click()
    check_result(page, exercise, RIGHT if is_right else NOT_YET)


def check_result(page, exercise, title):
    """The result is where one is, and its heading names it, as the window does."""
    group = page.locator(f"#{exercise['cle']}").get_by_role("group", name=title, exact=True)
    group.and_(page.locator(".outcome:focus")).wait_for()
    assert group.get_by_role("heading").inner_text() == title
    assert page.title().startswith(f"{title} – ")


def test_a_lesson_is_found_done_and_remembered(learning):
    learning.goto("/se-former/")
    main = learning.get_by_role("main")
    for name, address in {
        "Les fondamentaux": FUNDAMENTALS,
        TITLE: LESSON,
        "Faire les exercices": EXERCISES,
    }.items():
        main.get_by_role("link", name=name).first.click()
        learning.wait_for_url(f"**{address}")
    answer(learning, ASKED["cas"], is_right=False)
    for exercise in ASKED.values():
        assert learning.get_by_role("heading", name="Leçon terminée").count() == 0
        answer(learning, exercise, is_right=True)
    learning.get_by_role("heading", name="Leçon terminée").wait_for()
    main.get_by_role("link", name="Mon parcours").click()
    course = main.get_by_role("region", name="Les fondamentaux")
    course.get_by_text("1 leçon faite sur 8.").wait_for()
    assert course.get_by_role("listitem").filter(has_text=TITLE).inner_text().endswith("faite")
    course.get_by_role("link", name="Reprendre : De quoi vit une association ?").click()
    learning.wait_for_url(f"**{FUNDAMENTALS}de-quoi-vit-une-association/")


def test_a_case_is_answered_without_a_mouse(learner):
    case = ASKED["cas"]
    choices = learner.locator(f"#{case['cle']} [name=reponse]")
    wrong, right = (place_of(case, is_right=is_right) for is_right in (False, True))
    learner.goto(EXERCISES)
    learner.evaluate(RECORD_FOCUS)
    tab_onto(learner, choices.first)
    learner.keyboard.press("Space")
    choose_and_send(learner, choices.nth(wrong), "Vérifier : exercice 2")
    check_result(learner, case, NOT_YET)
    assert learner.locator(".outcome:focus-visible").count() == 1
    press(learner, "Voir la réponse")
    assert learner.locator(f"#{case['cle']} .outcome details").get_attribute("open") is not None
    learner.evaluate(RECORD_FOCUS)
    tab_onto(learner, choices.nth(wrong))  # what was answered is still chosen
    choose_and_send(learner, choices.nth(right), "Répondre à nouveau : exercice 2")
    check_result(learner, case, RIGHT)


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
    table = ASKED["tableau"]
    learning.goto(EXERCISES)
    fill(learning, table, is_right=True)
    fields = learning.locator(f"#{table['cle']}").get_by_role("textbox")
    fields.first.fill("un peu")
    typed = [field.input_value() for field in fields.all()]
    learning.locator(f"#{table['cle']} [value=valider]").click()
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
        answer(learner, ASKED["cas"], is_right=is_right)
        told = learner.get_by_role("main").aria_snapshot() + "\n"
        kept = TRANSCRIPTS / f"{name}.yaml"
        if os.environ.get("TRANSCRIPTS"):
            kept.write_text(told, encoding="utf-8")
        assert told == kept.read_text(encoding="utf-8")
