"""When one is reminded, of what, and whether it is over."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from trajectoires.learning.enums import Ending, Rhythm
from trajectoires.learning.models import Attempt, Learner, Reminder
from trajectoires.learning.selectors.progress import CourseProgress

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class OwnReminder:
    """What « Mon parcours » says of a reminder. `ending` as it is now: the row learns it on its next day."""

    reminder: Reminder
    course: str
    ending: str


@dataclass(frozen=True)
class Learnt:
    """The answers of a learner: whether each was found, by lesson and key; when the last was given."""

    answers: dict[int, dict[str, bool]] = field(default_factory=dict)
    last_at: dt.datetime | None = None


def next_day(after: dt.date, rhythm: str, weekday: int) -> dt.date:
    """The first day after this one that follows the rhythm: a week at most, two weeks at most, the next month's first."""
    found = after + dt.timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)
    if rhythm == Rhythm.FORTNIGHTLY:
        return found + WEEK
    while rhythm == Rhythm.MONTHLY and found.day > WEEK.days:
        found += WEEK
    return found


def followable(courses: Sequence[CourseProgress]) -> list[CourseProgress]:
    """What one may be reminded of: the courses under way, else those that are not done."""
    left = [each for each in courses if each.next]
    return [each for each in left if each.is_begun] or left


def reminder_of(learner: Learner | None) -> Reminder | None:
    """Hers, which `access.find_learner` brought with her."""
    return getattr(learner, "reminder", None)


def own_reminder(learner: Learner | None, courses: Sequence[CourseProgress]) -> OwnReminder | None:
    """Her reminder; over as soon as its course is done. No query, unless its course is no longer published."""
    reminder = reminder_of(learner)
    if reminder is None:
        return None
    followed = next((each for each in courses if each.outline.course.pk == reminder.course_id), None)
    course = followed.outline.course if followed else reminder.course
    is_over = followed is not None and followed.is_done and reminder.is_active
    ending = reminder.ending or (Ending.DONE if is_over else "")
    return OwnReminder(reminder, course.title, Ending(ending).label if ending else "")


def learnt_by(learners: Collection[UUID]) -> Mapping[UUID, Learnt]:
    """What each of these learners answered, in one query. An exercise begun again counts as seen, not as answered."""
    rows = Attempt.objects.filter(learner__in=learners)
    found: dict[UUID, Learnt] = {}
    for learner, lesson, key, given, found_at, at in rows.values_list(
        "learner_id", "lesson_id", "key", "given", "found_at", "answered_at"
    ):
        before = found.get(learner, Learnt())
        if given:
            before.answers.setdefault(lesson, {})[key] = found_at is not None
        found[learner] = Learnt(before.answers, max(filter(None, (before.last_at, at))))
    return found
