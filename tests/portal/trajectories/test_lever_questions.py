"""What the other measures of the three levers ask: apart, worth a look, never needed."""

import pytest

from socioeco.readers import Question
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.presenters import present
from trajectoires.trajectories.selectors import work_of
from trajectoires.trajectories.selectors.questions import asked_at, question_anchor

pytestmark = pytest.mark.django_db
QUESTIONS = "/agir/trajectoire/questions/"
IN_KIND = ["741000 Subventions 600", "875000 Temps 700"]


@pytest.fixture
def last(owner):
    return work_of(Trajectory.objects.get()).exercices[-1]


def field_of(exercice, question):
    return question_anchor(exercice, question).removeprefix("id_")


def test_what_the_accounts_count_is_not_asked(work):
    (told,) = work_of(work({2025: IN_KIND})).exercices
    assert Question.EN_NATURE not in asked_at(told)
    assert {Question.HEURES, Question.ALLIANCES_INNOVATION} <= set(asked_at(told))
    assert len(set(asked_at(told))) == len(asked_at(told))


def test_an_answer_is_kept_and_shown_again(owner, last, words):
    months, cost = (
        field_of(last, each) for each in (Question.SERVICE_CIVIQUE, Question.MECENAT_COMPETENCES_COUT)
    )
    answer = owner.post(QUESTIONS, {months: "8 mois", cost: "1 500,50 €"})
    assert answer.status_code == 302
    values = work_of(Trajectory.objects.get()).exercices[-1].postes.answers.values
    assert (values[Question.SERVICE_CIVIQUE], values[Question.MECENAT_COMPETENCES_COUT]) == (8, 150_050)
    page = owner.get(QUESTIONS).content.decode()
    assert f'id="{question_anchor(last, Question.SERVICE_CIVIQUE)}"' in page
    assert "1\u202f500,50" in page


def test_what_cannot_be_read_is_given_back_open(owner, last, words):
    wrong = owner.post(QUESTIONS, {field_of(last, Question.SERVICE_CIVIQUE): "beaucoup"})
    assert wrong.status_code == 422
    assert "beaucoup" in wrong.content.decode()
    assert '<details class="define mt-5" open>' in wrong.content.decode()
    assert '<details class="define mt-5" open>' not in owner.get(QUESTIONS).content.decode()


def test_they_do_not_lengthen_the_list_of_what_is_to_be_told(owner, last):
    """The results count the questions that make them more precise, those alone."""
    before = present(Trajectory.objects.get()).open_questions
    owner.post(QUESTIONS, {field_of(last, Question.SERVICE_CIVIQUE): "8"})
    assert present(Trajectory.objects.get()).open_questions == before
