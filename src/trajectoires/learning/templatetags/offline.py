"""Exercises as paper asks them, and as their answers are given: nothing is filled in by a machine there."""

from dataclasses import dataclass

from django import template
from django.urls import reverse

from trajectoires.learning.enums import ExerciseKind
from trajectoires.learning.forms.exercises import shuffled
from trajectoires.learning.models import LessonPage
from trajectoires.learning.models.exercises import CHOICES, Exercise
from trajectoires.learning.selectors.courses import CourseOutline
from trajectoires.learning.selectors.offline import OfflineFacts, facts_of

register = template.Library()


@dataclass(frozen=True)
class PrintedExercise:
    """An exercise with its own name in the whole course; `online` is where it can be done, when only there."""

    number: int
    anchor: str
    exercise: Exercise
    online: str = ""

    @property
    def is_choice(self) -> bool:
        return self.exercise.kind in CHOICES

    @property
    def is_order(self) -> bool:
        return self.exercise.kind is ExerciseKind.ORDRE

    @property
    def is_pairs(self) -> bool:
        return self.exercise.kind is ExerciseKind.PAIRES

    @property
    def is_table(self) -> bool:
        return self.exercise.kind is ExerciseKind.TABLEAU

    @property
    def texts(self) -> list[str]:
        """What is asked about; the steps of an order in another one than the right one."""
        texts = [answer.text for answer in self.exercise.answers]
        return shuffled(texts, self.exercise.key) if self.is_order else texts

    @property
    def values(self) -> list[str]:
        """The other halves of pairs, mixed."""
        return shuffled([answer.value for answer in self.exercise.answers], self.exercise.key)

    @property
    def cells(self) -> list[list[str]]:
        """A table to fill in: a dotted line where a number is waited for."""
        return [[text, "……………"] for text in self.texts]

    @property
    def unit_heading(self) -> list[str]:
        return ["Ligne", f"Votre nombre, en {self.exercise.unit}"]


@register.simple_tag
def printed_exercises(lesson: LessonPage) -> list[PrintedExercise]:
    """The exercises of a lesson, in their order."""
    *_, course, slug = lesson.address.strip("/").split("/")
    address = reverse("learning:exercises", args=[course, slug])
    return [
        PrintedExercise(
            number,
            f"exercice-{slug}-{each.key}",
            each,
            address if each.kind is ExerciseKind.MES_CHIFFRES else "",
        )
        for number, each in enumerate(lesson.all_exercises, start=1)
    ]


@register.simple_tag
def offline_facts(outline: CourseOutline) -> OfflineFacts:
    return facts_of(outline)
