from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.search.selectors import find


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    query = request.GET.get("q", "").strip().replace("\x00", "")
    return render(
        request,
        "search/results.html",
        {"query": query, "results": find(query), "crumbs": [("Recherche", None)]},
    )
