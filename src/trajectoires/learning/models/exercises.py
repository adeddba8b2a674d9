"""An exercise as it was written, whatever holds it, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trajectoires.learning.enums import ExerciseKind, Verdict

CHOICES = {ExerciseKind.CHOIX_UNIQUE, ExerciseKind.CHOIX_MULTIPLES, ExerciseKind.CAS}
ANSWERS = {  # how few and how many
    ExerciseKind.CHOIX_UNIQUE: (2, 5),
    ExerciseKind.CHOIX_MULTIPLES: (3, 6),
    ExerciseKind.CAS: (2, 5),
    ExerciseKind.ORDRE: (3, 6),
    ExerciseKind.PAIRES: (3, 6),
    ExerciseKind.TABLEAU: (2, 6),
    ExerciseKind.MES_CHIFFRES: (0, 0),
}


@dataclass(frozen=True)
class Answer:
    text: str
    verdict: str = ""
    value: str = ""
    explanation: str = ""

    @property
    def is_right(self) -> bool:
        return self.verdict == Verdict.OUI


@dataclass(frozen=True)
class Exercise:
    """`answers` of an order are in the right order; `value` is the other half of a pair, or the number of a row."""

    key: str
    kind: ExerciseKind
    instruction: str
    figure: str = ""
    statement: str = ""
    unit: str = ""
    hints: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    explanation: str = ""

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Exercise":
        """From what editors wrote: a value of ExerciseBlock."""
        return cls(
            key=value["key"],
            kind=ExerciseKind(value["kind"]),
            instruction=value["instruction"],
            figure=value["figure"] or "",
            statement=value["statement"] or "",
            unit=value["unit"] or "",
            hints=tuple(hint["text"] for hint in value["hints"]),
            answers=tuple(_answer(answer) for answer in value["answers"]),
            explanation=value["explanation"] or "",
        )

    @property
    def right(self) -> list[int]:
        """The places of the answers to choose."""
        return [place for place, answer in enumerate(self.answers) if answer.is_right]


def _answer(value: Mapping[str, Any]) -> Answer:
    return Answer(*(value[name] or "" for name in ("text", "verdict", "value", "explanation")))


def faults_of(exercises: Sequence[Exercise]) -> list[str]:
    """Everything that keeps these exercises from being done, in French, each with the exercise that it is about."""
    keys = [exercise.key for exercise in exercises]
    twice = [f"Deux exercices ont la clé « {key} »." for key in dict.fromkeys(keys) if keys.count(key) > 1]
    return [*twice, *(f"« {each.key} » : {fault}" for each in exercises for fault in _faults(each))]


def advice_on(exercises: Sequence[Exercise]) -> list[str]:
    """What a learner would miss: an answer, or an exercise, that explains nothing."""
    return [f"« {each.key} » : {advice}" for each in exercises for advice in _advice(each)]


def _faults(exercise: Exercise) -> Iterator[str]:
    least, most = ANSWERS[exercise.kind]
    if not least <= len(exercise.answers) <= most:
        wanted = f"de {least} à {most} réponses" if most else "aucune réponse : elle est calculée"
        yield f"il faut {wanted}, il y en a {len(exercise.answers)}."
    if exercise.kind in CHOICES:
        yield from _faults_of_choice(exercise)
    values = [answer.value for answer in exercise.answers]
    if exercise.kind is ExerciseKind.PAIRES and (not all(values) or len(set(values)) < len(values)):
        yield "chaque réponse a son autre moitié, et aucune ne sert deux fois."
    if exercise.kind is ExerciseKind.TABLEAU:
        yield from _faults_of_table(exercise, values)
    if exercise.kind is ExerciseKind.CAS and not (exercise.statement and exercise.hints):
        yield "un cas a un énoncé et un indice au moins."
    if exercise.kind is ExerciseKind.MES_CHIFFRES and not exercise.figure:
        yield "dites ce qui est demandé."


def _faults_of_choice(exercise: Exercise) -> Iterator[str]:
    right = len(exercise.right)
    if any(not answer.verdict for answer in exercise.answers):
        yield "dites de chaque réponse si elle est juste."
    elif exercise.kind is ExerciseKind.CHOIX_MULTIPLES and right in (0, len(exercise.answers)):
        yield "il faut une réponse juste au moins, et une à ne pas choisir."
    elif exercise.kind is not ExerciseKind.CHOIX_MULTIPLES and right != 1:
        yield f"une seule réponse est juste ; ici, {right}."


def _faults_of_table(exercise: Exercise, values: Iterable[str]) -> Iterator[str]:
    if not exercise.unit:
        yield "dites l’unité des nombres à trouver."
    if not all(value.isascii() and value.isdigit() for value in values):
        yield "chaque case à remplir attend un nombre entier."


def _advice(exercise: Exercise) -> Iterator[str]:
    if exercise.kind in CHOICES:
        if any(not answer.explanation for answer in exercise.answers):
            yield "une réponse n’est pas expliquée."
    elif not exercise.explanation:
        yield "l’exercice n’explique pas sa réponse."
