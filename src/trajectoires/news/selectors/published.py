"""Read what is published: articles, events, rules, what was spotted elsewhere. Each list in one query."""

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from trajectoires.content.models import BasePage
from trajectoires.news.enums import Section
from trajectoires.news.models import (
    AgendaPage,
    ArticlePage,
    ArticlesPage,
    EventPage,
    FollowPage,
    RulePage,
    SignalPage,
    WatchPage,
)
from trajectoires.news.models.moments import midnight

Pages = TypeVar("Pages", bound=QuerySet[Any])
KEPT_DAYS = 90
LONG = ("body", "sources")  # what no list shows
SECTION_PAGES: dict[Section, type[BasePage]] = {
    Section.ACTUALITES: ArticlesPage,
    Section.AGENDA: AgendaPage,
    Section.VEILLE: WatchPage,
}


@dataclass(frozen=True)
class Filters:
    """What a reader asked to keep; an empty value keeps everything."""

    theme: str = ""
    territory: str = ""
    audience: str = ""
    format: str = ""

    def keep(self, pages: Pages) -> Pages:
        """A page that names no territory concerns them all; one that names no audience speaks to everybody."""
        if self.theme:
            pages = pages.filter(themes__contains=[self.theme])
        if self.territory:
            pages = pages.filter(Q(territories__contains=[self.territory]) | Q(territories=[]))
        if self.audience:
            pages = pages.filter(Q(audience__contains=[self.audience]) | Q(audience=[]))
        return pages.filter(format=self.format) if self.format else pages


EVERYTHING = Filters()


def articles(filters: Filters = EVERYTHING) -> QuerySet[ArticlePage]:
    """The published articles, the most recent first."""
    pages = filters.keep(ArticlePage.objects.live())
    return pages.order_by("-published_on", "-first_published_at", "pk").defer(*LONG)


def latest_articles(count: int) -> list[ArticlePage]:
    return list(articles()[:count])


# --- events -------------------------------------------------------------------------------------------------


def events(filters: Filters = EVERYTHING) -> QuerySet[EventPage]:
    """The published events, whenever they are, with who holds them."""
    return filters.keep(EventPage.objects.live()).select_related("organiser").defer(*LONG)


def events_to_come(now: dt.datetime, filters: Filters = EVERYTHING) -> QuerySet[EventPage]:
    """Those that are not over, the next one first."""
    return events(filters).exclude(_over(now)).order_by("starts_at", "pk")


def past_events(now: dt.datetime, filters: Filters = EVERYTHING) -> QuerySet[EventPage]:
    """Those that are over, the last one first."""
    return events(filters).filter(_over(now)).order_by("-starts_at", "pk")


def next_events(now: dt.datetime, count: int) -> list[EventPage]:
    """The next events that will be held."""
    return list(events_to_come(now).filter(is_cancelled=False)[:count])


def calendar_events(now: dt.datetime, filters: Filters = EVERYTHING) -> QuerySet[EventPage]:
    """What a calendar is given: what is to come and the last three months, cancelled events too."""
    this_morning = midnight(timezone.localtime(now).date())
    since = this_morning - dt.timedelta(days=KEPT_DAYS)
    return events(filters).filter(ends_at__gte=since).order_by("starts_at", "pk")


def event(slug: str) -> EventPage | None:
    return events().filter(slug=slug).first()


def _over(now: dt.datetime) -> Q:
    this_morning = midnight(timezone.localtime(now).date())
    return Q(is_all_day=True, ends_at__lt=this_morning) | Q(is_all_day=False, ends_at__lte=now)


# --- the watch ----------------------------------------------------------------------------------------------


def rules(filters: Filters = EVERYTHING) -> QuerySet[RulePage]:
    """The published rules, the most recent effective date first."""
    return filters.keep(RulePage.objects.live()).order_by("-effective_on", "pk").defer(*LONG)


def signals(filters: Filters = EVERYTHING) -> QuerySet[SignalPage]:
    """What was spotted elsewhere, the most recent first, with who publishes it."""
    pages = filters.keep(SignalPage.objects.live()).select_related("publisher").defer(*LONG)
    return pages.order_by("-published_on", "-first_published_at", "pk")


# --- all of them --------------------------------------------------------------------------------------------


def section_page(section: Section) -> BasePage | None:
    """The published page of a section, if there is one."""
    return SECTION_PAGES[section].objects.live().first()


def section_pages() -> dict[Section, BasePage]:
    """Those that are published, in their order."""
    found = {section: section_page(section) for section in Section}
    return {section: page for section, page in found.items() if page}


def follow_page() -> FollowPage | None:
    return FollowPage.objects.live().first()


def published(
    section: Section, count: int, filters: Filters = EVERYTHING
) -> list[ArticlePage | EventPage | RulePage | SignalPage]:
    """The last pages that a section published, the newest first."""
    sources: dict[Section, tuple[QuerySet[Any], ...]] = {
        Section.ACTUALITES: (articles(filters),),
        Section.AGENDA: (events(filters),),
        Section.VEILLE: (rules(filters), signals(filters)),
    }
    newest = (pages.order_by("-first_published_at", "pk")[:count] for pages in sources[section])
    merged = sorted(chain(*newest), key=lambda page: page.first_published_at, reverse=True)
    return merged[:count]


def next_change(now: dt.datetime) -> dt.datetime | None:
    """The next moment at which a list of events changes by itself."""
    return EventPage.next_change(now)
