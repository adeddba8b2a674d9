"""A manager opens the work to an adviser, sees what she reads, closes it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.organisations.enums import Link
from trajectoires.organisations.selectors import refused_attempts
from trajectoires.trajectories import access, selectors, services
from trajectoires.trajectories.enums import ACCESSES_KEPT, ACCESSES_SHOWN, LINK_KEPT
from trajectoires.trajectories.forms import ShareForm
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.views.session import CRUMBS, crumbs_to, with_work_to_manage

FIRST_KEEP = "Gardez d’abord ce travail dans une organisation : vous pourrez ensuite l’ouvrir à quelqu’un."


@require_http_methods(["GET", "HEAD", "POST"])
@with_work_to_manage
def shares(request: HttpRequest, own: Trajectory) -> HttpResponse:
    """Those who manage the organisation that keeps the work."""
    if not own.is_kept:
        messages.error(request, FIRST_KEEP)
        return redirect("trajectories:start")
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(),
        masks_staff=selectors.masks_staff(selectors.work_of(own)),
    )
    if request.method == "POST" and form.is_valid():
        _share(request, own, form)
        return redirect("trajectories:shares")
    now = timezone.now()
    context = {
        "form": form,
        "organisation": own.organisation,
        "shares": [(share, share.is_open(now), share.is_over(now)) for share in selectors.shares_of(own)],
        "refusals": refused_attempts(own.organisation_id).filter(link=Link.SHARE),
        "kept_days": ACCESSES_KEPT.days,
        "crumbs": crumbs_to("Partager"),
    }
    return render(request, "trajectories/shares.html", context, status=422 if form.errors else 200)


def _share(request: HttpRequest, own: Trajectory, form: ShareForm) -> None:
    made = services.share(
        trajectory=own,
        granted=form.granted(),
        user=request.user,
        form_key=form.cleaned_data["form_key"],
        now=timezone.now(),
    )
    if made:
        messages.success(
            request, f"Un lien part pour {made.email}. Il vaut {LINK_KEPT.days} jours et ne sert qu’une fois."
        )
    else:
        messages.error(request, "Ce formulaire avait déjà été envoyé : un seul lien est parti.")


@require_safe
@with_work_to_manage
def share(request: HttpRequest, own: Trajectory, share_id: int) -> HttpResponse:
    """Those who manage the organisation that keeps the work; another's share does not exist for them."""
    found = access.share_or_404(own, share_id)
    now = timezone.now()
    accesses = Paginator(selectors.accesses_of(found), ACCESSES_SHOWN).get_page(request.GET.get("page"))
    context = {
        "share": found,
        "is_open": found.is_open(now),
        "is_over": found.is_over(now),
        "accesses": accesses,
        "kept_days": ACCESSES_KEPT.days,
        "crumbs": [*CRUMBS, ("Partager", "/agir/trajectoire/partager/"), ("Un partage", None)],
    }
    return render(request, "trajectories/share.html", context)


@require_POST
@with_work_to_manage
def revoke(request: HttpRequest, own: Trajectory, share_id: int) -> HttpResponse:
    """Those who manage the organisation that keeps the work; another's share does not exist for them."""
    found = access.share_or_404(own, share_id)
    if services.revoke_share(share=found, now=timezone.now()):
        messages.success(
            request, "Le partage est fermé : dès sa prochaine page, cette personne ne lit plus rien."
        )
    else:
        messages.error(request, "Ce partage était déjà fermé.")
    return redirect("trajectories:shares")
