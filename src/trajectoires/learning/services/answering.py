"""Keep an answer: the learner's, and one more in the count of answers, which knows nobody."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from trajectoires.learning.enums import KEPT, ExerciseKind
from trajectoires.learning.models import AnswerCount, Attempt, Learner, LessonPage
from trajectoires.learning.models.exercises import CHOICES, Exercise
from trajectoires.learning.services.marking import Given, Mark


@transaction.atomic
def answer(
    *, learner: Learner, lesson: LessonPage, exercise: Exercise, marked: Mark, now: datetime
) -> Attempt:
    """Write it over the former answer, if any. Only the first answer of each learner is counted."""
    found_at = now if marked.is_right else None
    attempt, is_first = Attempt.objects.select_for_update().get_or_create(
        learner=learner,
        lesson=lesson,
        key=exercise.key,
        defaults={
            "given": list(marked.given),
            "is_right": marked.is_right,
            "found_at": found_at,
            "answered_at": now,
        },
    )
    if is_first:
        _count(lesson, exercise, marked.given)
    else:
        _write_over(attempt, marked, now)
    if learner.expires_at:
        Learner.objects.filter(pk=learner.pk).update(expires_at=now + KEPT)
    return attempt


def _write_over(attempt: Attempt, marked: Mark, now: datetime) -> None:
    attempt.given, attempt.is_right, attempt.answered_at = list(marked.given), marked.is_right, now
    attempt.found_at = attempt.found_at or (now if marked.is_right else None)
    attempt.tries = F("tries") + 1
    attempt.save()


def _count(lesson: LessonPage, exercise: Exercise, given: Given) -> None:
    for text, is_right in _chosen(exercise, given):
        row, _ = AnswerCount.objects.get_or_create(
            lesson=lesson, key=exercise.key, answer=text, defaults={"is_right": is_right}
        )
        AnswerCount.objects.filter(pk=row.pk).update(count=F("count") + 1, is_right=is_right)


def _chosen(exercise: Exercise, given: Given) -> Iterable[tuple[str, bool]]:
    """What was chosen, in words. An answer on somebody's own figures is never counted: it is hers."""
    if exercise.kind in CHOICES:
        return [(exercise.answers[int(place)].text, exercise.answers[int(place)].is_right) for place in given]
    if exercise.kind is ExerciseKind.MES_CHIFFRES:
        return []
    right = [each.value or str(rank) for rank, each in enumerate(exercise.answers, start=1)]
    pairs = zip(exercise.answers, given, right, strict=True)
    return [(f"{each.text} → {value}"[:300], value == wanted) for each, value, wanted in pairs]


def start_again(*, learner: Learner, lesson: LessonPage, key: str) -> None:
    """Show the exercise as new. That it was found once is forgotten too; that it was answered is not counted twice."""
    found = Attempt.objects.filter(learner=learner, lesson=lesson, key=key)
    found.update(given=[], is_right=False, found_at=None)
