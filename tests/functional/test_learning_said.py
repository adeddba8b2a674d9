"""What a screen reader is told along the path of a learner: each kind of exercise, a placement, an attestation."""

import pytest

from .learner import (
    ANSWERS,
    ATTESTATION,
    CHECK,
    COURSE,
    PLACEMENT,
    answer,
    answer_by_request,
    check_transcript,
    forget,
    lessons_of,
)  # fmt: skip
from .test_learning_path import NAME, OTHER, TYPED

LESSONS = lessons_of(COURSE)
BY_KIND = {exercise["sorte"]: (lesson, exercise) for lesson in LESSONS for exercise in lesson.exercises}


@pytest.fixture(scope="module")
def learner(browser, site):
    context = browser.new_context(base_url=site.url, locale="fr-FR")
    page = context.new_page()
    yield page
    forget(page)
    context.close()


def test_there_is_an_exercise_of_each_kind():
    assert len(BY_KIND) == 7


@pytest.mark.parametrize("kind", BY_KIND)
def test_a_result_is_told_where_one_is(learner, kind):
    """Wrong, then right: `answer` checks that the focus is on the result, and that its name says it."""
    lesson, exercise = BY_KIND[kind]
    section = learner.locator(f"#{exercise['cle']}")
    learner.goto(lesson.page_of_exercises)
    for name, is_right in {"pas-encore": False, "juste": True}.items():
        answer(learner, exercise, is_right=is_right)
        check_transcript(f"exercice-{kind}-{name}", section)


def test_the_lessons_of_a_placement(page):
    page.goto(PLACEMENT)
    page.get_by_role("button", name="Voir les leçons").click()
    page.locator(".error-summary:focus").wait_for()
    assert page.title().startswith("À corriger – ")
    for question, chosen in {**ANSWERS, "banque": "non"}.items():
        page.locator(f"[name={question}][value={chosen}]").check()
    page.get_by_role("button", name="Voir les leçons").click()
    page.get_by_role("heading", name="Commencez par la première").and_(page.locator(":focus")).wait_for()
    assert page.title().startswith("Leçons proposées – ")
    check_transcript("orientation", page.get_by_role("region", name="Commencez par la première"))


def test_an_attestation_asked_for_and_verified(learner, visitor):
    for lesson in LESSONS:
        answer_by_request(learner, lesson)
    learner.goto(ATTESTATION)
    learner.get_by_role("button", name="Établir mon attestation").click()
    learner.locator(".error-summary:focus").wait_for()
    check_transcript("attestation-a-corriger", learner.get_by_role("main"))
    learner.get_by_label("Votre nom").fill(NAME)
    learner.get_by_role("button", name="Établir mon attestation").click()
    key = learner.locator("dd.key").inner_text()
    page = visitor()
    page.goto(f"{CHECK}{key}/")
    check_transcript("attestation-sans-rien", page.get_by_role("main"))
    for name, transcript in {OTHER: "attestation-autre-nom", TYPED: "attestation-nom-juste"}.items():
        page.get_by_label("Le nom que vous lisez").fill(name)
        page.get_by_role("button", name="Comparer le nom").click()
        page.locator(".callout:focus").wait_for()
        check_transcript(transcript, page.get_by_role("region", name="Vous avez le document sous les yeux ?"))
