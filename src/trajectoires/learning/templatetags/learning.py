"""What the pages of courses and lessons show beside their text."""

from django import template
from django.urls import reverse

from trajectoires.learning import selectors
from trajectoires.learning.models import CoursePage, LessonPage

register = template.Library()


@register.simple_tag
def outline_of(page: CoursePage) -> selectors.CourseOutline:
    """The lessons of a course by module; read once, however many blocks of the template ask."""
    found: selectors.CourseOutline | None = page.__dict__.get("_outline")
    if found is None:
        found = page.__dict__["_outline"] = selectors.outline_of(page)
    return found


@register.simple_tag
def exercises_address(page: LessonPage) -> str:
    """Where the exercises of a lesson are done: a page of its own, which remembers. A draft has none yet."""
    *_, course, lesson = ["", *page.address.strip("/").split("/")]
    return course and reverse("learning:exercises", args=[course, lesson])
