"""What the person answers, and what she thinks of the position."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from socioeco.readers import Answers, Question, exercice_key
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.services.works import locked


@transaction.atomic
def save_answers(*, trajectory: Trajectory, answers: Answers, now: datetime) -> Trajectory:
    work = locked(trajectory, now=now)
    put_answers(work, answers)
    return work


def put_hours(work: Trajectory, *, opened_on: date, closed_on: date, hours: int | None) -> None:
    """The hours typed beside the ten lines are the answer to the question on hours; a blank takes nothing back
    but a number."""
    answers = Answers.from_json(work.answers)
    known = answers.of(opened_on, closed_on)
    values = {question: number for question, number in known.values.items() if question != Question.HEURES}
    unknown = known.unknown
    if hours is not None:
        values[Question.HEURES] = hours
        unknown = unknown - {Question.HEURES}
    exercices = {
        **answers.exercices,
        exercice_key(opened_on, closed_on): replace(known, values=values, unknown=unknown),
    }
    put_answers(work, replace(answers, exercices=exercices))


def put_answers(work: Trajectory, answers: Answers) -> None:
    """Inside the transaction that holds the work."""
    work.answers = answers.to_json()
    work.save(update_fields=["answers"])


@transaction.atomic
def dispute(*, trajectory: Trajectory, text: str, now: datetime) -> Trajectory:
    """The person's own view of where she stands; an empty text takes it back."""
    work = locked(trajectory, now=now)
    work.dispute = text
    work.disputed_at = now if text else None
    work.save(update_fields=["dispute", "disputed_at"])
    return work
