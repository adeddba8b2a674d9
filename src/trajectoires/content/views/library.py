"""The catalogue and the examples, to take away as the reader sees them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from trajectoires.content.presenters.examples import examples_listing
from trajectoires.content.presenters.library import library_listing
from trajectoires.content.services.exports import MEDIA_TYPES
from trajectoires.content.views.files import as_file


@require_safe
def library_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Anyone: the published resources that the address asks for."""
    return as_file(library_listing(request.GET, site=settings.SITE_URL), _known(kind))


@require_safe
def examples_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Anyone: the published examples that the address asks for."""
    return as_file(examples_listing(request.GET, site=settings.SITE_URL), _known(kind))


def _known(kind: str) -> str:
    if kind not in MEDIA_TYPES:
        raise Http404
    return kind
