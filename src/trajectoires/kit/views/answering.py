"""The same questions, all on one page or one by one. Each save keeps what is there, whatever is missing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.kit import selectors, services
from trajectoires.kit.enums import Mode
from trajectoires.kit.forms import AnswersForm, asked_in, whole_form
from trajectoires.kit.models import Diagnosis
from trajectoires.kit.models.questionnaire import Answers, Questionnaire, Step
from trajectoires.kit.views.session import crumbs_to, find_own, open_in, page_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """Anyone. What is answered belongs to this browser's session."""
    page, own = page_or_404(), find_own(request)
    questionnaire = page.questionnaire()
    whole = whole_form(questionnaire, _answers_of(own), request.POST if request.method == "POST" else None)
    if request.method == "POST" and whole.form.is_valid():
        _save(request, own, questionnaire, whole.form.given(), has_read_all=True)
        return redirect("kit:later" if request.POST.get("suite") == Mode.LATER else "kit:result")
    context = {
        "page": page,
        "whole": whole,
        "modes": Mode,
        "changes": selectors.changes_since(own, questionnaire),
        "crumbs": crumbs_to(page, "Toutes les questions"),
    }
    return render(request, "kit/questions.html", context, status=422 if whole.form.errors else 200)


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Anyone: to the first of her questions that has no answer, or to her result."""
    questionnaire, answers = page_or_404().questionnaire(), _answers_of(find_own(request))
    left = [each for each in questionnaire.steps(answers) if each.key not in answers]
    return redirect("kit:question", left[0].key) if left else redirect("kit:result")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, key: str) -> HttpResponse:
    """Anyone. What is answered belongs to this browser's session."""
    page, own = page_or_404(), find_own(request)
    questionnaire, answers = page.questionnaire(), _answers_of(own)
    steps = questionnaire.steps(answers)
    step = next((each for each in steps if each.key == key), None)
    if step is None:
        return _not_asked(questionnaire, key)
    form = AnswersForm([step], answers, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, own, questionnaire, step, form)
    place = steps.index(step)
    context = {
        "page": page,
        "asked": asked_in(form, step, questionnaire, answers),
        "landmark": _landmark_of(questionnaire, step),
        "number": place + 1,
        "total": len(steps),
        "before": steps[place - 1] if place else None,
        "after": steps[place + 1] if place + 1 < len(steps) else None,
        "own": own,
        "is_answered": key in answers,
        "changes": selectors.changes_since(own, questionnaire),
        "crumbs": crumbs_to(page, "Une question à la fois"),
    }
    return render(request, "kit/question.html", context, status=422 if form.errors else 200)


def _not_asked(questionnaire: Questionnaire, key: str) -> HttpResponse:
    """A question that an answer has ruled out leads to the next one; another key does not exist."""
    if key in questionnaire.all_steps:
        return redirect("kit:begin")
    raise Http404("Cette question n’existe pas.")


def _answer(
    request: HttpRequest, own: Diagnosis | None, questionnaire: Questionnaire, step: Step, form: AnswersForm
) -> HttpResponse:
    """Keep the answer if there is one, and go on: to skip is allowed."""
    if "effacer" in request.POST and own:
        services.forget_answer(diagnosis=own, key=step.key)
        messages.success(request, "Votre réponse à cette question est effacée.")
        return redirect("kit:question", step.key)
    if form.given():
        own = _save(request, own, questionnaire, form.given())
    if request.POST.get("suite") == Mode.LATER:
        return redirect("kit:later")
    return _onward(questionnaire, _answers_of(own), step)


def _onward(questionnaire: Questionnaire, answers: Answers, step: Step) -> HttpResponse:
    """The question after this one, branches looked at again; the result after the last."""
    keys = [each.key for each in questionnaire.steps(answers)]
    after = keys[keys.index(step.key) + 1 :]
    return redirect("kit:question", after[0]) if after else redirect("kit:result")


def _save(
    request: HttpRequest,
    own: Diagnosis | None,
    questionnaire: Questionnaire,
    given: Answers,
    *,
    has_read_all: bool = False,
) -> Diagnosis:
    work = services.save_answers(
        diagnosis=own,
        questionnaire=questionnaire,
        given=given,
        has_read_all=has_read_all,
        now=timezone.now(),
    )
    open_in(request, work, own=own)
    return work


def _answers_of(own: Diagnosis | None) -> Answers:
    return own.answers if own else {}


def _landmark_of(questionnaire: Questionnaire, step: Step) -> str:
    key = getattr(step, "landmark", "")
    return next((each.title for each in questionnaire.landmarks if each.key == key), "Pour commencer")
