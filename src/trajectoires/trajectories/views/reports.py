"""The report to hand out: what goes in it, how far the worker is, the document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories import access, selectors, services
from trajectoires.trajectories.enums import REPORT_KEPT
from trajectoires.trajectories.forms import ReportForm
from trajectoires.trajectories.models import Report, Trajectory
from trajectoires.trajectories.views.session import CRUMBS, with_work_to_change

FILE_NAME = "trajectoire.pdf"


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def report(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work."""
    return _chosen(request, own)


@require_safe
@with_work_to_change
def followed(request: HttpRequest, own: Trajectory, report_id: int) -> HttpResponse:
    """The visitor whose session holds the work; another's report does not exist for her."""
    return _followed(request, services.report_or_404(own, report_id))


@require_safe
@with_work_to_change
def document(request: HttpRequest, own: Trajectory, report_id: int) -> HttpResponse:  # noqa: ARG001 - given by Django
    """The visitor whose session holds the work; another's report does not exist for her."""
    return _document(services.report_or_404(own, report_id))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demonstration_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: a demonstration is public. Its reports are shared, one for each choice."""
    return _chosen(request, access.demonstration_or_404(slug))


@never_cache
@require_safe
def demonstration_followed(request: HttpRequest, slug: str, report_id: int) -> HttpResponse:
    """Anyone: a demonstration is public, and says that it is one."""
    return _followed(request, services.report_or_404(access.demonstration_or_404(slug), report_id))


@never_cache
@require_safe
def demonstration_document(request: HttpRequest, slug: str, report_id: int) -> HttpResponse:  # noqa: ARG001 - given by Django
    """Anyone: a demonstration is public, and says that it is one."""
    return _document(services.report_or_404(access.demonstration_or_404(slug), report_id))


def _chosen(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    work = selectors.work_of(trajectory)
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        salaries=selectors.salaries_of(work),
        has_name=trajectory.is_demonstration,
        name=trajectory.organisation.name if trajectory.organisation else "",
    )
    if request.method == "POST" and work.exercices and form.is_valid():
        asked = services.ask_report(trajectory=trajectory, choices=form.choices(), now=timezone.now())
        return redirect(_address(asked, "report_followed"))
    context = {
        "form": form,
        "has_years": bool(work.exercices),
        "trajectory": trajectory,
        "results_href": _results(trajectory),
        "kept_hours": int(REPORT_KEPT.total_seconds() // 3600),
        "crumbs": _crumbs(trajectory, "Rapport"),
    }
    return render(request, "trajectories/report.html", context, status=422 if form.errors else 200)


def _followed(request: HttpRequest, asked: Report) -> HttpResponse:
    trajectory = asked.trajectory
    context = {
        "report": asked,
        "is_current": services.is_current(asked),
        "until": asked.made_at + REPORT_KEPT if asked.made_at else None,
        "file_href": _address(asked, "report_file"),
        "here": _address(asked, "report_followed"),
        "choices_href": _choices(trajectory),
        "results_href": _results(trajectory),
        "crumbs": _crumbs(trajectory, "Votre rapport"),
    }
    return render(request, "trajectories/report_followed.html", context)


def _document(asked: Report) -> HttpResponse:
    """Sent back to the page that says why, when there is no document or when its figures have changed."""
    if asked.state != "pret" or not services.is_current(asked):
        return redirect(_address(asked, "report_followed"))
    response = HttpResponse(bytes(asked.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _address(asked: Report, name: str) -> str:
    trajectory = asked.trajectory
    if trajectory.is_demonstration:
        return reverse(f"trajectories:demonstration_{name}", args=[trajectory.demonstration_slug, asked.pk])
    return reverse(f"trajectories:{name}", args=[asked.pk])


def _choices(trajectory: Trajectory) -> str:
    if trajectory.is_demonstration:
        return reverse("trajectories:demonstration_report", args=[trajectory.demonstration_slug])
    return reverse("trajectories:report")


def _results(trajectory: Trajectory) -> str:
    if trajectory.is_demonstration:
        return reverse("trajectories:demonstration", args=[trajectory.demonstration_slug])
    return reverse("trajectories:results")


def _crumbs(trajectory: Trajectory, name: str) -> list[tuple[str, str | None]]:
    page = trajectory.name if trajectory.is_demonstration else "Mes résultats"
    return [*CRUMBS, (page, _results(trajectory)), (name, None)]
