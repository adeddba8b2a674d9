"""Who reads scenarios: whoever may change the work, and a guest to whom they were opened, unless they tell a pay.

Cards and months are made of the charges one by one. Nothing of them can be masked without making the rest wrong, or
readable by difference: with one or two employees, a guest from whom the pay is hidden is refused all of it.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.trajectories import access, selectors
from trajectoires.trajectories.access import OpenWork
from trajectoires.trajectories.enums import Scope
from trajectoires.trajectories.views.session import View, crumbs_to, with_work_to_read


def with_scenarios_to_read(page: str) -> Callable[[View], View]:
    """The `OpenWork` and the `Work` to play are given to the view. `page` is how the organisation reads of a visit."""

    def decorate(view: View) -> View:
        @with_work_to_read(Scope.SCENARIOS, page)
        @wraps(view)
        def read(request: HttpRequest, opened: OpenWork, **arguments: object) -> HttpResponse:
            access.check_scope(opened, Scope.ACCOUNTS)
            shown = selectors.work_shown(opened.trajectory, opened.share)
            if shown.has_masked_staff:
                context = {"share": opened.share, "crumbs": crumbs_to("Scénarios")}
                return render(request, "trajectories/scenarios/masked.html", context, status=403)
            return view(request, opened, shown.work, **arguments)

        return read

    return decorate
