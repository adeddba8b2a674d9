"""Read what the front page and the footer show: the doors, where to start, what the site holds."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from trajectoires.content.models import BasePage, DoorPage, LeverPage, ModelPage, SheetPage
from trajectoires.glossary.models import Term
from trajectoires.home.enums import UNLISTED
from trajectoires.home.models import StartPage
from trajectoires.trajectories.selectors import demonstrations, method_pages
from trajectoires.ui.enums import Door

TOP_DEPTH = 3  # a page right under the first one, in Wagtail's tree


def doors() -> list[DoorPage]:
    """The published doors, in their order on every page."""
    order = [door.address for door in Door]
    return sorted(DoorPage.objects.live(), key=lambda page: order.index(page.address))


def start_page() -> StartPage | None:
    """Return « Par où commencer ? », or nothing while it is not published."""
    return StartPage.objects.live().first()


@dataclass(frozen=True)
class Holding:
    label: str
    count: int


def holdings() -> list[Holding]:
    """What is published at this moment, counted in the database."""
    counted: list[tuple[str, type[BasePage]]] = [
        ("portes", DoorPage),
        ("modèles de référence", ModelPage),
        ("leviers", LeverPage),
        ("fiches", SheetPage),
    ]
    pages = BasePage.objects.live()
    return [
        *(Holding(label, model.objects.live().count()) for label, model in counted),
        Holding("pages en tout", pages.count()),
        Holding("termes du glossaire", Term.objects.filter(live=True).count()),
        Holding("sources citées par les pages", sum(len(page.sources) for page in pages)),
        Holding("associations de démonstration", demonstrations().count()),
    ]


def site_tree() -> list[BasePage]:
    """Every published page, each under its parent: the first page, the doors in their order, then the others."""
    pages = list(BasePage.objects.live().public().order_by("path"))
    order = {door.address: rank for rank, door in enumerate(Door)}
    tops = {page.path: page for page in pages if page.depth == TOP_DEPTH}

    def rank(page: BasePage) -> tuple[int, str, str]:
        top = tops.get(page.path[: TOP_DEPTH * page.steplen])
        if top is None:
            return -1, "", page.path
        return order.get(top.address, len(order)), top.title, page.path

    return sorted(pages, key=rank)


def public_addresses() -> list[tuple[str, dt.date | None]]:
    """Return every page that anyone may read, with the day it last changed when that is known."""
    pages = BasePage.objects.live().public().order_by("path").only("url_path", "updated_on")
    terms = Term.objects.filter(live=True).only("slug", "updated_on")
    return [
        *((page.address, page.updated_on) for page in pages),
        *((term.get_absolute_url(), term.updated_on) for term in terms),
        *((href, None) for _, href, _ in other_pages() if not href.startswith(UNLISTED)),
    ]


def other_pages() -> list[tuple[str, str, int]]:
    """Return the public pages that no editor writes: title, address, depth in the map of the site."""
    examples = [
        (work.name, reverse("trajectories:demonstration", args=[work.demonstration_slug]), 4)
        for work in demonstrations()
    ]
    method = [
        (page.title, reverse("trajectories:method_page", args=[page.slug]), 5) for page in method_pages()
    ]
    return [
        ("Ma trajectoire", reverse("trajectories:start"), 3),
        *examples,
        ("La méthode", reverse("trajectories:method"), 4),
        *method,
        ("Glossaire", reverse("glossary:index"), 3),
        ("Recherche", reverse("search:results"), 3),
        ("Mes favoris", reverse("content:favourites"), 3),
        ("Proposer une ressource", reverse("content:proposal_new"), 3),
    ]
