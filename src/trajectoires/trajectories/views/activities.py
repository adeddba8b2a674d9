"""« Activité par activité »: named, shared out exercice by exercice, read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import FEWEST_ACTIVITIES, MOST_ACTIVITIES, Scope
from trajectoires.trajectories.forms import ColumnForm, DistributionForm, NamesForm
from trajectoires.trajectories.models import Distribution, Trajectory
from trajectoires.trajectories.selectors import Exercice, Work
from trajectoires.trajectories.views.session import CRUMBS, with_work_to_change, with_work_to_read

TITLE, ADDRESS = "Mes activités", "/agir/trajectoire/activites/"
HERE = [*CRUMBS, (TITLE, ADDRESS)]
NEXT = "Vos activités sont gardées. Répartissez maintenant une année."


def _crumbs_to(name: str) -> list[tuple[str, str | None]]:
    return [*HERE, (name, None)]


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def index(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work."""
    found = selectors.by_activity(selectors.work_of(own))
    form = NamesForm(request.POST if request.method == "POST" else None, activities=found.activities)
    if request.method == "POST" and form.is_valid():
        services.name_activities(
            trajectory=own, renamed=form.renamed(), added=form.added(), now=timezone.now()
        )
        messages.success(request, NEXT if not found.years else "Vos activités sont gardées.")
        return redirect(f"{ADDRESS}#t-exercices")
    context = {
        "form": form,
        "lines": presenters.present_activity_years(found),
        "has_years": bool(found.years),
        "fewest": FEWEST_ACTIVITIES,
        "most": MOST_ACTIVITIES,
        "crumbs": [*CRUMBS, (TITLE, None)],
    }
    return render(request, "trajectories/activities/index.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def remove(request: HttpRequest, own: Trajectory, activity_id: int) -> HttpResponse:
    """Whoever may change the work; another's activity does not exist for her."""
    activity = selectors.activity_or_404(own, activity_id)
    if request.method == "POST":
        services.remove_activity(trajectory=own, activity=activity, now=timezone.now())
        messages.success(
            request, f"« {activity.name} » est retirée. Ce qui lui allait est de nouveau non réparti."
        )
        return redirect("trajectories:activities")
    context = {
        "title": f"Retirer « {activity.name} » ?",
        "body": (
            "Ce que vous lui aviez réparti, chaque année, redeviendra non réparti. Vos comptes et vos autres "
            "activités ne bougent pas."
        ),
        "button": "Retirer cette activité",
        "cancel_href": "trajectories:activities",
        "crumbs": _crumbs_to("Retirer une activité"),
    }
    return render(request, "trajectories/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def distribute(request: HttpRequest, own: Trajectory, year: str) -> HttpResponse:
    """Whoever may change the work; an exercice of another's does not exist for her."""
    work = selectors.work_of(own)
    exercice = selectors.exercice_or_404(work, year)
    activities = list(own.activities.all())
    if not activities:
        messages.error(request, "Nommez d’abord vos activités.")
        return redirect("trajectories:activities")
    others = selectors.keys_of_others(own, exercice)
    taken_up = dict(others).get(request.POST.get("reprendre", ""))
    form = DistributionForm(
        request.POST if request.method == "POST" and taken_up is None else None,
        cibles=selectors.rows_of(exercice),
        activities=activities,
        kept=selectors.distribution_of(exercice, own),
        taken_up=taken_up,
        written=request.POST.dict() if taken_up else None,
    )
    if form.is_valid():
        services.save_distribution(
            trajectory=own,
            period=(exercice.postes.opened_on, exercice.postes.closed_on),
            keys=form.keys(),
            choices=form.choices(),
            now=timezone.now(),
        )
        messages.success(request, f"La répartition de {exercice.label} est gardée.")
        return redirect("trajectories:activity_results")
    return _distribution_page(request, work, exercice, form, others, taken_up)


def _distribution_page(  # noqa: PLR0913, PLR0917 - what the page shows
    request: HttpRequest,
    work: Work,
    exercice: Exercice,
    form: DistributionForm,
    others: list[tuple[str, Distribution]],
    taken_up: Distribution | None,
) -> HttpResponse:
    label_of = {selectors.year_slug(each): each.label for each in work.exercices}
    page = presenters.present_distribution(exercice, form.activities, form.kept)
    context = {
        "form": form,
        "page": page,
        "produits": page.beside(form.produits),
        "charges": page.beside(form.charges),
        "year": selectors.year_slug(exercice),
        "others": [(slug, label_of[slug]) for slug, _ in others if slug in label_of],
        "is_taken_up": taken_up is not None,
        "crumbs": _crumbs_to(f"Répartir {exercice.label}"),
    }
    return render(
        request, "trajectories/activities/distribute.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def forget(request: HttpRequest, own: Trajectory, year: str) -> HttpResponse:
    """Whoever may change the work; an exercice of another's does not exist for her."""
    exercice = selectors.exercice_or_404(selectors.work_of(own), year)
    if request.method == "POST":
        period = exercice.postes.opened_on, exercice.postes.closed_on
        services.remove_distribution(trajectory=own, period=period)
        messages.success(request, f"La répartition de {exercice.label} est retirée.")
        return redirect("trajectories:activities")
    context = {
        "title": f"Retirer la répartition de {exercice.label} ?",
        "body": "Vos montants et vos clés de cette année seront effacés. Vos comptes et vos activités restent.",
        "button": "Retirer cette répartition",
        "cancel_href": "trajectories:activities",
        "crumbs": _crumbs_to("Retirer une répartition"),
    }
    return render(request, "trajectories/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def by_column(request: HttpRequest, own: Trajectory, year: str) -> HttpResponse:
    """Whoever may change the work; an exercice without such a column has no page."""
    exercice = selectors.exercice_or_404(selectors.work_of(own), year)
    axis = selectors.axis_of_file(exercice)
    kept = selectors.distribution_of(exercice, own)
    form = ColumnForm(
        request.POST if request.method == "POST" else None,
        values=presenters.present_column(axis),
        kept=kept.values if kept else {},
        activities=list(own.activities.all()),
    )
    if request.method == "POST" and form.is_valid():
        services.share_by_column(
            trajectory=own,
            period=(exercice.postes.opened_on, exercice.postes.closed_on),
            names=form.names(),
            now=timezone.now(),
        )
        said = f"La colonne « {axis['colonne']} » répartit {exercice.label}. Complétez ou corrigez ligne par ligne."
        messages.success(request, said)
        return redirect(reverse("trajectories:activity_distribute", args=[year]))
    context = {
        "form": form,
        "column": axis["colonne"],
        "exercice": exercice,
        "crumbs": _crumbs_to(f"Répartir {exercice.label} par une colonne"),
    }
    return render(request, "trajectories/activities/column.html", context, status=422 if form.errors else 200)


@require_safe
@with_work_to_read(Scope.RESULTS, "Activités")
def results(request: HttpRequest, work: OpenWork) -> HttpResponse:
    """Whoever may read the work; for a guest, within what her share shows."""
    shown = presenters.present_activities(selectors.work_shown(work.trajectory, work.share), share=work.share)
    page = "Résultats partagés" if work.share else "Mes résultats"
    context = {
        "shown": shown,
        "is_own": work.share is None,
        "crumbs": [*CRUMBS, (page, reverse("trajectories:results")), ("Activités", None)],
    }
    return render(request, "trajectories/activities/results.html", context)
