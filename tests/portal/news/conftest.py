"""The three sections, empty, and what a test publishes in them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from trajectoires.content.models import BasePage, DoorPage
from trajectoires.home.models import HomePage
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
from trajectoires.organisations.models import Organisation

TODAY = dt.date(2026, 11, 25)
SHORT = {"review_due_on": dt.date(2027, 11, 25), "updated_on": TODAY, "lede": "Une phrase."}


def at(text: str) -> dt.datetime:
    """A moment as people of France say it: `2026-12-03 14:30`."""
    return timezone.make_aware(dt.datetime.fromisoformat(text))


def publish(page: BasePage) -> BasePage:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _add(parent: Page, page: BasePage) -> BasePage:
    """Put a published page there, without the revision that an editor makes: a list needs many."""
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return page


@pytest.fixture
def sections(db) -> dict[str, BasePage]:
    root = Page.get_first_root_node()
    home = _add(root, HomePage(title="Accueil", slug="accueil-essai", **SHORT))
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    door = _add(home, DoorPage(title="S’informer", slug="s-informer", question="Quoi de neuf ?", **SHORT))
    return {
        "accueil": home,
        "actualites": _add(home, ArticlesPage(title="Actualités", slug="actualites", **SHORT)),
        "agenda": _add(home, AgendaPage(title="Agenda", slug="agenda", **SHORT)),
        "veille": _add(home, WatchPage(title="Veille", slug="veille", **SHORT)),
        "suivre": _add(door, FollowPage(title="Suivre", slug="suivre", **SHORT)),
    }


@pytest.fixture
def organiser(db) -> Organisation:
    return Organisation.objects.create(
        slug="la-maison", name="La Maison d’essai", website="https://exemple.org/"
    )


@pytest.fixture
def article(sections) -> Callable[..., ArticlePage]:
    def make(title: str = "Un article", **values: Any) -> ArticlePage:
        page = ArticlePage(**{"title": title, "published_on": TODAY, **SHORT, **values})
        return _add(sections["actualites"], page)

    return make


@pytest.fixture
def event(sections, organiser) -> Callable[..., EventPage]:
    def make(title: str = "Une rencontre", *, start: str, end: str, **values: Any) -> EventPage:
        given = {"format": "sur-place", "place": "Rennes", **SHORT, **values}
        page = EventPage(title=title, organiser=organiser, starts_at=at(start), ends_at=at(end), **given)
        page.full_clean(exclude=["path", "depth", "slug"])
        return _add(sections["agenda"], page)

    return make


@pytest.fixture
def rule(sections) -> Callable[..., RulePage]:
    def make(title: str = "Une règle", *, effective_on: str, ends_on: str = "", **values: Any) -> RulePage:
        own = {
            "concerned": "Les associations.", "actions": ["Lire le texte."], "reference": "Décret d’essai",
            "effective_on": dt.date.fromisoformat(effective_on),
            "ends_on": dt.date.fromisoformat(ends_on) if ends_on else None,
        }  # fmt: skip
        return _add(sections["veille"], RulePage(title=title, **SHORT, **own, **values))

    return make


@pytest.fixture
def signal(sections, organiser) -> Callable[..., SignalPage]:
    def make(title: str = "Un signalement", **values: Any) -> SignalPage:
        own = {"link": "https://exemple.org/page", "published_on": TODAY, **SHORT, **values}
        return _add(sections["veille"], SignalPage(title=title, publisher=organiser, **own))

    return make


@pytest.fixture
def clock(monkeypatch) -> Callable[[str], dt.datetime]:
    """Set the hour that readers live."""

    def set_to(text: str) -> dt.datetime:
        moment = at(text)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return set_to


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})
