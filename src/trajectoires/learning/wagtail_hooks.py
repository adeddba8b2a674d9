"""For editors: what learners answer, and what a lesson lacks. Advice, never a block."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from trajectoires.learning.models import CoursePage, LessonPage
from trajectoires.learning.models.exercises import advice_on
from trajectoires.learning.selectors import answers_on, lessons_with_answers

PER_PAGE = 50
NO_AIM = "La leçon ne dit pas son objectif : écrivez ce que l’on saura faire."
NO_AIMS = "Le cours ne dit pas ses objectifs : écrivez ce que l’on saura faire."
NO_EXERCISE = "La leçon n’a pas d’exercice : « Mon parcours » ne pourra pas la dire faite."


class AnswersMenuItem(MenuItem):
    """Shown to whoever may do anything on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


def _check(request: HttpRequest) -> None:
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    page = Paginator(lessons_with_answers(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "learning/edition/answers.html", {"page": page})


@require_safe
def answers_of_lesson(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    lesson = get_object_or_404(LessonPage, pk=page_id)
    context = {"lesson": lesson, "exercises": answers_on(lesson)}
    return render(request, "learning/edition/answers_of_lesson.html", context)


@hooks.register("register_admin_urls")
def register_answer_urls() -> list[URLPattern]:
    return [
        path("rapports/exercices/", answers, name="learning_answers"),
        path("rapports/exercices/<int:page_id>/", answers_of_lesson, name="learning_answers_of_lesson"),
    ]


@hooks.register("register_reports_menu_item")
def add_answer_report() -> MenuItem:
    return AnswersMenuItem("Réponses aux exercices", reverse("learning_answers"), icon_name="tasks", order=35)


@hooks.register("register_page_header_buttons")
def add_answers_button(
    page: Page,
    user: Any,
    view_name: str,  # noqa: ARG001
    next_url: str | None = None,  # noqa: ARG001
) -> Iterator[Button]:
    if page.pk and page.specific_class is LessonPage and page.permissions_for_user(user).can_edit():
        address = reverse("learning_answers_of_lesson", args=[page.pk])
        yield Button("Réponses aux exercices", address, icon_name="tasks", priority=45)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_advice(request: HttpRequest, page: Page) -> None:
    """After each saving that somebody asks for: what a learner would miss; silence when there is nothing to say."""
    if request.accepts("text/html"):
        for advice in _advice(page.specific):
            messages.warning(request, advice)


def _advice(page: Page) -> Iterator[str]:
    if isinstance(page, CoursePage) and not page.aims:
        yield NO_AIMS
    if isinstance(page, LessonPage):
        if not page.aim:
            yield NO_AIM
        if not len(page.exercises):
            yield NO_EXERCISE
        yield from advice_on(page.all_exercises)
