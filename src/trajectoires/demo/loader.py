"""What the fictitious associations answer, and the one that has no accounts file: read from `associations.yaml`."""

from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from socioeco.readers import (
    Answers,
    ExerciceAnswers,
    Opinion,
    Question,
    TypedExercice,
    TypedLine,
    exercice_key,
)


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoryAnswers(_Definition):
    """Lists hold one answer by exercice, oldest first; None is « je ne sais pas »."""

    achats_publics: Fraction | None = None  # share of sales; absent: the question is left open
    ne_sait_pas: tuple[Question, ...] = ()
    heures: tuple[int, ...] = ()
    etp: tuple[Fraction, ...] = ()
    partenaires: tuple[int, ...] = ()
    opinions: dict[str, Opinion] = {}


class TypedAssociation(_Definition):
    slug: str
    name: str
    story: str
    exercices: tuple[dict[TypedLine, int | None], ...]  # whole euros, oldest first
    answers: StoryAnswers


class Associations(_Definition):
    histoires: dict[str, StoryAnswers]
    saisies: tuple[TypedAssociation, ...]


@cache
def associations() -> Associations:
    text = files("trajectoires.demo").joinpath("associations.yaml").read_text(encoding="utf-8")
    return Associations.model_validate(yaml.safe_load(text))


def typed_exercices(association: TypedAssociation, *, first_year: int) -> list[TypedExercice]:
    return [
        TypedExercice(
            opened_on=date(year, 1, 1),
            closed_on=date(year, 12, 31),
            lines={line: None if euros is None else euros * 100 for line, euros in lines.items()},
        )
        for year, lines in enumerate(association.exercices, start=first_year)
    ]


def answers_of(told: StoryAnswers, periods: list[tuple[date, date]], sales: list[int]) -> Answers:
    """The answers of a story for its exercices, whose sales in centimes are given beside."""
    return Answers(
        exercices={
            exercice_key(*period): _answers(told, index, sales[index]) for index, period in enumerate(periods)
        },
        opinions=told.opinions,
    )


def _answers(told: StoryAnswers, index: int, sales: int) -> ExerciceAnswers:
    given: dict[Question, Any] = {
        Question.ACHATS_PUBLICS: None if told.achats_publics is None else told.achats_publics * sales,
        Question.HEURES: _at(told.heures, index),
        Question.ETP: None if _at(told.etp, index) is None else told.etp[index] * 100,
        Question.PARTENAIRES: _at(told.partenaires, index),
    }
    return ExerciceAnswers(
        values={question: int(number) for question, number in given.items() if number is not None},
        unknown=frozenset(told.ne_sait_pas),
    )


def _at(numbers: tuple[Any, ...], index: int) -> Any:
    return numbers[index] if index < len(numbers) else None
