"""What the pages of courses and lessons show beside their text."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse

from trajectoires.learning import selectors
from trajectoires.learning.forms import ExerciseForm, PlacementForm
from trajectoires.learning.models import CoursePage, LessonPage, PlacementPage
from trajectoires.learning.presenters import ExerciseView, present_exercise

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


@register.simple_tag
def exercises_to_preview(page: LessonPage) -> list[ExerciseView]:
    """As a learner meets them first. Those on her own figures say that there is nothing to look at yet."""
    none = selectors.FigureQuestion(reason="Ici viennent les comptes de la personne, ou d’une démonstration.")
    return [
        present_exercise(number, each, ExerciseForm(each), None, none if each.figure else None)
        for number, each in enumerate(page.all_exercises, start=1)
    ]


@dataclass(frozen=True)
class Placement:
    """`is_answered`: every question was, and `suggestions` are what the answers call for."""

    form: PlacementForm
    is_answered: bool
    suggestions: list[selectors.Suggestion]


@register.simple_tag(takes_context=True)
def placement_of(context: Context, page: PlacementPage) -> Placement:
    """The questions, and what the answers in the address call for."""
    found: Placement | None = page.__dict__.get("_placement")
    if found is None:
        request = context.get("request")
        form = PlacementForm(page, request.GET if request and "voir" in request.GET else None)
        needs = page.needs_of(form.cleaned_data) if form.is_valid() else []
        found = Placement(form, form.is_valid(), selectors.suggestions_for(needs))
        page.__dict__["_placement"] = found
    return found
