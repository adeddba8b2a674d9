"""Courses and what they are made of, in the order in which they are followed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from trajectoires.learning.models import CoursePage, LessonPage


@dataclass(frozen=True)
class Module:
    """Lessons that follow each other under one title."""

    title: str
    lessons: list[LessonPage]


@dataclass(frozen=True)
class CourseOutline:
    course: CoursePage
    modules: list[Module]

    @property
    def lessons(self) -> list[LessonPage]:
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


def courses() -> list[CourseOutline]:
    """Every published course with its published lessons, in two queries."""
    found = list(CoursePage.objects.live().public().order_by("number", "path"))
    lessons = list(LessonPage.objects.live().public().order_by("rank", "pk").defer("sources"))
    return [_outline(course, lessons) for course in found]


def outline_of(course: CoursePage) -> CourseOutline:
    """One course, in one query; a draft that has no place yet has no lesson."""
    if not course.pk:
        return CourseOutline(course, [])
    lessons = LessonPage.objects.live().public().child_of(course).order_by("rank", "pk").defer("sources")
    return _outline(course, lessons)


def _outline(course: CoursePage, lessons: Iterable[LessonPage]) -> CourseOutline:
    own = [lesson for lesson in lessons if lesson.path.startswith(course.path)]
    modules = [Module(title, list(group)) for title, group in groupby(own, key=lambda each: each.module)]
    return CourseOutline(course, modules)
