"""What happened between two moments, read once for every letter of a run."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from trajectoires.content.models import BasePage
from trajectoires.digests.enums import OLD, Section
from trajectoires.news.models import ArticlePage, EventPage, RulePage, SignalPage

COMING = {Section.EVENTS, Section.RULES}  # told again when the day comes near


@dataclass(frozen=True, kw_only=True)
class Item:
    """A page of the news, and the moments that make it news."""

    section: Section
    title: str
    address: str
    summary: str
    detail: str  # where, for whom, who says it
    moment: dt.datetime  # of the event, of effect, of publication
    is_whole_day: bool
    published_at: dt.datetime
    comes_at: dt.datetime | None
    themes: frozenset[str]
    territories: frozenset[str]

    def is_new(self, since: dt.datetime, until: dt.datetime, *, ahead: dt.timedelta) -> bool:
        if since < self.published_at <= until:
            return True
        if self.comes_at is None or self.published_at > until:
            return False
        return until < self.comes_at <= until + ahead

    def concerns(self, themes: frozenset[str], territories: frozenset[str]) -> bool:
        """A page without theme, or without territory, goes to all; so does every page to who chose none."""
        return _meet(self.themes, themes) and _meet(self.territories, territories)


def _meet(said: frozenset[str], wanted: frozenset[str]) -> bool:
    return not said or not wanted or bool(said & wanted)


def read_news(*, since: dt.datetime, until: dt.datetime, ahead: dt.timedelta) -> list[Item]:
    """Return everything that a letter of these days may tell, in four queries; the nearest or newest first."""
    items = [*_articles(since), *_rules(since, until), *_events(until), *_signals(since)]
    return [item for item in items if item.is_new(since, until, ahead=ahead)]


def _pages(model: type[BasePage], *also: str) -> QuerySet[Any]:
    return (
        model.objects.live()
        .filter(first_published_at__isnull=False)
        .select_related(*also)
        .defer("body", "sources")
    )


def _articles(since: dt.datetime) -> Iterator[Item]:
    old = timezone.localdate(since) - OLD
    for page in _pages(ArticlePage).filter(published_on__gte=old).order_by("-published_on", "-pk"):
        yield _item(page, Section.ARTICLES, _midnight(page.published_on), "")


def _signals(since: dt.datetime) -> Iterator[Item]:
    old = timezone.localdate(since) - OLD
    found = _pages(SignalPage, "publisher").filter(published_on__gte=old)
    for page in found.order_by("-published_on", "-pk"):
        yield _item(page, Section.SIGNALS, _midnight(page.published_on), page.publisher.name)


def _events(until: dt.datetime) -> Iterator[Item]:
    """Those to come, the nearest first. One that was called off is told of no more."""
    found = _pages(EventPage, "organiser").filter(is_cancelled=False)
    for page in found.filter(starts_at__gt=until).order_by("starts_at", "pk"):
        detail = ", ".join(filter(None, [page.place or page.get_format_display(), page.organiser.name]))
        yield _item(page, Section.EVENTS, page.start, detail)


def _rules(since: dt.datetime, until: dt.datetime) -> Iterator[Item]:
    old = timezone.localdate(since) - OLD
    today = timezone.localdate(until)
    found = _pages(RulePage).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    for page in found.filter(Q(updated_on__gte=old) | Q(effective_on__gte=today)).order_by(
        "effective_on", "pk"
    ):
        yield _item(page, Section.RULES, _midnight(page.effective_on), page.concerned)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _item(page: Any, section: Section, moment: dt.datetime, detail: str) -> Item:
    return Item(
        section=section,
        title=page.title,
        address=page.address,
        summary=page.lede,
        detail=detail,
        moment=moment,
        is_whole_day=getattr(page, "is_all_day", True),
        published_at=page.first_published_at,
        comes_at=moment if section in COMING else None,
        themes=frozenset(page.themes),
        territories=frozenset(page.territories),
    )
