"""The exercises of a lesson, which remember. The lessons themselves are Wagtail's pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from trajectoires.content.selectors.around import Surroundings, surroundings_of
from trajectoires.learning import selectors, services
from trajectoires.learning.enums import KEPT, SESSION_KEY, ExerciseKind
from trajectoires.learning.forms import ExerciseForm
from trajectoires.learning.models import Learner, LessonPage
from trajectoires.learning.models.exercises import Exercise
from trajectoires.learning.presenters import present_exercise
from trajectoires.learning.views.attestations import attestation_address
from trajectoires.learning.views.whose import known
from trajectoires.ui.enums import Door

START_AGAIN = "recommencer"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exercises(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Anyone, for herself. An answer is kept, then shown: reloading sends nothing twice."""
    page = _lesson_or_404(course, lesson)
    accounts = _accounts(request, page)
    wrong: ExerciseForm | None = None
    if request.method == "POST":
        exercise = next(
            (each for each in page.all_exercises if each.key == request.POST.get("exercice")), None
        )
        if exercise is None:
            return redirect(request.path)
        if request.POST.get("action") == START_AGAIN:
            return _start_again(request, page, exercise)
        form = ExerciseForm(exercise, request.POST, question=_question(exercise, accounts))
        if form.is_valid():
            return _keep(request, page, form)
        wrong = form
    return render(
        request,
        "learning/exercises.html",
        _shown(request, page, accounts, wrong),
        status=422 if wrong else 200,
    )


def _lesson_or_404(course: str, lesson: str) -> LessonPage:
    ending = f"{Door.FORMER.address}{course}/{lesson}/"
    return get_object_or_404(LessonPage.objects.live().public(), slug=lesson, url_path__endswith=ending)


def _accounts(request: HttpRequest, page: LessonPage) -> selectors.Accounts | None:
    """Accounts are read for the lessons that ask about them only."""
    if not any(each.kind is ExerciseKind.MES_CHIFFRES for each in page.all_exercises):
        return None
    return selectors.accounts_for(request.session, request.user, now=timezone.now())


def _question(exercise: Exercise, accounts: selectors.Accounts | None) -> selectors.FigureQuestion | None:
    if exercise.kind is not ExerciseKind.MES_CHIFFRES:
        return None
    if accounts is None:
        return selectors.FigureQuestion(reason="Aucun compte à regarder : saisissez d’abord dix lignes.")
    return selectors.question_on(exercise.figure, accounts.postes)


def _start_again(request: HttpRequest, page: LessonPage, exercise: Exercise) -> HttpResponse:
    if learner := known(request):
        services.start_again(learner=learner, lesson=page, key=exercise.key)
    return redirect(f"{request.path}?vu={exercise.key}#{exercise.key}")


def _keep(request: HttpRequest, page: LessonPage, form: ExerciseForm) -> HttpResponse:
    services.answer(
        learner=_learner(request),
        lesson=page,
        exercise=form.exercise,
        marked=services.mark(form.exercise, form.given, form.question),
        now=timezone.now(),
    )
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT)  # the browser remembers as long as we do
    return redirect(f"{request.path}?vu={form.exercise.key}#{form.exercise.key}-reponse")


def _learner(request: HttpRequest) -> Learner:
    """Whoever answers: known, or begun with this answer."""
    found = known(request)
    if found is None:
        found = services.start(user=request.user, now=timezone.now())
        if not request.user.is_authenticated:
            request.session[SESSION_KEY] = str(found.pk)
    return found


def _shown(
    request: HttpRequest, page: LessonPage, accounts: selectors.Accounts | None, wrong: ExerciseForm | None
) -> dict[str, Any]:
    attempts = selectors.attempts_on(page, known(request))
    views = []
    for number, exercise in enumerate(page.all_exercises, start=1):
        attempt, question = attempts.get(exercise.key), _question(exercise, accounts)
        form = ExerciseForm(exercise, question=question, given=attempt.given if attempt else ())
        if wrong and wrong.exercise.key == exercise.key:
            form, attempt = wrong, None  # a former result would contradict what is said of this one
        views.append(present_exercise(number, exercise, form, attempt, question))
    around = surroundings_of(page)
    is_done = bool(views) and all(view.was_found for view in views)
    return {
        "page": page,
        "exercises": views,
        "wrong": wrong,
        "seen": "" if wrong else request.GET.get("vu", ""),
        "address": request.path,
        "accounts": accounts,
        "is_done": is_done,
        "attestation": attestation_address(request) if is_done else "",
        "next": around.next,
        "crumbs": _crumbs(page, around),
    }


def _crumbs(page: LessonPage, around: Surroundings) -> list[tuple[str, str | None]]:
    return [*around.crumbs[:-1], (page.title, page.address), ("Exercices", None)]
