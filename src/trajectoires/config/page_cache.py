"""Whole pages kept ready, for readers who have no session: most of them.

What is kept is right as long as nothing is published (the version of the site is in its key), the day is the same, and
no date that the page shows has come (`changes_at`, which a view sets on its response).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from trajectoires.content.selectors import site_version
from trajectoires.content.services import raise_site_version

KEPT_SECONDS = 3600
LARGEST_BYTES = 1 << 20
NEVER = ("/edition/", "/documents/", settings.STATIC_URL)  # who asks matters there, or a file answers
SUCCESS = 400  # what is below
View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class KeptPage:
    """An answer as it went out, compressed or not, and until when it holds."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    changes_at: dt.datetime | None

    def holds(self, now: dt.datetime) -> bool:
        return self.changes_at is None or now < self.changes_at

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page, or say in a few bytes that the browser has it already."""
        is_known = request.headers.get("If-None-Match") == self.etag
        response = HttpResponseNotModified() if is_known else HttpResponse(self.body)
        for name, value in self.headers:
            if not is_known or name not in {"Content-Type", "Content-Length", "Content-Encoding"}:
                response.headers[name] = value
        return response


def keep_pages(get_response: View) -> View:
    """Answer from what is kept, else keep the answer. Nothing is kept for, nor given to, who has a session."""
    cache = caches["pages"]

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _is_the_same_for_all(request):
            return get_response(request)
        key = _key(request)
        kept: KeptPage | None = cache.get(key)
        if kept and kept.holds(timezone.now()):
            return kept.answer(request)
        response = get_response(request)
        if _may_be_kept(response):
            kept = _keep(response)
            cache.set(key, kept, KEPT_SECONDS)
            return kept.answer(request)
        return response

    return middleware


def tell_what_editors_do(get_response: View) -> View:
    """Whatever is written in the editors' space (a record, an image, an order) may show on any page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_writing = request.method == "POST" and request.path.startswith("/edition/")
        if is_writing and response.status_code < SUCCESS:
            raise_site_version()
        return response

    return middleware


def _is_the_same_for_all(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
        and not request.path.startswith(NEVER)
    )


def _key(request: HttpRequest) -> str:
    is_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    words = f"{site_version()} {timezone.localdate()} {is_gzip} {address}"
    return sha256(words.encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and len(response.content) <= LARGEST_BYTES
    )


def _keep(response: HttpResponse) -> KeptPage:
    response.headers.setdefault("ETag", f'"{sha256(response.content).hexdigest()[:32]}"')
    response.headers.setdefault("Cache-Control", "no-cache")  # browsers ask again, and are told « the same »
    headers = tuple((name, value) for name, value in response.headers.items())
    return KeptPage(
        response.content, headers, response.headers["ETag"], getattr(response, "changes_at", None)
    )
