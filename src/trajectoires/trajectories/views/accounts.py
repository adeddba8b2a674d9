"""Where accounts come in: files, read at once or in the queue, and the page that shows what is there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.enums import KEPT, MOST_FILES, MOST_TYPED_YEARS, STEPS
from trajectoires.trajectories.forms import DatesForm, ImportForm, KeepForm, ReplaceForm
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.views.session import (
    CRUMBS,
    crumbs_to,
    find_open,
    open_in,
    resume_url,
    with_work_to_change,
)
from trajectoires.trajectories.views.several import tell_replaced

TOO_MANY = (
    f"Votre travail garderait plus de {MOST_FILES} fichiers, ceux mis de côté compris. Retirez-en de « Vos exercices », "
    "puis recommencez. Rien n’a été lu."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Anyone. What is sent goes into the work that she may change, else into a new one of this browser."""
    found = find_open(request)
    own = found.trajectory if found and found.may_change else None
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        work = _received(request, form, own)
        if work is not None:
            return after_sending(work)
    work = selectors.work_of(own) if own else None
    context = {
        "form": form,
        "opened": found,
        "work": work,
        "years": presenters.years_of(work) if work else [],
        "steps": STEPS,
        "may_type": own is None or own.typed_years.count() < MOST_TYPED_YEARS,
        "pending": selectors.pending_files(own) if own else [],
        "resume_url": resume_url(request, own) if own else "",
        "keep_form": KeepForm(organisations=selectors.without_work(request.user))
        if _may_keep(request, own)
        else None,
        "demonstrations": selectors.demonstrations(),
        "kept_days": KEPT.days,
        "crumbs": [CRUMBS[0], ("Ma trajectoire", None)],
    }
    return render(request, "trajectories/start.html", context, status=422 if form.errors else 200)


def _received(request: HttpRequest, form: ImportForm, own: Trajectory | None) -> Trajectory | None:
    """The work that keeps the files; None, and the form says it, when there are too many."""
    now = timezone.now()
    try:
        work = services.receive_files(trajectory=own, files=form.cleaned_data["fichiers"], now=now)
    except services.TooManyFiles:
        form.add_error("fichiers", TOO_MANY)
        return None
    open_in(request, work, own=own)
    tell_replaced(request, selectors.replaced_since(work, now))
    return work


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def replace_file(request: HttpRequest, own: Trajectory, file_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    file = services.file_or_404(own, file_id)
    form = ReplaceForm(request.POST, request.FILES) if request.method == "POST" else ReplaceForm()
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        services.replace_file(
            trajectory=own,
            file_id=file_id,
            file=form.cleaned_data["fichier"],
            genre=form.cleaned_data["genre"],
            now=now,
        )
        tell_replaced(request, selectors.replaced_since(own, now))
        return after_sending(own)
    context = {"form": form, "file": file, "crumbs": crumbs_to("Remplacer un fichier")}
    return render(request, "trajectories/replace.html", context, status=422 if form.errors else 200)


@require_POST
@with_work_to_change
def remove_file(request: HttpRequest, own: Trajectory, file_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    name, heir = services.remove_file(trajectory=own, file_id=file_id)
    instead = f" « {heir} » compte à sa place." if heir else ""
    messages.success(request, f"« {name} » est retiré.{instead}")
    return redirect("trajectories:start")


@require_safe
@with_work_to_change
def reading(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work: how far the reading of her long files is."""
    pending = selectors.pending_files(own)
    context = {
        "pending": pending,
        "is_over": not any(file.failed_at is None for file in pending),
        "crumbs": crumbs_to("Lecture en cours"),
    }
    return render(request, "trajectories/reading.html", context)


@require_POST
@with_work_to_change
def cancel_reading(request: HttpRequest, own: Trajectory, pending_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    name = services.cancel_reading(trajectory=own, pending_id=pending_id)
    if name:
        messages.success(request, f"« {name} » est retiré.")
    return redirect("trajectories:reading" if selectors.pending_files(own) else "trajectories:start")


def _may_keep(request: HttpRequest, own: Trajectory | None) -> bool:
    return own is not None and not own.is_kept and request.user.is_authenticated


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def dates(request: HttpRequest, own: Trajectory, file_id: int) -> HttpResponse:
    """Whoever may change the work; another's file does not exist for her."""
    file = services.table_or_404(own, file_id)
    opened_on, closed_on = selectors.dates_of(file)
    form = DatesForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(),
        opened_on=opened_on,
        closed_on=closed_on,
    )
    if request.method == "POST" and form.is_valid():
        opened_on, closed_on = form.period
        dated = services.date_file(
            trajectory=own, file_id=file_id, opened_on=opened_on, closed_on=closed_on, now=timezone.now()
        )
        messages.success(request, f"« {file.name} » : ses dates sont gardées.")
        tell_replaced(request, selectors.replaced_for(dated))
        return after_sending(own)
    context = {"form": form, "file": file, "crumbs": crumbs_to("Les dates d’un fichier")}
    return render(request, "trajectories/dates.html", context, status=422 if form.errors else 200)


def after_sending(work: Trajectory) -> HttpResponse:
    """What is still to be read, then the dates that are missing, then the results."""
    if selectors.pending_files(work):
        return redirect("trajectories:reading")
    undated = selectors.undated_file(work)
    if undated is not None:
        return redirect("trajectories:dates", undated.pk)
    only_budgets = not selectors.has_actual(work) and selectors.has_budget(work)
    return redirect("trajectories:budget" if only_budgets else "trajectories:results")
