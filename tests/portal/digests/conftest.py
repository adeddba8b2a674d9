"""News of one week, and readers of the letter."""

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from wagtail.models import Site

from trajectoires.content.models import BasePage
from trajectoires.digests import access
from trajectoires.digests.enums import Frequency
from trajectoires.digests.models import Subscription
from trajectoires.news.enums import EventFormat
from trajectoires.news.models import (
    AgendaPage,
    ArticlePage,
    ArticlesPage,
    EventPage,
    RulePage,
    SignalPage,
    WatchPage,
)
from trajectoires.organisations.models import Organisation

MONDAY = dt.datetime(2026, 11, 30, 6, tzinfo=dt.UTC)  # seven o'clock in Paris
DAY = dt.timedelta(days=1)


@pytest.fixture
def monday() -> dt.datetime:
    """When the letter of these tests is due."""
    return MONDAY


@pytest.fixture
def sections(db) -> dict[type, BasePage]:
    root = Site.objects.get(is_default_site=True).root_page
    found = {}
    for kind, slug, child in (
        (ArticlesPage, "actualites", ArticlePage),
        (AgendaPage, "agenda", EventPage),
        (WatchPage, "veille", RulePage),
    ):
        existing = kind.objects.first()
        found[child] = existing or root.add_child(instance=kind(title=slug.title(), slug=slug, lede="Liste."))
    found[SignalPage] = found[RulePage]
    return found


@pytest.fixture
def publish(sections) -> Callable[..., BasePage]:
    """Publish a page of the news; it came out on the Friday before the letter unless said."""
    organisation = Organisation.objects.create(slug="essai", name="Organisation d’essai")
    numbers = count(1)
    own: dict[type, dict[str, Any]] = {
        ArticlePage: {"published_on": MONDAY.date() - 3 * DAY},
        EventPage: {
            "starts_at": MONDAY + 10 * DAY,
            "ends_at": MONDAY + 10 * DAY,
            "format": EventFormat.EN_LIGNE,
            "organiser": organisation,
        },
        RulePage: {
            "effective_on": dt.date(2027, 3, 1),
            "concerned": "Les associations employeuses",
            "actions": ["Rien à faire."],
            "reference": "Décret d’essai",
        },
        SignalPage: {
            "link": "https://exemple.org/etude",
            "publisher": organisation,
            "published_on": MONDAY.date() - 3 * DAY,
        },
    }

    def make(
        kind: type[BasePage], title: str, *, out_at: dt.datetime = MONDAY - 3 * DAY, **fields: Any
    ) -> BasePage:
        values = {"lede": f"Chapeau de {title}.", "updated_on": out_at.date(), **own[kind], **fields}
        values.setdefault("review_due_on", values["updated_on"] + 365 * DAY)
        page = kind(title=title, slug=f"page-{next(numbers)}", first_published_at=out_at, **values)
        return sections[kind].add_child(instance=page)

    return make


@pytest.fixture
def reader_values() -> Callable[..., dict[str, Any]]:
    """Somebody who confirmed ten days before the letter."""
    numbers = count(1)

    def values(email: str = "", **fields: Any) -> dict[str, Any]:
        seed = access.new_seed()
        return {
            "email": email or f"lectrice{next(numbers)}@exemple.org",
            "seed": seed,
            "link_hash": access.hash_of(access.link_token(seed)),
            "confirmation_hash": access.hash_of(access.new_token()),
            "created_at": MONDAY - 10 * DAY,
            "confirmed_at": MONDAY - 10 * DAY,
            "consent_version": "essai",
            "asked_on": (MONDAY - 10 * DAY).date(),
            "frequency": Frequency.WEEKLY,
            **fields,
        }

    return values


@pytest.fixture
def reader(db, reader_values) -> Callable[..., Subscription]:
    """The same, kept."""
    return lambda email="", **fields: Subscription.objects.create(**reader_values(email, **fields))
