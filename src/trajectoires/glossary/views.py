from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.glossary.presenters import HOME_CRUMBS
from trajectoires.glossary.selectors import letters, live_term


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    crumbs = [*HOME_CRUMBS[:1], ("Glossaire", None)]
    return render(request, "glossary/index.html", {"letters": letters(), "crumbs": crumbs})


@require_safe
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """Anyone, once the term is published."""
    return render(request, "glossary/term.html", {"term": live_term(slug)})
