"""A work is kept in an organisation, is found again, is opened here and closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.trajectories import access, selectors, services
from trajectoires.trajectories.forms import KeepForm
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.views.session import (
    close_in,
    crumbs_to,
    find_open,
    find_own,
    open_in,
    with_work_to_manage,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@with_work_to_manage
def keep(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """The visitor whose session holds the work, once she has signed in; her work waits while she does."""
    if own.is_kept:
        return redirect("trajectories:start")
    organisations = selectors.without_work(request.user)
    form = KeepForm(request.POST if request.method == "POST" else None, organisations=organisations)
    if request.method == "POST" and form.is_valid() and (kept := _keep(request, own, form)):
        messages.success(
            request, f"Ce travail est gardé dans « {kept.organisation.name} ». Il n’a plus de date de fin."
        )
        return redirect("trajectories:start")
    context = {"form": form, "crumbs": crumbs_to("Garder ce travail")}
    return render(request, "trajectories/keep.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, own: Trajectory, form: KeepForm) -> Trajectory | None:
    """None when it may not be, and the form says why."""
    try:
        if form.chosen_id is None:
            name = form.cleaned_data["nom"]
            return services.keep_in_new(trajectory=own, name=name, user=request.user, now=timezone.now())
        return services.keep_in(trajectory=own, organisation_id=form.chosen_id, user=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return None


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Whoever signed in: the works of her organisations, and those that are shared with her."""
    found = find_open(request)
    context = {
        "works": selectors.kept_works(request.user),
        "shares": selectors.open_shares(request.user, now=timezone.now()),
        "opened_id": found.trajectory.pk if found else None,
        "crumbs": crumbs_to("Mes trajectoires"),
    }
    return render(request, "trajectories/mine.html", context)


@require_POST
@never_cache
@login_required
def open_kept(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A member of this organisation. Another's work does not exist for her."""
    own = find_own(request)
    open_in(request, access.kept_or_404(request.user, organisation_id), own=own)
    return redirect("trajectories:start")


@require_POST
@never_cache
def close(request: HttpRequest) -> HttpResponse:
    """Anyone: what is kept is no longer open in this browser. A visitor's work stays: its link alone would find it."""
    found = find_open(request)
    if found and not found.trajectory.is_kept:
        messages.error(request, "Ce travail n’est gardé nulle part : gardez-le d’abord, ou copiez son lien.")
        return redirect("trajectories:start")
    close_in(request)
    return redirect("trajectories:mine" if request.user.is_authenticated else "trajectories:start")
