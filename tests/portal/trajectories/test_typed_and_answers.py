"""Typed years, answers, the link that takes a work up again, the words of disagreement."""

import datetime as dt

import pytest
from django.http import Http404

from socioeco.readers import Answers, ExerciceAnswers, Opinion, Question, TypedExercice, TypedLine
from trajectoires.trajectories import access
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.selectors import answers_of, work_of
from trajectoires.trajectories.services import (
    dispute,
    receive_files,
    remove_typed,
    renew_link,
    save_answers,
    save_typed,
    typed_or_404,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def typed(year, **lines):
    return TypedExercice(
        opened_on=dt.date(year, 1, 1),
        closed_on=dt.date(year, 12, 31),
        lines={line: lines.get(line.value) for line in TypedLine},
    )


@pytest.fixture
def one_year(now):
    return save_typed(
        trajectory=None, exercice=typed(2024, cotisations=50_000, depenses=40_000), hours=1_200, now=now
    )


def test_a_typed_year_starts_a_work_with_its_link_and_its_date(one_year, now):
    assert one_year.expires_at == now + dt.timedelta(days=30)
    assert len(one_year.resume_key) == 32
    year = one_year.typed_years.get()
    assert TypedExercice.from_json(year.lines)[TypedLine.COTISATIONS] == 50_000
    assert answers_of(one_year).of(year.opened_on, year.closed_on).get(Question.HEURES) == 1_200


def test_the_same_year_typed_again_takes_the_place_of_the_first(one_year, now):
    save_typed(trajectory=one_year, exercice=typed(2024, dons=7, depenses=3), hours=None, now=now)
    year = one_year.typed_years.get()
    assert TypedExercice.from_json(year.lines)[TypedLine.DONS] == 7
    one_year.refresh_from_db()
    assert answers_of(one_year).of(year.opened_on, year.closed_on).get(Question.HEURES) is None


def test_a_year_whose_dates_are_corrected_is_not_kept_twice(one_year, now):
    former = one_year.typed_years.get()
    save_typed(
        trajectory=one_year, exercice=typed(2023, dons=7, depenses=3), hours=None, replaces=former, now=now
    )
    assert [each.closed_on.year for each in one_year.typed_years.all()] == [2023]


def test_the_year_of_another_is_not_found(one_year, now):
    other = save_typed(trajectory=None, exercice=typed(2024, dons=7, depenses=3), hours=None, now=now)
    with pytest.raises(Http404):
        remove_typed(trajectory=one_year, typed_id=other.typed_years.get().id)
    with pytest.raises(Http404):
        typed_or_404(one_year, other.typed_years.get().id)
    assert other.typed_years.count() == 1


def test_typed_and_imported_years_mix(one_year, fec, upload, now):
    receive_files(trajectory=one_year, files=[upload(fec("741000 Aide 600", year=2025), year=2025)], now=now)
    assert [(each.label, each.postes.origine) for each in work_of(one_year).exercices] == [
        ("2024", "saisie"),
        ("2025", "fec"),
    ]


def test_the_file_of_a_year_wins_over_its_typed_lines_and_they_are_said_aside(one_year, fec, upload, now):
    receive_files(trajectory=one_year, files=[upload(fec("741000 Aide 600", year=2024), year=2024)], now=now)
    work = work_of(one_year)
    assert [each.postes.origine for each in work.exercices] == ["fec"]
    assert [each.closed_on.year for each in work.set_aside] == [2024]


def test_answers_are_kept_whole(one_year, now):
    year = one_year.typed_years.get()
    answers = Answers(
        exercices={
            f"{year.opened_on}/{year.closed_on}": ExerciceAnswers(
                values={Question.ETP: 150}, unknown=frozenset({Question.HEURES})
            )
        },
        opinions={"membres": Opinion.EN_PARTIE},
    )
    save_answers(trajectory=one_year, answers=answers, now=now)
    one_year.refresh_from_db()
    assert answers_of(one_year) == answers
    assert answers_of(Trajectory(answers={})) == Answers()


def test_what_one_thinks_of_the_position_is_kept_with_its_date_and_can_be_taken_back(one_year, now):
    dispute(trajectory=one_year, text="Nous sommes d’abord un collectif.", now=now)
    one_year.refresh_from_db()
    assert (one_year.dispute, one_year.disputed_at) == ("Nous sommes d’abord un collectif.", now)
    dispute(trajectory=one_year, text="", now=now)
    one_year.refresh_from_db()
    assert (one_year.dispute, one_year.disputed_at) == ("", None)


def test_the_link_opens_its_work_and_no_other(one_year, now):
    other = save_typed(trajectory=None, exercice=typed(2024, dons=7, depenses=3), hours=None, now=now)
    assert access.find_by_link(one_year.resume_key, now=now) == one_year
    assert access.find_by_link(other.resume_key, now=now) == other
    for wrong in ("", one_year.resume_key[:-1], one_year.resume_key.swapcase(), str(one_year.id)):
        assert access.find_by_link(wrong, now=now) is None


def test_a_link_that_was_changed_or_whose_time_is_over_opens_nothing(one_year, now):
    former = one_year.resume_key
    renewed = renew_link(work=one_year)
    assert renewed != former
    assert access.find_by_link(former, now=now) is None
    assert access.find_by_link(renewed, now=now + 29 * DAY) == one_year
    assert access.find_by_link(renewed, now=now + 30 * DAY) is None


def test_no_demonstration_has_a_link(now):
    Trajectory.objects.create(created_at=now, demonstration_slug="club")
    assert access.find_by_link("", now=now) is None
    assert Trajectory.objects.get().resume_key is None
