"""Who has the work of a plan open, and to do what: as `trajectories.access` says, asked again at each request."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trajectoires.kit import selectors
from trajectoires.kit.enums import PLAN
from trajectoires.trajectories import access
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import Right, Scope
from trajectoires.trajectories.services import keep, record_access
from trajectoires.ui.enums import Door

View = Callable[..., HttpResponse]
Crumbs = list[tuple[str, str | None]]
TITLE = "Plan d’action"
CRUMBS: Crumbs = [(Door.AGIR.label, Door.AGIR.address)]


def crumbs_to(name: str) -> Crumbs:
    return [*CRUMBS, (TITLE, PLAN), (name, None)]


def with_plan_to_read(page: str) -> Callable[[View], View]:
    """Whoever has the work open, a guest when her share holds the plan. `page` is how her visit will be told."""

    def decorate(view: View) -> View:
        def read(request: HttpRequest, found: OpenWork, **arguments: object) -> HttpResponse:
            access.check_scope(found, Scope.PLAN)
            if found.share:
                record_access(share=found.share, page=page, now=timezone.now())
            return view(request, found, **arguments)

        return _guarded(view, Right.READ, read)

    return decorate


def with_plan_to_change(view: View) -> View:
    """The visitor whose session holds the work, or a member of its organisation."""
    return _guarded(view, Right.CHANGE, view)


def _guarded(view: View, right: Right, answer: View) -> View:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        now = timezone.now()
        found = access.find_open(request.session, request.user, now=now)
        if found is None:
            return _no_work(request)
        if keep(work=found.trajectory, now=now):
            request.session.modified = True  # the cookie lives as long
        access.check_right(found, right)
        return answer(request, found, **arguments)

    return guarded


def _no_work(request: HttpRequest) -> HttpResponse:
    """How to open one. A public page leads here with `?page=`: whoever comes from it is told so, and finds it again."""
    page = selectors.page_to_choose(request.GET.get("page", "")) if request.method == "GET" else None
    context = {"crumbs": [*CRUMBS, (TITLE, None)], "page": page}
    return render(request, "kit/plan/none.html", context, status=200 if page else 404)
