"""The three lists: own articles, the agenda, the watch."""

import datetime as dt
from typing import ClassVar

from trajectoires.content.models import BasePage
from trajectoires.news.enums import Section
from trajectoires.news.models.events import EventPage
from trajectoires.news.models.moments import next_of
from trajectoires.news.models.rules import RulePage


class ArticlesPage(BasePage):
    genre = "liste-actualites"
    schema_type = "CollectionPage"
    section: ClassVar[Section] = Section.ACTUALITES
    max_count = 1
    subpage_types = ["news.ArticlePage"]
    template = "news/articles_page.html"

    class Meta:
        verbose_name = "liste des actualités"
        verbose_name_plural = "listes des actualités"


class AgendaPage(BasePage):
    genre = "agenda"
    schema_type = "CollectionPage"
    section: ClassVar[Section] = Section.AGENDA
    max_count = 1
    subpage_types = ["news.EventPage"]
    template = "news/agenda_page.html"

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"

    def changes_at(self, now: dt.datetime) -> dt.datetime | None:
        return EventPage.next_change(now)


class WatchPage(BasePage):
    genre = "veille"
    schema_type = "CollectionPage"
    section: ClassVar[Section] = Section.VEILLE
    max_count = 1
    subpage_types = ["news.RulePage", "news.SignalPage"]
    template = "news/watch_page.html"

    class Meta:
        verbose_name = "veille"
        verbose_name_plural = "veilles"

    def changes_at(self, now: dt.datetime) -> dt.datetime | None:
        return next_of(
            [rule.changes_at(now) for rule in RulePage.objects.live().defer("body", "sources")], now
        )
