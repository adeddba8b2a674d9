"""Refuse what is too large before reading it into anything."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES, MAXIMUM_REQUEST_BYTES

DRAINED_AT_MOST = 4 * MAXIMUM_REQUEST_BYTES
PIECE = 1 << 16


def refuse_oversized(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= MAXIMUM_REQUEST_BYTES:
            return get_response(request)
        _drain(request, min(length, DRAINED_AT_MOST))
        context = {"file_limit": MAXIMUM_FILE_BYTES, "request_limit": MAXIMUM_REQUEST_BYTES}
        return render(request, "ui/413.html", context, status=413)

    return middleware


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdigit() else 0


def _drain(request: HttpRequest, length: int) -> None:
    """Read and forget the body: a browser that is still sending would show a broken connection, not our page."""
    left = length
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
