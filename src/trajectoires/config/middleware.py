"""What every request meets: a limit of size, and the headers that every answer carries."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_REQUEST_BYTES

DRAINED_AT_MOST = 4 * MAXIMUM_REQUEST_BYTES
PIECE = 1 << 16

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# Wagtail's editing interface sets styles and small scripts of its own in the page; readers never see these pages.
# docs/exploitation.md says what each exception is for.
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
_PREVIEW = re.compile(r"/edition/.*/preview/$")


def policy_of(path: str) -> str:
    """What a page of the editors' space may load: the preview of a public page, what the public page may."""
    if not _PREVIEW.match(path):
        return EDITOR_POLICY
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith("/edition/"):
            response.headers.setdefault("Content-Security-Policy", policy_of(request.path))
        return response

    return middleware


def refuse_oversized(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= MAXIMUM_REQUEST_BYTES:
            return get_response(request)
        _drain(request, min(length, DRAINED_AT_MOST))
        context = {"file_limit": MAXIMUM_FILE_BYTES, "request_limit": MAXIMUM_REQUEST_BYTES}
        return render(request, "ui/413.html", context, status=413)

    return middleware


def _length(request: HttpRequest) -> int:
    """What the request says of its size; nothing when it says no number."""
    try:
        return max(int(request.META.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest, length: int) -> None:
    """Read and forget the body: a browser that is still sending would show a broken connection, not our page."""
    left = length
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
