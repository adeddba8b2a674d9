"""What every request meets: a limit of size, and the headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_REQUEST_BYTES

DRAINED_AT_MOST = 4 * MAXIMUM_REQUEST_BYTES
PIECE = 1 << 16

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# Wagtail's editing interface sets styles and small scripts of its own in the page; readers never see these pages.
EDITOR_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'self'; form-action 'self'"
)


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith("/edition/"):
            response.headers.setdefault("Content-Security-Policy", EDITOR_POLICY)
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
