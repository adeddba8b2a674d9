"""Right, and wrong part by part; what people type as numbers."""

import pytest
from django.http import QueryDict

from trajectoires.learning.forms import ExerciseForm, shuffled
from trajectoires.learning.selectors import FigureQuestion
from trajectoires.learning.services import mark, readable

from .course_cases import RIGHT, exercise

WRONG = {
    "un": ({"reponse": "0"}, (False, False)),
    "plusieurs": ({"reponse": ["0", "1"]}, (True, False, False)),
    "ordre": ({"r0": "1", "r1": "3", "r2": "2"}, (True, False, False)),
    "paires": ({"r0": "Cotisations", "r1": "Subventions", "r2": "Ventes"}, (True, False, False)),
    "tableau": ({"r0": "60", "r1": "41"}, (True, False)),
    "cas": ({"reponse": "1"}, (False, False)),
}


def filled(key, answers, question=None):
    """The form as it comes from a browser."""
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return ExerciseForm(exercise(key), data, question=question)


@pytest.mark.parametrize("key", RIGHT)
def test_the_right_answer_is_right(key):
    form = filled(key, RIGHT[key])
    assert form.is_valid(), form.errors
    assert mark(form.exercise, form.given).is_right


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_answer_is_wrong_where_it_is(key):
    answers, parts = WRONG[key]
    form = filled(key, answers)
    assert form.is_valid(), form.errors
    assert mark(form.exercise, form.given).parts == parts


@pytest.mark.parametrize("key", RIGHT)
def test_nothing_given_is_not_an_answer(key):
    form = filled(key, {})
    assert not form.is_valid()
    assert set(form.errors) == set(RIGHT[key])


def test_a_place_is_given_once():
    form = filled("ordre", {"r0": "1", "r1": "1", "r2": "2"})
    assert form.non_field_errors() == ["Une même place est donnée deux fois : chaque ligne a la sienne."]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("60", "60"), ("60 %", "60"), ("60,0", "60"), ("12,5", "25/2"), ("1 500", "1500"), ("-3", "-3")],
)
def test_numbers_are_read_as_people_write_them(typed, kept):
    form = filled("tableau", {"r0": typed, "r1": "40"})
    assert form.is_valid(), form.errors
    assert form.given == [kept, "40"]


@pytest.mark.parametrize("typed", ["douze", "1.234", "60 pommes"])
def test_what_is_no_number_is_said_and_kept(typed):
    form = filled("tableau", {"r0": typed, "r1": "40"})
    assert "en chiffres" in form.errors["r0"][0]
    assert form["r0"].value() == typed


@pytest.mark.parametrize(("kept", "shown"), [("25/2", "12,5"), ("60", "60"), ("1/3", "0,33"), ("A/B", "A/B")])
def test_what_was_given_comes_back_as_it_is_written(kept, shown):
    assert readable(kept) == shown


def test_an_order_is_never_shown_as_it_is_right():
    for key in "abcdefghij":
        assert shuffled(["0", "1", "2"], key) != ["0", "1", "2"]
        assert sorted(shuffled(["0", "1", "2"], key)) == ["0", "1", "2"]
    assert [bound.name for bound in ExerciseForm(exercise("ordre"))] != ["r0", "r1", "r2"]


def test_a_former_answer_is_in_the_form():
    form = ExerciseForm(exercise("tableau"), given=["25/2", "40"])
    assert [bound.value() for bound in form] == ["12,5", "40"]
    assert ExerciseForm(exercise("plusieurs"), given=["0", "2"])["reponse"].value() == ["0", "2"]


def test_figures_without_an_answer_ask_nothing():
    assert not ExerciseForm(exercise("chez-moi"), question=FigureQuestion(reason="Rien.")).fields
    assert not ExerciseForm(exercise("chez-moi")).fields
