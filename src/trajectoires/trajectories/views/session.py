"""What the pages of a work share: who has it open and to do what, its way, its answer when there is none.

A view says by its decorator what it does: `with_work_to_read`, `with_work_to_change` or `with_work_to_manage`. Each
asks `access` again at every request: a role or a share that ended a second ago opens nothing.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trajectoires.trajectories import access, services
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import SESSION_KEY, Right, Scope
from trajectoires.trajectories.models import Trajectory

CRUMBS = [("Agir", "/agir/"), ("Ma trajectoire", "/agir/trajectoire/")]
View = Callable[..., HttpResponse]


def crumbs_to(name: str) -> list[tuple[str, str | None]]:
    return [*CRUMBS, (name, None)]


def find_open(request: HttpRequest) -> OpenWork | None:
    """What this browser has open; a visitor's work is kept thirty days more by the visit."""
    now = timezone.now()
    found = access.find_open(request.session, request.user, now=now)
    if found and services.keep(work=found.trajectory, now=now):
        request.session.modified = True
    return found


def find_own(request: HttpRequest) -> Trajectory | None:
    """The same, for whoever may change it; a guest has no work of her own here."""
    found = find_open(request)
    return found.trajectory if found and found.may_change else None


def with_work_to_read(scope: Scope, page: str) -> Callable[[View], View]:
    """Whoever has a work open, a guest within the scope of her share; the `OpenWork` is given to the view.

    `page` is how the organisation will read of a guest's visit.
    """

    def decorate(view: View) -> View:
        def read(request: HttpRequest, found: OpenWork, **arguments: object) -> HttpResponse:
            access.check_scope(found, scope)
            if found.share:
                services.record_access(share=found.share, page=page, now=timezone.now())
            return view(request, found, **arguments)

        return _guarded(view, Right.READ, read)

    return decorate


def with_work_to_change(view: View) -> View:
    """The visitor whose session holds the work, or a member of its organisation; it is given to the view."""
    return _guarded(
        view, Right.CHANGE, lambda request, found, **more: view(request, found.trajectory, **more)
    )


def with_work_to_manage(view: View) -> View:
    """The visitor whose session holds the work, or a manager of its organisation; it is given to the view."""
    return _guarded(
        view, Right.MANAGE, lambda request, found, **more: view(request, found.trajectory, **more)
    )


def _guarded(view: View, right: Right, answer: View) -> View:
    """Who has no work open is told that there is none; who has one open, without this right, is refused."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        found = find_open(request)
        if found is None:
            context = {"crumbs": crumbs_to("Aucun travail en cours")}
            return render(request, "trajectories/none.html", context, status=404)
        access.check_right(found, right)
        return answer(request, found, **arguments)

    return guarded


def open_in(request: HttpRequest, trajectory: Trajectory, *, own: Trajectory | None) -> None:
    """The work is this session's from now on."""
    if trajectory != own:
        request.session.cycle_key()  # whoever knew the session before it held a work learns nothing of it
    if request.session.get(SESSION_KEY) not in {None, str(trajectory.id)}:
        rotate_token(request)  # a form left in another tab would write into this work: it is refused instead
    request.session[SESSION_KEY] = str(trajectory.id)


def close_in(request: HttpRequest) -> None:
    """What else the session holds stays: lessons followed, a person signed in. When nothing is left, it ends."""
    request.session.pop(SESSION_KEY, None)
    if not request.session.keys():
        request.session.flush()


def resume_url(request: HttpRequest, work: Trajectory) -> str:
    """The whole address of the *lien de reprise*, to be copied; empty for a work that is kept: no link opens it."""
    if work.resume_key is None:
        return ""
    return request.build_absolute_uri(reverse("trajectories:resume", args=[work.resume_key]))
