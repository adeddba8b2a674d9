"""The three lists, as their templates show them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from trajectoires.news import selectors
from trajectoires.news.enums import RuleState
from trajectoires.news.models import RulePage
from trajectoires.news.presenters.events import EventView, present_event
from trajectoires.news.presenters.rules import RuleView, present_rule
from trajectoires.news.selectors import Filters

PER_PAGE = 20


@dataclass(frozen=True)
class ArticlesView:
    page: Page

    @property
    def is_empty(self) -> bool:
        return not self.page.paginator.count


@dataclass(frozen=True)
class AgendaView:
    """What is to come is shown whole, on the first page; what is past goes by pages, a year after the other."""

    to_come: list[EventView]
    page: Page
    years: list[tuple[int, list[EventView]]]

    @property
    def is_empty(self) -> bool:
        return not self.to_come and not self.page.paginator.count


@dataclass(frozen=True)
class WatchView:
    """Rules by state, on the first page; what was spotted elsewhere goes by pages."""

    states: list[tuple[RuleState, list[RuleView]]]
    page: Page


def present_articles(filters: Filters, *, page: str | None) -> ArticlesView:
    return ArticlesView(_page(selectors.articles(filters), page))


def present_agenda(filters: Filters, *, page: str | None, now: dt.datetime) -> AgendaView:
    over = _page(selectors.past_events(now, filters), page)
    to_come = selectors.events_to_come(now, filters) if over.number == 1 else []
    past = [present_event(event, now=now) for event in over]
    years = groupby(past, key=lambda view: view.page.first_day.year)
    return AgendaView(
        to_come=[present_event(event, now=now) for event in to_come],
        page=over,
        years=[(year, list(events)) for year, events in years],
    )


def present_watch(filters: Filters, *, page: str | None, now: dt.datetime) -> WatchView:
    signals = _page(selectors.signals(filters), page)
    rules = selectors.rules(filters) if signals.number == 1 else []
    return WatchView(_by_state(rules, timezone.localtime(now).date()), signals)


def _by_state(rules: Iterable[RulePage], today: dt.date) -> list[tuple[RuleState, list[RuleView]]]:
    """What comes first, soonest first; then what is in force and what no longer is, the latest first."""
    views = [present_rule(rule, today=today) for rule in rules]
    found = {state: [view for view in views if view.state is state] for state in RuleState}
    found[RuleState.A_VENIR].reverse()
    return [(state, views) for state, views in found.items() if views]


def _page(pages: QuerySet[Any], number: str | None) -> Page:
    return Paginator(pages, PER_PAGE).get_page(number)
