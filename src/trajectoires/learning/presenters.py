"""Exercises as their page shows them: what is asked, what was answered, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from trajectoires.learning.enums import ExerciseKind
from trajectoires.learning.models import Attempt
from trajectoires.learning.models.exercises import CHOICES, Exercise
from trajectoires.learning.selectors import FigureQuestion
from trajectoires.learning.services import Mark, mark, readable

RIGHT, NEARLY, NOT_YET = "C’est juste", "Presque", "Pas encore"


@dataclass(frozen=True)
class Line:
    """A thing that was answered: whether it was right, and what there is to say of it."""

    text: str
    is_right: bool
    words: str = ""


@dataclass(frozen=True)
class ExerciseView:
    """`title` says the result once there is one. `solution` is empty when what was answered is the solution."""

    number: int
    exercise: Exercise
    form: Any
    question: FigureQuestion | None = None
    mark: Mark | None = None
    title: str = ""
    lines: list[Line] = field(default_factory=list)
    solution: list[str] = field(default_factory=list)
    was_found: bool = False

    @property
    def is_group(self) -> bool:
        """Whether its fields stand together under the instruction; a choice is such a group by itself."""
        return "reponse" not in self.form.fields


def present_exercise(
    number: int, exercise: Exercise, form: Any, attempt: Attempt | None, question: FigureQuestion | None
) -> ExerciseView:
    """With the last answer, if it still fits the exercise: editors may have changed it since."""
    marked = _marked(exercise, attempt, question)
    if attempt is None or marked is None:
        was_found = bool(attempt and attempt.found_at)
        return ExerciseView(number, exercise, form, question, was_found=was_found)
    return ExerciseView(
        number,
        exercise,
        form,
        question,
        mark=marked,
        title=_title(exercise, marked),
        lines=_lines(exercise, question, marked),
        solution=[] if marked.is_right else _solution(exercise, question),
        was_found=attempt.found_at is not None,
    )


def _marked(exercise: Exercise, attempt: Attempt | None, question: FigureQuestion | None) -> Mark | None:
    if attempt is None:
        return None
    try:
        return mark(exercise, attempt.given, question)
    except (ValueError, IndexError):
        return None


def _title(exercise: Exercise, marked: Mark) -> str:
    if marked.is_right:
        return RIGHT
    right, asked = sum(marked.parts), len(marked.parts)
    is_shared = exercise.kind in {ExerciseKind.ORDRE, ExerciseKind.PAIRES, ExerciseKind.TABLEAU}
    return f"{NEARLY} : {right} sur {asked}" if is_shared and right else NOT_YET


def _lines(exercise: Exercise, question: FigureQuestion | None, marked: Mark) -> list[Line]:
    given = marked.given
    if exercise.kind is ExerciseKind.MES_CHIFFRES:
        unit = f" {question.unit}" if question and question.unit else ""
        return [Line(f"{readable(given[0])}{unit}", marked.is_right)]
    if exercise.kind in CHOICES:
        return _chosen(exercise, given)
    place = "place " if exercise.kind is ExerciseKind.ORDRE else ""
    return [
        Line(f"{answer.text} : {place}{readable(value)}{_unit(exercise)}", is_right)
        for answer, value, is_right in zip(exercise.answers, given, marked.parts, strict=True)
    ]


def _chosen(exercise: Exercise, given: Sequence[str]) -> list[Line]:
    chosen = [exercise.answers[int(place)] for place in given]
    lines = [Line(answer.text, answer.is_right, answer.explanation) for answer in chosen]
    missed = len(set(exercise.right) - {int(place) for place in given})
    if exercise.kind is ExerciseKind.CHOIX_MULTIPLES and missed:
        lines.append(
            Line("Il manque une réponse." if missed == 1 else f"Il manque {missed} réponses.", is_right=False)
        )
    return lines


def _solution(exercise: Exercise, question: FigureQuestion | None) -> list[str]:
    if question:
        return [question.right]
    if exercise.kind in CHOICES:
        right = [exercise.answers[place] for place in exercise.right]
        return [" – ".join(filter(None, (answer.text, answer.explanation))) for answer in right]
    if exercise.kind is ExerciseKind.ORDRE:
        return [answer.text for answer in exercise.answers]
    return [f"{answer.text} : {answer.value}{_unit(exercise)}" for answer in exercise.answers]


def _unit(exercise: Exercise) -> str:
    return f" {exercise.unit}" if exercise.unit else ""
