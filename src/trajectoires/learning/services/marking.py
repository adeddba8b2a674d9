"""Whether what was given is right, part by part. Nothing is read and nothing is written here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trajectoires.learning.enums import ExerciseKind
from trajectoires.learning.models.exercises import Exercise
from trajectoires.learning.selectors.figures import FigureQuestion

Given = Sequence[str]


@dataclass(frozen=True)
class Mark:
    """`parts` has one value for each thing that was asked: an answer to tick, a place, a pair, a cell, or the whole."""

    given: tuple[str, ...]
    parts: tuple[bool, ...]

    @property
    def is_right(self) -> bool:
        return all(self.parts)


def mark(exercise: Exercise, given: Given, question: FigureQuestion | None = None) -> Mark:
    """`given`: places of answers for a choice; a value for each answer, in their order, for the rest.

    For the own figures, one value: a choice as it is written, or a number as text (`Fraction` reads it).
    ValueError or IndexError when what was given is not an answer to this exercise.
    """
    if exercise.kind is ExerciseKind.MES_CHIFFRES:
        return Mark(tuple(given), (question is not None and _on_figures(question, given[0]),))
    return Mark(tuple(given), tuple(_PARTS[exercise.kind](exercise, given)))


def readable(value: str) -> str:
    """« 25/2 » as « 12,5 »: what was typed comes back as a number that people write; anything else as it is."""
    whole, slash, parts = value.partition("/")
    return (
        f"{int(whole) / int(parts):.2f}".rstrip("0").replace(".", ",") if slash and parts.isdigit() else value
    )


def _on_figures(question: FigureQuestion, given: str) -> bool:
    return question.accepts(given if question.choices else Fraction(given))


def _choice(exercise: Exercise, given: Given) -> list[bool]:
    chosen = {int(place) for place in given}
    if not chosen <= set(range(len(exercise.answers))):
        raise IndexError("an answer that the exercise does not have")
    return [(place in chosen) == answer.is_right for place, answer in enumerate(exercise.answers)]


def _order(exercise: Exercise, given: Given) -> list[bool]:
    places = range(1, len(exercise.answers) + 1)
    return [place == str(right) for place, right in zip(given, places, strict=True)]


def _values(exercise: Exercise, given: Given) -> list[bool]:
    return [value == answer.value for value, answer in zip(given, exercise.answers, strict=True)]


def _numbers(exercise: Exercise, given: Given) -> list[bool]:
    return [
        Fraction(value) == int(answer.value) for value, answer in zip(given, exercise.answers, strict=True)
    ]


_PARTS: Mapping[ExerciseKind, Callable[[Exercise, Given], list[bool]]] = {
    ExerciseKind.CHOIX_UNIQUE: _choice,
    ExerciseKind.CHOIX_MULTIPLES: _choice,
    ExerciseKind.CAS: _choice,
    ExerciseKind.ORDRE: _order,
    ExerciseKind.PAIRES: _values,
    ExerciseKind.TABLEAU: _numbers,
}
