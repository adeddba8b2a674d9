"""The result page, its print view, its figures to take away, and what its owner and her guests say of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trajectoires.trajectories import access, presenters, services
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import Right, Scope
from trajectoires.trajectories.forms import CommentForm, DisputeForm
from trajectoires.trajectories.models import Share, Trajectory
from trajectoires.trajectories.views.discussion import discussion_of
from trajectoires.trajectories.views.session import CRUMBS, with_work_to_change, with_work_to_read

MEDIA_TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
@with_work_to_read(Scope.RESULTS, "Résultats")
def results(request: HttpRequest, work: OpenWork) -> HttpResponse:
    """Whoever may read the work."""
    return page(request, work)


@require_safe
@with_work_to_read(Scope.RESULTS, "Version à imprimer")
def printed(request: HttpRequest, work: OpenWork) -> HttpResponse:
    """Whoever may read the work."""
    return _printed(request, work.trajectory, work.share)


@require_safe
@with_work_to_read(Scope.RESULTS, "Chiffres à emporter")
def figures(request: HttpRequest, work: OpenWork, kind: str) -> HttpResponse:  # noqa: ARG001 - given by Django
    """Whoever may read the work."""
    return _figures(work.trajectory, kind, work.share)


@require_POST
@with_work_to_change
def dispute(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work."""
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return page(request, OpenWork(own, Right.CHANGE), form=form)
    services.dispute(trajectory=own, text=form.cleaned_data["texte"], now=timezone.now())
    messages.success(request, "Votre avis est gardé, à côté du nôtre.")
    return redirect("trajectories:results")


@require_safe
def demonstration(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    return page(request, OpenWork(access.demonstration_or_404(slug), Right.READ))


@require_safe
def demonstration_printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    return _printed(request, access.demonstration_or_404(slug), None)


@require_safe
def demonstration_figures(request: HttpRequest, slug: str, kind: str) -> HttpResponse:  # noqa: ARG001 - given by Django
    """Anyone: a demonstration is public, and says that it is one."""
    return _figures(access.demonstration_or_404(slug), kind, None)


def page(
    request: HttpRequest,
    work: OpenWork,
    *,
    form: DisputeForm | None = None,
    comment: CommentForm | None = None,
) -> HttpResponse:
    """The result page, with a form that is to be corrected when there is one."""
    trajectory = work.trajectory
    shown = presenters.present(trajectory, share=work.share)
    context = {
        "results": shown,
        "toc": shown.toc,
        "may_manage": work.may_manage,
        "discussion": discussion_of(work, wrong=comment),
        "comment_form": comment,
        "dispute_form": form or DisputeForm(initial={"texte": trajectory.dispute}),
        "crumbs": [*CRUMBS, (shown.page_name, None)],
    }
    return render(request, "trajectories/results.html", context, status=422 if form or comment else 200)


def _printed(request: HttpRequest, trajectory: Trajectory, share: Share | None) -> HttpResponse:
    """A few pages for a board; `?comptes=oui` adds the lines of every figure, tens of pages."""
    has_lines = request.GET.get("comptes") == "oui" and (share is None or share.has_accounts)
    shown = presenters.present(trajectory, is_brief=not has_lines, is_print=True, share=share)
    context = {"results": shown, "has_lines": has_lines, "today": timezone.localdate()}
    return render(request, "trajectories/print.html", context)


def _figures(trajectory: Trajectory, kind: str, share: Share | None) -> HttpResponse:
    content = presenters.take_away(trajectory, kind=kind, today=timezone.localdate(), share=share)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="trajectoire.{kind}"'
    return response
