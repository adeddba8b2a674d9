"""What the pages of a work share: its visitor, its way, its answer when there is none."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trajectoires.trajectories import access, services
from trajectoires.trajectories.enums import SESSION_KEY
from trajectoires.trajectories.models import Trajectory

CRUMBS = [("Agir", "/agir/"), ("Ma trajectoire", "/agir/trajectoire/")]
View = Callable[..., HttpResponse]


def crumbs_to(name: str) -> list[tuple[str, str | None]]:
    return [*CRUMBS, (name, None)]


def find_own(request: HttpRequest) -> Trajectory | None:
    """The work of this browser's session, kept thirty days more by the visit."""
    now = timezone.now()
    own = access.find_own(request.session, now=now)
    if own and services.keep(trajectory=own, now=now):
        request.session.modified = True
    return own


def with_own_work(view: View) -> View:
    """The visitor whose session holds a work; it is given to the view. Anyone else is told that there is none."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        own = find_own(request)
        if own is None:
            context = {"crumbs": crumbs_to("Aucun travail en cours")}
            return render(request, "trajectories/none.html", context, status=404)
        return view(request, own, **arguments)

    return guarded


def open_in(request: HttpRequest, trajectory: Trajectory, *, own: Trajectory | None) -> None:
    """The work belongs to this session from now on."""
    if trajectory != own:
        request.session.cycle_key()  # whoever knew the session before it held a work learns nothing of it
    request.session[SESSION_KEY] = str(trajectory.id)


def close_in(request: HttpRequest) -> None:
    """What else the session holds stays: lessons followed, an editor signed in. When nothing is left, it ends."""
    request.session.pop(SESSION_KEY, None)
    if not request.session.keys():
        request.session.flush()


def resume_url(request: HttpRequest, work: Trajectory) -> str:
    """The whole address of the *lien de reprise*, to be copied."""
    return request.build_absolute_uri(reverse("trajectories:resume", args=[work.resume_key]))
