"""The method of the engine: its table of contents, and its pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from trajectoires.trajectories import presenters
from trajectoires.trajectories.views.session import CRUMBS, crumbs_to

TITLE = "La méthode"
TEN_MINUTES = 600
kept_by_anyone = cache_control(public=True, max_age=TEN_MINUTES)


@require_safe
@kept_by_anyone
def contents(request: HttpRequest) -> HttpResponse:
    """Anyone: nothing here depends on who asks."""
    context = {"method": presenters.present_method(), "crumbs": crumbs_to(TITLE)}
    return render(request, "trajectories/method.html", context)


@require_safe
@kept_by_anyone
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone: nothing here depends on who asks."""
    try:
        shown = presenters.present_method_page(slug)
    except KeyError:
        raise Http404 from None
    context = {"page": shown, "crumbs": [*CRUMBS, (TITLE, shown.contents_href), (shown.title, None)]}
    return render(request, "trajectories/method_page.html", context)
