"""A page as bibliography programs cite it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from trajectoires.content.models import BasePage
from trajectoires.content.presenters.furniture import cite_as_bibtex


@require_safe
def citation(request: HttpRequest, page_id: int) -> HttpResponse:  # noqa: ARG001
    """Anyone, of a published page."""
    page = get_object_or_404(BasePage.objects.live().public(), pk=page_id)
    headers = {"Content-Disposition": f'attachment; filename="{page.slug}.bib"', "X-Robots-Tag": "noindex"}
    return HttpResponse(
        cite_as_bibtex(page), content_type="application/x-bibtex; charset=utf-8", headers=headers
    )
