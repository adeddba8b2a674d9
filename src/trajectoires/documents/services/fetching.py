"""Hostile answers in: read an address of the outside world, without being led to the inside nor held up.

Only the standard library. The name is resolved once, its numbers are checked, and the connection goes to one of them:
a name that changes its mind between the check and the connection changes nothing. Each redirect is checked likewise.
"""

import http.client
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings

from trajectoires.documents.enums import FetchFailure
from trajectoires.documents.services.addresses import Target, UnableToFetch, find_numbers, parse_target
from trajectoires.documents.services.connections import ask, in_plain_words, seconds_left

MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_PIECE = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer, whatever its status. Header names are in lower case; the body is as it was before compression."""

    url: str  # where the last redirect led
    status: int
    headers: Mapping[str, str]
    body: bytes
    is_moved_for_good: bool  # every redirect said so


def fetch(  # noqa: PLR0913 - keyword-only limits of a public door
    url: str,
    *,
    max_bytes: int,
    timeout: float,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Fetched:
    """Return what an address answers, or raise UnableToFetch.

    `timeout` bounds the whole: names, redirects, body. Over `max_bytes`, compressed or not, nothing is kept and the
    answer is refused; with 0, the body is not read at all. `allow_private` is for tests and trusted addresses.
    """
    sent = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip", **(headers or {})}
    visit = _Visit(time.monotonic() + timeout, method, sent, max_bytes, allow_private)
    followed: list[int] = []
    with in_plain_words():
        while len(followed) <= MOST_REDIRECTS:
            step = visit.step(url, followed)
            if isinstance(step, Fetched):
                return step
            url = step
    raise UnableToFetch(FetchFailure.TOO_MANY_REDIRECTS)


@dataclass(frozen=True)
class _Visit:
    deadline: float
    method: str
    headers: Mapping[str, str]
    max_bytes: int
    allow_private: bool

    def step(self, url: str, followed: list[int]) -> "Fetched | str":
        """The answer, or the address where it sends us."""
        target = parse_target(url, allow_private=self.allow_private)
        seconds = seconds_left(self.deadline)
        numbers = find_numbers(target, seconds=seconds, allow_private=self.allow_private)
        with ask(
            target, numbers, method=self.method, headers=self.headers, deadline=self.deadline
        ) as response:
            if following := _next(target, response):
                followed.append(response.status)
                return following
            return _answer(target, response, self.max_bytes, followed)


def user_agent() -> str:
    """Who asks, and where to complain."""
    return f"trajectoires-socio-economiques (+{settings.SITE_URL})"


def _next(target: Target, response: http.client.HTTPResponse) -> str:
    """Where a redirect leads; an empty string when the answer is the answer."""
    location = response.headers.get("Location", "")
    if response.status not in _REDIRECTS or not location:
        return ""
    return urljoin(target.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))


def _answer(
    target: Target, response: http.client.HTTPResponse, max_bytes: int, followed: list[int]
) -> Fetched:
    return Fetched(
        url=target.url,
        status=response.status,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=_read_body(response, max_bytes) if max_bytes else b"",
        is_moved_for_good=bool(followed) and _FOR_GOOD.issuperset(followed),
    )


def _read_body(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    inflate = _inflater(response.headers.get("Content-Encoding", ""))
    read, kept = 0, bytearray()
    while piece := response.read(_PIECE):
        read += len(piece)
        kept += inflate.decompress(piece, max_bytes + 1 - len(kept)) if inflate else piece
        if max(read, len(kept)) > max_bytes:
            raise UnableToFetch(FetchFailure.TOO_LARGE)
    if response.length or (inflate and read and not inflate.eof):  # cut on the way
        raise UnableToFetch(FetchFailure.GARBLED)
    return bytes(kept)


def _inflater(encoding: str) -> "zlib._Decompress | None":
    """What opens one layer of compression; several layers, or another kind, are not asked for and not read."""
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        case _:
            raise UnableToFetch(FetchFailure.GARBLED)
