"""The plan of a work: read, printed, taken away, and its actions written, changed, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

import socioeco
from trajectoires.kit import access, selectors, services
from trajectoires.kit.enums import MOST_ACTIONS
from trajectoires.kit.forms import ActionForm
from trajectoires.kit.models import Action
from trajectoires.kit.presenters import present_plan
from trajectoires.kit.views.plan_session import (
    CRUMBS,
    TITLE,
    crumbs_to,
    with_plan_to_change,
    with_plan_to_read,
)
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.selectors import Shown, work_shown

ODS = "application/vnd.oasis.opendocument.spreadsheet"


@require_safe
@with_plan_to_read("Plan d’action")
def plan(request: HttpRequest, found: OpenWork) -> HttpResponse:
    """Whoever has the work open; a guest whose share holds the plan."""
    actions = selectors.actions_of(found.trajectory)
    shown = work_shown(found.trajectory, found.share)
    context = {
        **_shown_plan(actions, shown),
        "share": found.share,
        "may_change": found.may_change,
        "suggestions": _suggestions(request, found, shown, actions) if found.may_change else [],
        "is_full": len(actions) >= MOST_ACTIONS,
        "most": MOST_ACTIONS,
        "engine_version": socioeco.__version__,
        "crumbs": [*CRUMBS, (TITLE, None)],
    }
    return render(request, "kit/plan/index.html", context)


def _shown_plan(actions: list[Action], shown: Shown) -> dict[str, object]:
    groups = present_plan(
        actions,
        shown.work.exercices,
        names=selectors.named(each.page for each in actions if each.page),
        today=timezone.localdate(),
        has_lines=shown.has_lines,
    )
    return {"groups": groups, "has_masked_staff": shown.has_masked_staff, "today": timezone.localdate()}


def _suggestions(
    request: HttpRequest, found: OpenWork, shown: Shown, actions: list[Action]
) -> list[tuple[selectors.Suggestion, tuple[str, str] | None]]:
    """Each with the page that helps, when it is online."""
    made = selectors.suggestions_of(
        exercices=shown.work.exercices,
        scenarios=list(found.trajectory.scenarios.all()),
        diagnosis=access.find_own(request.session, now=timezone.now()),
        taken=[each.suggestion for each in actions],
    )
    names = selectors.named(each.page for each in made if each.page)
    return [(each, (names[each.page][0], each.page) if each.page in names else None) for each in made]


@require_safe
@with_plan_to_read("Plan d’action à imprimer")
def printed(request: HttpRequest, found: OpenWork) -> HttpResponse:
    """Whoever has the work open; a guest whose share holds the plan."""
    shown = work_shown(found.trajectory, found.share)
    context = {
        **_shown_plan(selectors.actions_of(found.trajectory), shown),
        "name": found.trajectory.organisation.name if found.trajectory.organisation else "",
    }
    return render(request, "kit/plan/print.html", context)


@require_safe
@with_plan_to_read("Plan d’action en ODS")
def as_tables(request: HttpRequest, found: OpenWork) -> HttpResponse:  # noqa: ARG001 - given by Django
    """Whoever has the work open; a guest whose share holds the plan."""
    content = services.write_plan(
        actions=selectors.actions_of(found.trajectory),
        exercices=work_shown(found.trajectory, found.share).work.exercices,
        today=timezone.localdate(),
    )
    return _file(content, ODS, "ods")


@require_safe
@with_plan_to_read("Échéances du plan d’action")
def as_calendar(request: HttpRequest, found: OpenWork) -> HttpResponse:  # noqa: ARG001 - given by Django
    """Whoever has the work open; a guest whose share holds the plan."""
    content = services.write_calendar(actions=selectors.actions_of(found.trajectory))
    return _file(content, "text/calendar; charset=utf-8", "ics")


def _file(content: bytes, media_type: str, extension: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="plan-d-action.{extension}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


# --- one action -------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@with_plan_to_change
def add(request: HttpRequest, found: OpenWork) -> HttpResponse:
    """Whoever may change the work: in her own words, or from `?suggestion=` or `?page=`."""
    initial = {} if request.method == "POST" else _initial(request, found)
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        pages=selectors.pages_to_choose(request.POST.get("page") or initial.get("page", "")),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            action = services.add_action(
                trajectory=found.trajectory, written=form.written(), now=timezone.now()
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "L’action est dans votre plan.")
            return redirect(f"{reverse('kit:plan')}#action-{action.pk}")
    return _edited(request, form, name="Ajouter une action")


def _initial(request: HttpRequest, found: OpenWork) -> dict[str, str]:
    """What a suggestion says; nothing once it is not made any more."""
    key = request.GET.get("suggestion")
    if not key:
        return {"page": str(request.GET.get("page", ""))}
    made = _suggestions(request, found, work_shown(found.trajectory), [])
    chosen = next(((each, page) for each, page in made if each.key == key), None)
    if chosen is None:
        return {}
    each, page = chosen
    return {
        "quoi": each.what,
        "pourquoi": each.why,
        "constat": each.href,
        "suggestion": each.key,
        "mesure": each.measure,
        "page": page[1] if page else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_plan_to_change
def edit(request: HttpRequest, found: OpenWork, action_id: int) -> HttpResponse:
    """Whoever may change the work; another's action does not exist for her."""
    action = access.action_or_404(found.trajectory, action_id)
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        pages=selectors.pages_to_choose(request.POST.get("page") or action.page),
        action=action,
    )
    if request.method == "POST" and form.is_valid():
        services.change_action(action=action, written=form.written(), now=timezone.now())
        messages.success(request, "Vos changements sont gardés.")
        return redirect(f"{reverse('kit:plan')}#action-{action.pk}")
    return _edited(request, form, name="Modifier une action")


def _edited(request: HttpRequest, form: ActionForm, *, name: str) -> HttpResponse:
    context = {"form": form, "title": name, "crumbs": crumbs_to(name)}
    return render(request, "kit/plan/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_plan_to_change
def remove(request: HttpRequest, found: OpenWork, action_id: int) -> HttpResponse:
    """Whoever may change the work; another's action does not exist for her."""
    action = access.action_or_404(found.trajectory, action_id)
    if request.method == "POST":
        messages.success(request, f"« {services.remove_action(action=action)} » est retirée du plan.")
        return redirect("kit:plan")
    context = {
        "title": "Retirer cette action du plan ?",
        "body": f"« {action.what} » sera effacée. Pour vous souvenir de ce qui n’a pas été fait, dites-la plutôt "
        "abandonnée, avec sa raison.",
        "button": "Retirer cette action",
        "cancel_href": "kit:plan",
        "crumbs": crumbs_to("Retirer une action"),
    }
    return render(request, "trajectories/confirm.html", context)
