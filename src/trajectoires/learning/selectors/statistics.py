"""What learners answer first, exercise by exercise. Nothing here tells who."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from trajectoires.learning.models import AnswerCount, LessonPage


@dataclass(frozen=True)
class AnswerShare:
    """`part` of the first answers given to this exercise, between 0 and 1."""

    text: str
    is_right: bool
    count: int
    part: float


@dataclass(frozen=True)
class ExerciseAnswers:
    instruction: str
    answers: list[AnswerShare]

    @property
    def misleading(self) -> AnswerShare | None:
        """The wrong answer that was chosen most, if any was."""
        return next((answer for answer in self.answers if not answer.is_right), None)


def lessons_with_answers() -> "Iterable[LessonPage]":
    """Lessons that somebody answered, with `given` and `wrong` counts; first where most was wrong."""
    return (
        LessonPage.objects.annotate(
            given=Sum("answer_counts__count"),
            wrong=Sum("answer_counts__count", filter=Q(answer_counts__is_right=False), default=0),
            exercises_answered=Count("answer_counts__key", distinct=True),
        )
        .filter(given__gt=0)
        .order_by("-wrong", "title")
    )


def answers_on(lesson: LessonPage) -> list[ExerciseAnswers]:
    """Each exercise of the lesson as it is now that was answered, its answers from the most to the least chosen."""
    rows: dict[str, list[AnswerCount]] = {}
    for row in lesson.answer_counts.order_by("-count", "answer"):
        rows.setdefault(row.key, []).append(row)
    return [
        ExerciseAnswers(exercise.instruction, _shares(rows[exercise.key]))
        for exercise in lesson.all_exercises
        if exercise.key in rows
    ]


def _shares(rows: list[AnswerCount]) -> list[AnswerShare]:
    total = sum(row.count for row in rows)
    return [AnswerShare(row.answer, row.is_right, row.count, row.count / total) for row in rows]
