"""The result page, its print view, its figures to take away, and the visitor's own view of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trajectoires.trajectories import access, presenters, services
from trajectoires.trajectories.forms import DisputeForm
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.views.session import CRUMBS, with_own_work

MEDIA_TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
@with_own_work
def results(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work."""
    return _page(request, own)


@require_safe
@with_own_work
def printed(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work."""
    return _printed(request, own)


@require_safe
@with_own_work
def figures(request: HttpRequest, own: Trajectory, kind: str) -> HttpResponse:  # noqa: ARG001 - given by Django
    """The visitor whose session holds the work."""
    return _figures(own, kind)


@require_POST
@with_own_work
def dispute(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work."""
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return _page(request, own, form=form)
    services.dispute(trajectory=own, text=form.cleaned_data["texte"], now=timezone.now())
    messages.success(request, "Votre avis est gardé, à côté du nôtre.")
    return redirect("trajectories:results")


@require_safe
def demonstration(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    return _page(request, access.demonstration_or_404(slug))


@require_safe
def demonstration_printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    return _printed(request, access.demonstration_or_404(slug))


@require_safe
def demonstration_figures(request: HttpRequest, slug: str, kind: str) -> HttpResponse:  # noqa: ARG001 - given by Django
    """Anyone: a demonstration is public, and says that it is one."""
    return _figures(access.demonstration_or_404(slug), kind)


def _page(request: HttpRequest, trajectory: Trajectory, *, form: DisputeForm | None = None) -> HttpResponse:
    shown = presenters.present(trajectory)
    context = {
        "results": shown,
        "toc": shown.toc,
        "dispute_form": form or DisputeForm(initial={"texte": trajectory.dispute}),
        "crumbs": [*CRUMBS, (shown.page_name, None)],
    }
    return render(request, "trajectories/results.html", context, status=422 if form else 200)


def _printed(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    """A few pages for a board; `?comptes=oui` adds the lines of every figure, tens of pages."""
    has_lines = request.GET.get("comptes") == "oui"
    shown = presenters.present(trajectory, is_brief=not has_lines)
    context = {"results": shown, "has_lines": has_lines, "today": timezone.localdate()}
    return render(request, "trajectories/print.html", context)


def _figures(trajectory: Trajectory, kind: str) -> HttpResponse:
    content = presenters.take_away(trajectory, kind=kind, today=timezone.localdate())
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="trajectoire.{kind}"'
    return response
