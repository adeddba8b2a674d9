"""A course as it is taken away: what is published of it, and when it last changed."""

import datetime as dt
import math
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils import timezone

from trajectoires.content.models import BasePage, Person
from trajectoires.learning.models import CoursePage
from trajectoires.learning.selectors.courses import CourseOutline, outline_of
from trajectoires.ui.enums import Door

LICENCE = "CC BY-SA 4.0"
# Of the document: measured on the courses of content/, and a test compares what it says with what comes out.
_AROUND = 5  # pages: cover, contents, introduction, words
_MINUTES_A_PAGE = 2.15
_QUESTION = 0.3  # of a page
_ANSWER = 0.23
_STEP = 5


@dataclass(frozen=True)
class OfflineCourse:
    """`updated_on` is the day that editors give, `changed_at` the moment of the last publication."""

    outline: CourseOutline
    updated_on: dt.date
    changed_at: dt.datetime
    authors: list[str]


@dataclass(frozen=True)
class OfflineFacts:
    """What is said of the files before they are made: `pages` of the document, about; `files` to read in the zip."""

    pages: int
    files: int
    updated_on: dt.date


def facts_of(outline: CourseOutline) -> OfflineFacts:
    """Known without making anything: the page of a course waits for no file."""
    lessons = [
        math.ceil(each.reading_minutes / _MINUTES_A_PAGE + _QUESTION * len(each.exercises))
        for each in outline.lessons
    ]
    answers = _ANSWER * sum(len(each.exercises) for each in outline.lessons)
    about = (_AROUND + sum(lessons) + answers) / _STEP
    return OfflineFacts(
        pages=max(1, round(about)) * _STEP, files=1 + len(outline.lessons), updated_on=_updated_on(outline)
    )


def live_course(slug: str) -> CoursePage:
    """Return the published course of this slug; Http404 when there is none."""
    ending = f"{Door.FORMER.address}{slug}/"
    found: CoursePage = get_object_or_404(
        CoursePage.objects.live().public(), slug=slug, url_path__endswith=ending
    )
    return found


def offline_course(course: CoursePage) -> OfflineCourse:
    outline = outline_of(course)
    pages = [course, *outline.lessons]
    return OfflineCourse(
        outline=outline,
        updated_on=_updated_on(outline),
        changed_at=max(page.last_published_at or _midnight(page.updated_on) for page in pages),
        authors=_authors_of(pages),
    )


def _updated_on(outline: CourseOutline) -> dt.date:
    return max(page.updated_on for page in (outline.course, *outline.lessons))


def _authors_of(pages: list[BasePage]) -> list[str]:
    """Who writes, then who signs, each once."""
    people = Person.objects.filter(pages__in=[page.pk for page in pages]).distinct().order_by("name")
    return [*dict.fromkeys(page.author for page in pages), *(person.name for person in people)]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
