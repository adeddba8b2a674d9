"""What keeps an exercise from being done, and what a learner would miss."""

import pytest
from django.core.exceptions import ValidationError

from trajectoires.learning.models.exercises import Answer, advice_on, faults_of

from .course_cases import EXERCISES, answers, build_course, exercise

WRONG = [
    (exercise("un", answers=answers("Seule", verdict="oui")), "de 2 à 5 réponses, il y en a 1"),
    (exercise("un", answers=answers("A", "B", verdict="oui")), "une seule réponse est juste ; ici, 2"),
    (exercise("un", answers=answers("A", "B", verdict="non")), "une seule réponse est juste ; ici, 0"),
    (exercise("un", answers=answers("A", "B")), "dites de chaque réponse si elle est juste"),
    (exercise("plusieurs", answers=answers("A", "B", "C", verdict="oui")), "et une à ne pas choisir"),
    (exercise("plusieurs", answers=answers("A", "B", "C", verdict="non")), "une réponse juste au moins"),
    (exercise("ordre", answers=answers("A", "B")), "de 3 à 6 réponses"),
    (exercise("paires", answers=answers("A", "B", "C", value="X")), "aucune ne sert deux fois"),
    (exercise("paires", answers=answers("A", "B", "C")), "chaque réponse a son autre moitié"),
    (exercise("tableau", unit=""), "dites l’unité"),
    (exercise("tableau", answers=answers("A", "B", value="douze")), "un nombre entier"),
    (exercise("cas", statement=""), "un énoncé et un indice"),
    (exercise("cas", hints=()), "un énoncé et un indice"),
    (exercise("chez-moi", figure=""), "dites ce qui est demandé"),
    (exercise("chez-moi", answers=answers("A")), "aucune réponse : elle est calculée"),
]


@pytest.mark.parametrize("key", [each["key"] for each in EXERCISES])
def test_an_exercise_of_each_kind_has_no_fault(key):
    assert faults_of([exercise(key)]) == []
    assert advice_on([exercise(key)]) == []


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_each_fault_is_said(wrong, said):
    assert said in " ".join(faults_of([wrong]))
    assert f"« {wrong.key} »" in faults_of([wrong])[0]


def test_everything_is_said_at_once():
    found = faults_of([exercise("un"), exercise("un", answers=()), exercise("tableau", unit="")])
    assert len(found) == 4
    assert found[0] == "Deux exercices ont la clé « un »."


def test_what_explains_nothing_is_told():
    silent = exercise("un", answers=(Answer("A", "oui"), Answer("B", "non", explanation="Non.")))
    assert advice_on([silent]) == ["« un » : une réponse n’est pas expliquée."]
    assert advice_on([exercise("ordre", explanation="")]) == [
        "« ordre » : l’exercice n’explique pas sa réponse."
    ]


@pytest.mark.django_db
def test_a_lesson_with_a_fault_is_refused():
    lesson = build_course().first
    lesson.full_clean()
    lesson.exercises[0].value["key"] = "plusieurs"
    with pytest.raises(ValidationError) as refused:
        lesson.full_clean()
    assert refused.value.message_dict == {"exercises": ["Deux exercices ont la clé « plusieurs »."]}


@pytest.mark.django_db
def test_a_lesson_counts_its_exercises_in_its_time():
    built = build_course()
    assert built.first.minutes - built.second.minutes == 2 * len(EXERCISES)
