"""Read one feed, given on the standard input, and say it in JSON, in plain text.

Run as a program of its own, never imported by the site: whoever wrote the feed may be hostile, and two megabytes of
nested tags keep feedparser busy for half a minute in 385 MB (measured). The time and the memory of this process are
bounded; the process that started it only reads JSON. It knows nothing of Django, nor of the settings.
"""

import calendar
import contextlib
import html
import io
import json
import re
import resource
import sys
from typing import Any

CPU_SECONDS = 6
MEMORY_BYTES = 512 << 20
MOST_ENTRIES = 200
_RAW = {"title": 4_000, "summary": 20_000}  # what is cleaned; what is kept is shorter
_KEPT = {"title": 255, "summary": 600, "link": 2_000, "guid": 2_000}
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_BLOCK = re.compile(r"(?i)<(?=/?(?:p|br|li|ul|ol|div|h\d|tr|td|th|blockquote|table)\b)")
# Controls, and what turns the direction of writing: a title could show otherwise than it reads.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\ufffb]"
)


def main() -> None:
    for what, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY_BYTES)):
        with contextlib.suppress(ValueError, OSError):  # a system that cannot bound this
            resource.setrlimit(what, (most, most))
    charset = sys.argv[1] if len(sys.argv) > 1 else ""
    print(json.dumps(read(sys.stdin.buffer.read(), charset)))


def read(data: bytes, charset: str) -> dict[str, Any]:
    """What the feed says; `refusal` names the reason when it says nothing."""
    import feedparser  # after the limits
    from feedparser.encodings import convert_to_utf8

    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    plain = convert_to_utf8({"content-type": kind}, data, {})
    if _ENTITY.search(plain) or _ENTITY.search(data.replace(b"\0", b"")):
        return {"refusal": "entities"}
    found = feedparser.parse(
        io.BytesIO(plain),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.get("version"):
        return {"refusal": "not-a-feed"}
    dated = [(_moment(entry), entry) for entry in found.entries]
    dated.sort(key=lambda pair: pair[0] or 0, reverse=True)  # what has no date comes last, in its order
    entries = [_entry(entry, moment) for moment, entry in dated[:MOST_ENTRIES]]
    return {"title": _plain(found.feed.get("title"), "title"), "entries": entries}


def _entry(entry: Any, moment: int | None) -> dict[str, Any]:
    return {
        "guid": _line(entry.get("id"), "guid"),
        "link": _line(entry.get("link"), "link"),
        "title": _plain(entry.get("title"), "title"),
        "summary": _plain(entry.get("summary"), "summary"),
        "published": moment,
    }


def _moment(entry: Any) -> int | None:
    """Seconds since 1970; None when there is no date, or one that no calendar has."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    with contextlib.suppress(ValueError, OverflowError, TypeError):
        return calendar.timegm(parsed) if parsed else None
    return None


def _plain(value: Any, name: str) -> str:
    """The text of a piece of HTML, without its tags, its scripts nor its styles."""
    import nh3  # after the limits

    raw = value[: _RAW[name]] if isinstance(value, str) else ""
    cleaned = nh3.clean(_BLOCK.sub(" <", raw), tags=set(), link_rel=None)
    return _line(html.unescape(cleaned), name)


def _line(value: Any, name: str) -> str:
    """One line that the database and a page can hold; what is too long is cut between two words."""
    text = value if isinstance(value, str) else ""
    seen = _UNSEEN.sub("", text.encode("utf-8", "ignore").decode())
    line, most = " ".join(seen.split()), _KEPT[name]
    if len(line) <= most or name in {"link", "guid"}:
        return line[: most + 1]  # one too many tells that it was longer
    return line[: most - 1].rsplit(" ", 1)[0] + "…"


if __name__ == "__main__":
    main()
