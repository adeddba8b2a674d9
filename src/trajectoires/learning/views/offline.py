"""A course in one file, for the train, the library or the photocopier."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from trajectoires.learning.selectors.offline import live_course
from trajectoires.learning.services.offline import OfflineFile, take_away


@require_safe
def course_pdf(request: HttpRequest, course: str) -> HttpResponse:
    """Anyone, once the course is published."""
    file = take_away(course=live_course(course), kind="pdf")
    return _sent(request, file, media_type="application/pdf", name=f"{course}.pdf")


@require_safe
def course_zip(request: HttpRequest, course: str) -> HttpResponse:
    """Anyone, once the course is published."""
    file = take_away(course=live_course(course), kind="zip")
    return _sent(request, file, media_type="application/zip", name=f"{course}-hors-ligne.zip")


def _sent(request: HttpRequest, file: OfflineFile, *, media_type: str, name: str) -> HttpResponse:
    """Only the tag says « the same »: a definition may change without the date of the pages."""
    headers = {
        "ETag": file.etag,
        "Last-Modified": http_date(file.changed_at.timestamp()),
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(file.content, content_type=media_type, headers=headers)
    return get_conditional_response(request, etag=file.etag, response=response) or response
