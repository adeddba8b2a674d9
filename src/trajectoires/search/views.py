import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from trajectoires.search.forms import SearchForm
from trajectoires.search.presenters import present
from trajectoires.search.services import answer

A_DAY = 24 * 3600
A_MINUTE = dt.timedelta(minutes=1)  # editors' words for the search are read again by then


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    query = request.GET.copy()
    query["q"] = query.get("q", "").replace("\x00", "")
    now = timezone.now()
    found = answer(**SearchForm(query).values(), now=now)
    crumbs = [("Recherche", None)]
    response = render(request, "search/results.html", {"search": present(found), "crumbs": crumbs})
    response.changes_at = now + A_MINUTE
    return response


@require_safe
@cache_control(public=True, max_age=A_DAY)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Anyone: a browser that offers to search this site from its own bar."""
    return render(
        request,
        "search/opensearch.xml",
        {"site": request.build_absolute_uri("/").rstrip("/")},
        content_type="application/opensearchdescription+xml",
    )
