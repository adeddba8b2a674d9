"""From what an address answered to articles in plain text, each with a clean link; never an exception but one."""

import datetime as dt
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from trajectoires.news.models.feeds import LONGEST_LINK

READING_SECONDS = 10
_PROGRAM = Path(__file__).with_name("feed_process.py")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w*|(?:fb|g|ms|y)clid|mc_[ce]id|xtor|at_(?:medium|campaign)", re.IGNORECASE)
_SAFE = "!$%&'()*+,/:;=?@~-._[]"
_LONGEST_GUID = 200
_check_url = URLValidator(schemes=["http", "https"])


class Refusal(StrEnum):
    """Why an answer is not read, in words for the team; the value is what the reading program says."""

    ENTITIES = "entities"
    NOT_A_FEED = "not-a-feed"
    TOO_LONG = "too-long"

    @property
    def words(self) -> str:
        return {
            Refusal.ENTITIES: "le flux définit des entités XML, ce qu’aucun flux honnête ne fait",
            Refusal.NOT_A_FEED: "ce n’est pas un flux RSS ou Atom",
            Refusal.TOO_LONG: "le flux est trop long ou trop compliqué à lire",
        }[self]


class UnableToRead(Exception):
    """Nothing was read; the message says why, in French, without a capital nor a full stop."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """What a feed says of a page: plain text, and a link of the web without tracking."""

    guid: str
    link: str
    title: str
    summary: str
    published_at: dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class Feed:
    title: str
    articles: tuple[Article, ...]  # the newest first, each identifier and each link once


def read_feed(data: bytes, *, content_type: str, address: str, now: dt.datetime) -> Feed:
    """Return what the feed found at `address` says, or raise UnableToRead, within READING_SECONDS."""
    said = _run(data, content_type)
    if "refusal" in said:
        raise UnableToRead(Refusal(said["refusal"]).words)
    found: dict[str, Article] = {}
    links: set[str] = set()
    for entry in said["entries"]:
        article = _article(entry, address, now)
        if article and article.guid not in found and article.link not in links:
            found[article.guid] = article
            links.add(article.link)
    return Feed(title=said["title"], articles=tuple(found.values()))


def _run(data: bytes, content_type: str) -> dict[str, Any]:
    """Have the feed read by a process whose time and memory are bounded."""
    charset = _CHARSET.search(content_type)
    command = [sys.executable, "-I", str(_PROGRAM), charset[1] if charset else ""]
    try:
        ended = subprocess.run(
            command,
            input=data,  # what is hostile goes there, never in the command
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=READING_SECONDS,
            check=True,
            env={},  # no secret of the site goes there
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise UnableToRead(Refusal.TOO_LONG.words) from None
    said: dict[str, Any] = json.loads(ended.stdout)
    return said


def _article(entry: dict[str, Any], address: str, now: dt.datetime) -> Article | None:
    """None for what has no title or no link of the web: there is nothing to open."""
    link = clean_link(entry["link"] or entry["guid"], base=address)
    if not link or not entry["title"]:
        return None
    guid = entry["guid"] or link
    if len(guid) > _LONGEST_GUID:
        guid = f"sha256:{hashlib.sha256(guid.encode()).hexdigest()}"
    return Article(
        guid=guid,
        link=link,
        title=entry["title"],
        summary=entry["summary"],
        published_at=_moment(entry["published"], now),
    )


def _moment(seconds: int | None, now: dt.datetime) -> dt.datetime | None:
    """A date of the web's own life, and not of the future; None otherwise."""
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
    is_likely = moment and dt.datetime(1995, 1, 1, tzinfo=dt.UTC) < moment <= now + dt.timedelta(days=1)
    return moment if is_likely else None


def clean_link(link: str, *, base: str = "") -> str:
    """Return an address of the web, without what tells where the reader comes from; empty when it is not one."""
    try:
        parts = urlsplit(urljoin(base, link))
        query = "&".join(
            each for each in parts.query.split("&") if not _TRACKING.fullmatch(each.partition("=")[0])
        )
        fragment = "" if _TRACKING.match(parts.fragment) else parts.fragment
        pieces = (quote(part, safe=_SAFE) for part in (parts.path, query, fragment))
        clean = urlunsplit((parts.scheme, parts.netloc, *pieces))
        if "@" in parts.netloc or len(clean) > LONGEST_LINK:
            return ""
        _check_url(clean)
    except (ValueError, ValidationError):
        return ""
    return clean
