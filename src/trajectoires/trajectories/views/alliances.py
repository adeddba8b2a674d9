"""« Vos alliances »: the partners, one by one, written down, corrected, taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.trajectories import presenters, selectors, services
from trajectoires.trajectories.enums import MOST_ALLIANCES
from trajectoires.trajectories.forms import AllianceForm
from trajectoires.trajectories.models import Alliance, Trajectory
from trajectoires.trajectories.views.session import CRUMBS, crumbs_to, with_work_to_change

TITLE, ADDRESS = "Vos alliances", "/agir/trajectoire/alliances/"


@require_safe
@with_work_to_change
def index(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work."""
    kept = selectors.alliances_of(own)
    context = {
        "partners": presenters.present_partners(kept),
        "is_full": len(kept) >= MOST_ALLIANCES,
        "most": MOST_ALLIANCES,
        "crumbs": crumbs_to(TITLE),
    }
    return render(request, "trajectories/alliances.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def new(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Whoever may change the work."""
    return _edit(request, own, kept=None)


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def edit(request: HttpRequest, own: Trajectory, alliance_id: int) -> HttpResponse:
    """Whoever may change the work; another's partner does not exist for her."""
    return _edit(request, own, kept=services.alliance_or_404(own, alliance_id))


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_change
def remove(request: HttpRequest, own: Trajectory, alliance_id: int) -> HttpResponse:
    """Whoever may change the work; another's partner does not exist for her."""
    kept = services.alliance_or_404(own, alliance_id)
    if request.method == "POST":
        name = services.remove_alliance(trajectory=own, alliance_id=alliance_id, now=timezone.now())
        messages.success(request, f"« {name} » est retiré de vos alliances.")
        return redirect("trajectories:alliances")
    context = {
        "title": f"Retirer « {kept.name} » ?",
        "body": (
            "Tout ce que vous avez dit de ce partenaire sera effacé. Vos comptes ne bougent pas. S’il est parti, "
            "gardez-le plutôt, avec sa date de fin : vos résultats montreront son départ."
        ),
        "button": "Retirer ce partenaire",
        "cancel_href": "trajectories:alliances",
        "crumbs": _crumbs("Retirer un partenaire"),
    }
    return render(request, "trajectories/confirm.html", context)


def _edit(request: HttpRequest, own: Trajectory, *, kept: Alliance | None) -> HttpResponse:
    work = selectors.work_of(own)
    form = AllianceForm(
        request.POST if request.method == "POST" else None,
        exercices=work.exercices,
        payers=selectors.payers_for(work, kept),
        told=selectors.told_of(kept) if kept else None,
    )
    if request.method == "POST" and form.is_valid() and _is_kept(own, form, kept):
        messages.success(request, f"« {form.cleaned_data['nom']} » est gardé parmi vos alliances.")
        return redirect("trajectories:alliances")
    title = f"Corriger « {kept.name} »" if kept else "Ajouter un partenaire"
    context = {"form": form, "title": title, "crumbs": _crumbs(title)}
    return render(request, "trajectories/alliance.html", context, status=422 if form.errors else 200)


def _is_kept(own: Trajectory, form: AllianceForm, kept: Alliance | None) -> bool:
    try:
        services.save_alliance(trajectory=own, alliance=form.alliance(), replaces=kept, now=timezone.now())
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _crumbs(name: str) -> list[tuple[str, str | None]]:
    return [*CRUMBS, (TITLE, ADDRESS), (name, None)]
