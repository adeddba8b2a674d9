"""An adviser accepts a share, sees what it grants, opens the work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from trajectoires.organisations.access import is_addressed_to
from trajectoires.organisations.enums import Refusal
from trajectoires.trajectories import access, services
from trajectoires.trajectories.enums import ACCESSES_KEPT
from trajectoires.trajectories.models import Share
from trajectoires.trajectories.views.session import crumbs_to, find_own, open_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link sees what it grants; who signed in with the address it was sent to accepts it."""
    response = _accept(request, token)
    response.headers["Referrer-Policy"] = (
        "strict-origin"  # without origin, the form's own check would refuse it
    )
    return response


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        done = services.accept_share(token=token, user=request.user, now=now)
        if isinstance(done, Refusal):
            return _refused(request, done)
        messages.success(request, "Le partage est accepté. Voici ce qu’il vous ouvre.")
        return redirect("trajectories:granted", done.pk)
    found = access.find_share(token)
    refusal = access.refusal_of(found, now=now)
    if refusal or found is None:
        services.refuse_share(share=found, reason=refusal or Refusal.UNKNOWN, now=now)
        return _refused(request, refusal or Refusal.UNKNOWN)
    return _shown(request, found, is_waiting=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def granted(request: HttpRequest, share_id: int) -> HttpResponse:
    """The guest of this share, while it is open. Another's does not exist for her."""
    found = access.granted_or_404(request.user, share_id, now=timezone.now())
    if request.method == "POST":
        open_in(request, found.trajectory, own=find_own(request))
        return redirect("trajectories:results")
    return _shown(request, found, is_waiting=False)


def _shown(request: HttpRequest, share: Share, *, is_waiting: bool) -> HttpResponse:
    context = {
        "share": share,
        "organisation": share.trajectory.organisation,
        "is_waiting": is_waiting,
        "is_addressed": not is_waiting or is_addressed_to(share.email, request.user),
        "kept_days": ACCESSES_KEPT.days,
        "crumbs": crumbs_to("Un partage"),
    }
    return render(request, "trajectories/granted.html", context)


def _refused(request: HttpRequest, reason: Refusal) -> HttpResponse:
    """A guessed link, a late one and one that has served answer alike; only the wrong address is told, to help."""
    context = {"is_other_address": reason is Refusal.OTHER_ADDRESS, "crumbs": crumbs_to("Un partage")}
    return render(request, "trajectories/share_refused.html", context, status=404)
