"""Where the person puts an account, and who she says is behind a label: her answers, never her entries."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from socioeco.comptes import classement_at
from socioeco.readers import NO_ANSWERS, Answers, ExerciceAnswers, Financeur
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.services.answers import put_answers
from trajectoires.trajectories.services.works import locked


@transaction.atomic
def place_account(
    *, trajectory: Trajectory, compte: str, places: Mapping[str, str], now: datetime
) -> Trajectory:
    """Put an account at a place in each exercice, known by its key; an empty place gives it back its first one.

    Raises ValueError on a place that the class of the account does not have.
    """
    for place in filter(None, places.values()):
        classement_at(compte, place)
    work = locked(trajectory, now=now)
    answers = Answers.from_json(work.answers)
    told = {
        key: _placed(answers.exercices.get(key, NO_ANSWERS), compte, place) for key, place in places.items()
    }
    known = {key: each for key, each in {**answers.exercices, **told}.items() if each != NO_ANSWERS}
    put_answers(work, replace(answers, exercices=known))
    return work


def _placed(answers: ExerciceAnswers, compte: str, place: str) -> ExerciceAnswers:
    others = {each: where for each, where in answers.rangements.items() if each != compte}
    return replace(answers, rangements={**others, **({compte: place} if place else {})})


@transaction.atomic
def name_financeur(
    *, trajectory: Trajectory, label: str, financeur: Financeur | None, now: datetime
) -> Trajectory:
    """Who is behind a label, in the person's words; None takes them back."""
    work = locked(trajectory, now=now)
    answers = Answers.from_json(work.answers)
    others = {each: known for each, known in answers.financeurs.items() if each != label}
    put_answers(work, replace(answers, financeurs={**others, **({label: financeur} if financeur else {})}))
    return work
