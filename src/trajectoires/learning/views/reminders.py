"""« Me rappeler de continuer » : asked, changed and stopped by the learner in her browser, or by the link of a message."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.learning import access, selectors
from trajectoires.learning.forms.reminders import BUSY, AskForm, ReminderForm
from trajectoires.learning.models import CoursePage, Learner, Reminder
from trajectoires.learning.selectors.reminders import followable, reminder_of
from trajectoires.learning.services import reminders
from trajectoires.learning.services.reminders_limits import UnableToRemind
from trajectoires.learning.views.whose import known
from trajectoires.mail.access import opened_by_a_link
from trajectoires.ui.enums import Door

BUSY_SECONDS = 3600
NAME = "Me rappeler de continuer"


def _crumbs(name: str) -> list[tuple[str, str | None]]:
    door, progress = (Door.FORMER.label, Door.FORMER.address), ("Mon parcours", reverse("learning:progress"))
    return [door, progress, (name, None)]


def _courses(learner: Learner | None, reminder: Reminder | None = None) -> list[CoursePage]:
    """What one may be reminded of; the course of the reminder is kept among them."""
    progress = selectors.progress_of(learner, selectors.courses()) if learner else []
    found = [each.outline.course for each in followable(progress)]
    if reminder and reminder.is_active and reminder.course not in found:
        found.append(reminder.course)
    return found


# --- in her browser ---------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest) -> HttpResponse:
    """Anyone, her own reminder: she asks for it, or changes the one that leaves.

    The answer is the same for every address.
    """
    learner = known(request)
    reminder = reminder_of(learner)
    courses = _courses(learner, reminder)
    if learner is None or not courses:
        return _nothing(request, learner)
    if reminder and reminder.is_active:
        return _change(request, reminder, courses)
    return _ask(request, learner, reminder, courses)


def _nothing(request: HttpRequest, learner: Learner | None) -> HttpResponse:
    if request.method == "POST":
        return redirect("learning:remind")
    context = {"learner": learner, "crumbs": _crumbs(NAME)}
    return render(request, "learning/reminders/nothing.html", context)


def _change(request: HttpRequest, reminder: Reminder, courses: Sequence[CoursePage]) -> HttpResponse:
    form = ReminderForm.of(reminder, courses, _posted(request))
    if form.is_valid():
        reminders.change(reminder=reminder, choice=form.choice(), now=timezone.now())
        return redirect(f"{reverse('learning:progress')}#rappel")
    context = {"form": form, "reminder": reminder, "is_kept": False, "token": "", "crumbs": _crumbs(NAME)}
    return render(request, "learning/reminders/change.html", context, status=422 if form.errors else 200)


def _ask(
    request: HttpRequest, learner: Learner, reminder: Reminder | None, courses: Sequence[CoursePage]
) -> HttpResponse:
    email = request.user.email if request.user.is_authenticated else ""
    form = AskForm.blank(courses, _posted(request), email=email, today=timezone.localdate())
    status = 200
    if request.method == "POST":
        status = _try_to_ask(form, learner)
        if status == 200:
            return redirect("learning:reminder_asked")
    context = {"form": form, "reminder": reminder, "only": _only(courses), "crumbs": _crumbs(NAME)}
    response = render(request, "learning/reminders/ask.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _try_to_ask(form: AskForm, learner: Learner) -> int:
    """Return the status of the answer."""
    if not form.is_valid():
        return 422
    try:
        reminders.ask(
            learner=learner, email=form.cleaned_data["email"], choice=form.choice(), now=timezone.now()
        )
    except UnableToRemind:
        form.add_error(None, BUSY)
        return 429
    return 200


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _only(courses: Sequence[CoursePage]) -> CoursePage | None:
    return courses[0] if len(courses) == 1 else None


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Anyone. What to do next, whatever the address was."""
    return render(request, "learning/reminders/asked.html", {"crumbs": _crumbs("Demande envoyée")})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Anyone, her own reminder."""
    if learner := known(request):
        reminders.stop(learner=learner)
    return redirect(f"{reverse('learning:progress')}?rappel=arrete")


# --- with the link of a message ---------------------------------------------------------------------------------------


def _unknown(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": _crumbs("Lien sans rappel")}
    return render(request, "learning/reminders/unknown.html", context, status=404)


@opened_by_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link. Looking confirms nothing: the button does."""
    found = access.find_reminder_by_confirmation(token, now=timezone.now())
    if found is None:
        return _unknown(request)
    if request.method == "POST":
        reminders.confirm(reminder=found, now=timezone.now())
        return redirect("learning:reminder_confirm", token=token)
    name = "Confirmer le rappel" if found.is_pending else "Rappel confirmé"
    context = {"reminder": found, "title": name, "crumbs": _crumbs(name)}
    return render(request, "learning/reminders/confirm.html", context)


@opened_by_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link, of an active reminder."""
    found = access.find_reminder_by_link(token, now=timezone.now())
    if found is None:
        return _unknown(request)
    form = ReminderForm.of(found, _courses(found.learner, found), _posted(request))
    if form.is_valid():
        reminders.change(reminder=found, choice=form.choice(), now=timezone.now())
        return redirect(f"{reverse('learning:reminder_manage', args=[token])}?garde=oui")
    context = {
        "form": form,
        "reminder": found,
        "token": token,
        "is_kept": "garde" in request.GET,
        "crumbs": _crumbs("Mon rappel"),
    }
    return render(request, "learning/reminders/change.html", context, status=422 if form.errors else 200)


@opened_by_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link, and the mail program that has it: its one-click POST (RFC 8058) is the button's."""
    if request.method == "POST":
        reminders.stop_by_link(token=token, now=timezone.now())
        return render(request, "learning/reminders/left.html", {"crumbs": _crumbs("Rappel arrêté")})
    found = access.find_reminder_by_link(token, now=timezone.now())
    if found is None:
        return _unknown(request)
    context = {"reminder": found, "token": token, "crumbs": _crumbs("Arrêter le rappel")}
    return render(request, "learning/reminders/leave.html", context)
