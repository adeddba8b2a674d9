"""How far a learner has come. A lesson is done when each of its exercises was found once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trajectoires.learning.models import Attempt, Learner, LessonPage
from trajectoires.learning.selectors.courses import CourseOutline


@dataclass(frozen=True)
class LessonProgress:
    lesson: LessonPage
    found: int
    answered: int

    @property
    def total(self) -> int:
        return len(self.lesson.exercises)

    @property
    def is_done(self) -> bool:
        return 0 < self.total <= self.found

    @property
    def is_begun(self) -> bool:
        return self.answered > 0 and not self.is_done


@dataclass(frozen=True)
class CourseProgress:
    outline: CourseOutline
    lessons: list[LessonProgress]

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.lessons)

    @property
    def is_begun(self) -> bool:
        return any(each.answered for each in self.lessons)

    @property
    def is_done(self) -> bool:
        return bool(self.lessons) and self.done == len(self.lessons)

    @property
    def next(self) -> LessonPage | None:
        """Where to resume: the first lesson, in the order of the course, that is not done."""
        return next((each.lesson for each in self.lessons if not each.is_done), None)


def attempts_on(lesson: LessonPage, learner: Learner | None) -> dict[str, Attempt]:
    """The last answer to each exercise of a lesson, by the key of the exercise."""
    if learner is None:
        return {}
    return {attempt.key: attempt for attempt in learner.attempts.filter(lesson=lesson).exclude(given=[])}


def progress_of(learner: Learner | None, outlines: Sequence[CourseOutline]) -> list[CourseProgress]:
    """Her progress in each course, in one query. An exercise that editors took away counts for nothing."""
    rows = learner.attempts.exclude(given=[]).values_list("lesson_id", "key", "found_at") if learner else []
    answers: dict[int, dict[str, bool]] = {}
    for lesson_id, key, found_at in rows:
        answers.setdefault(lesson_id, {})[key] = found_at is not None
    return [course_progress(outline, answers) for outline in outlines]


def course_progress(outline: CourseOutline, answers: Mapping[int, Mapping[str, bool]]) -> CourseProgress:
    """The progress in one course of who gave these answers: whether each was found, by lesson and key."""
    lessons = [_lesson_progress(each, answers.get(each.pk, {})) for each in outline.lessons]
    return CourseProgress(outline, lessons)


def _lesson_progress(lesson: LessonPage, answers: Mapping[str, bool]) -> LessonProgress:
    present = {block.value["key"] for block in lesson.exercises}
    kept = [was_found for key, was_found in answers.items() if key in present]
    return LessonProgress(lesson, found=sum(kept), answered=len(kept))
