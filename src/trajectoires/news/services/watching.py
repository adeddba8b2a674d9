"""Look at the feeds of others: each in its turn, briefly, and nothing but plain text is kept."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from trajectoires.content.services import raise_site_version
from trajectoires.documents.services import Fetched, UnableToFetch, fetch
from trajectoires.jobs.services import enqueue
from trajectoires.news.models import FeedEntry, FeedSource
from trajectoires.news.selectors.feeds import due_sources, reach
from trajectoires.news.services.feed_reading import Article, Feed, UnableToRead, read_feed

MOST_BYTES = 2_000_000
FETCH_SECONDS = 10
SHOWN = 3
NEWS_FOR = dt.timedelta(days=90)  # what is older is not news, and may be what was erased
EVERY = dt.timedelta(minutes=25)  # looked at every half hour: a little less, so that none waits for an hour
_FIRST_WAIT, _LONGEST_WAIT = dt.timedelta(minutes=55), dt.timedelta(hours=23, minutes=55)
_MOST_FAILURES = 1000
_OUTCOME = ("failures", "last_failure", "failing_since", "checked_at")
_NOT_MODIFIED, _OK = 304, 200
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a look at a source gave: a reason in French, or the title and the newest articles of its feed."""

    failure: str = ""
    title: str = ""
    latest: tuple[str, ...] = ()
    count: int = 0  # of articles in the feed
    received: int = 0  # of new ones, to be sorted


def ask_due_sources(*, now: dt.datetime) -> int:
    """Enqueue a short task for each followed source whose turn has come; return how many."""
    due = list(due_sources(now).values_list("pk", flat=True))
    for key in due:
        with transaction.atomic():
            FeedSource.objects.filter(pk=key).update(
                next_check_at=now + EVERY
            )  # not twice, should tasks wait
            enqueue("news.check_source", lock=f"news.source.{key}", source_id=key)
    return len(due)


def check_source(*, source: FeedSource, now: dt.datetime, is_asked: bool = False) -> Reading:
    """Read a source and record what happened; only what is followed gives articles to sort.

    `is_asked`: somebody waits for the answer; the whole feed is asked for, even if it has not changed.
    """
    before = reach()
    if is_asked:
        source.etag = source.last_modified = ""
    try:
        answer = _ask(source)
        feed = None if answer.status == _NOT_MODIFIED else _read(answer, now)
    except (UnableToFetch, UnableToRead) as error:
        _record_failure(source, str(error), now)
        return Reading(failure=str(error))
    received = _record_answer(source, answer.headers, feed, now)
    if reach() != before:
        raise_site_version()  # the page of the watch says it
    return _reading(feed, received) if feed else Reading()


def _ask(source: FeedSource) -> Fetched:
    known = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    headers = {"Accept": _ACCEPT, **{name: value for name, value in known.items() if value}}
    return fetch(source.feed_url, max_bytes=MOST_BYTES, timeout=FETCH_SECONDS, headers=headers)


def _read(answer: Fetched, now: dt.datetime) -> Feed:
    if answer.status != _OK:
        raise UnableToRead(f"le site répond par le code {answer.status}")
    kind = answer.headers.get("content-type", "")
    return read_feed(answer.body, content_type=kind, address=answer.url, now=now)


def _reading(feed: Feed, received: int) -> Reading:
    titles = tuple(article.title for article in feed.articles)
    return Reading(title=feed.title, latest=titles[:SHOWN], count=len(titles), received=received)


@transaction.atomic
def _record_failure(source: FeedSource, reason: str, now: dt.datetime) -> None:
    """Each failure doubles the wait, up to a day."""
    if not _is_still_there(source):
        return
    source.failures = min(source.failures + 1, _MOST_FAILURES)
    source.last_failure = reason
    source.failing_since = source.failing_since or now
    source.checked_at = now
    source.next_check_at = now + min(_FIRST_WAIT * 2 ** min(source.failures - 1, 10), _LONGEST_WAIT)
    source.save(update_fields=[*_OUTCOME, "next_check_at", "etag", "last_modified"])


@transaction.atomic
def _record_answer(
    source: FeedSource, headers: Mapping[str, str], feed: Feed | None, now: dt.datetime
) -> int:
    """Return how many articles are new."""
    if not _is_still_there(source):
        return 0
    source.failures, source.last_failure, source.failing_since = 0, "", None
    source.checked_at = source.answered_at = now
    source.next_check_at = now + EVERY
    received = 0
    if feed and source.is_active:
        received = _receive(source, feed.articles, now)
        source.etag = _validator(headers, "etag", 200)
        source.last_modified = _validator(headers, "last-modified", 100)
        source.read_at = now
    source.save(update_fields=[*_OUTCOME, "answered_at", "next_check_at", "etag", "last_modified", "read_at"])
    return received


def _is_still_there(source: FeedSource) -> bool:
    """Somebody may have deleted it while it was read; from here it waits for us."""
    return FeedSource.objects.select_for_update().filter(pk=source.pk).exists()


def _validator(headers: Mapping[str, str], name: str, longest: int) -> str:
    """What may be sent back as it came; something else than a short line of ASCII is forgotten."""
    value = headers.get(name, "").strip()
    return value if len(value) <= longest and value.isascii() and value.isprintable() else ""


def _receive(source: FeedSource, articles: tuple[Article, ...], now: dt.datetime) -> int:
    """Keep the articles that are new, here and in the other sources; one that changes keeps what was decided."""
    source.entries.filter(guid__in=[article.guid for article in articles]).update(seen_at=now)
    before = source.entries.count()
    FeedEntry.objects.bulk_create(
        [_entry(source, article, now) for article in articles if _is_news(article, now)],
        ignore_conflicts=True,  # the identifier, or the link
    )
    return source.entries.count() - before


def _is_news(article: Article, now: dt.datetime) -> bool:
    return article.published_at is None or article.published_at > now - NEWS_FOR


def _entry(source: FeedSource, article: Article, now: dt.datetime) -> FeedEntry:
    return FeedEntry(
        source=source,
        guid=article.guid,
        link=article.link,
        title=article.title,
        summary=article.summary,
        published_at=article.published_at,
        received_at=now,
        seen_at=now,
    )
