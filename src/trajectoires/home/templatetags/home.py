"""What the templates of this room show from elsewhere."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone

from trajectoires.home import selectors
from trajectoires.home.forms import StartForm
from trajectoires.home.models import StartPage
from trajectoires.home.presenters import STEPS, Start, describe_site, present_start, start_readers
from trajectoires.news.models import ArticlePage
from trajectoires.news.selectors import latest_articles, next_events

register = template.Library()
SHOWN = 3  # articles, and events, on the first page


@register.simple_tag
def site_doors() -> list[dict[str, Any]]:
    """The doors as `door_list` of the components expects them."""
    return [
        {
            "title": door.title,
            "href": door.address,
            "text": f"{door.question} {door.lede}",
            "links": door.links,
        }
        for door in selectors.doors()
    ]


HERO_ACTIONS = (
    {"label": "Voir ma trajectoire", "href": "/agir/trajectoire/"},
    {"label": "Par où commencer ?", "href": "#commencer", "variant": "second"},
)


@register.simple_tag
def hero_actions() -> tuple[dict[str, str], ...]:
    return HERO_ACTIONS


@register.simple_tag
def start_page() -> StartPage | None:
    """« Par où commencer ? », once it is published."""
    return selectors.start_page()


@register.simple_tag
def readers_of(page: StartPage) -> list[dict[str, Any]]:
    return start_readers(page)


@register.simple_tag
def start_steps() -> tuple[str, ...]:
    return STEPS


@register.simple_tag(takes_context=True)
def start_of(context: Context) -> Start:
    """The step that the address asks for."""
    page, query = context["page"], context["request"].GET
    reader = page.reader(query.get("qui", ""))
    form = StartForm.from_query(query, page=page, reader=reader) if reader else None
    return present_start(page, query, reader=reader, form=form)


@register.simple_tag
def holdings() -> list[selectors.Holding]:
    return selectors.holdings()


@register.simple_tag
def site_tree() -> list[Any]:
    return selectors.site_tree()


@register.simple_tag
def other_pages() -> list[tuple[str, str, int]]:
    return selectors.other_pages()


DECLARED = (
    ("name", "Éditeur"),
    ("address", "Adresse"),
    ("director", "Direction de la publication"),
    ("email", "Courriel"),
    ("data_protection", "Données personnelles : à qui écrire"),
    ("host_name", "Hébergeur"),
    ("host_address", "Adresse de l’hébergeur"),
    ("source_url", "Code source"),
)


@register.simple_tag
def publisher() -> list[tuple[str, str]]:
    """Who declared running this installation, as terms and values; empty when nobody did."""
    return [(label, settings.PUBLISHER[key]) for key, label in DECLARED if settings.PUBLISHER[key]]


@register.simple_tag
def site_described() -> dict[str, Any]:
    """The site in the vocabulary of schema.org, with its search, and who publishes it."""
    return describe_site()


@register.simple_tag
def last_news() -> list[ArticlePage]:
    return latest_articles(SHOWN)


@register.simple_tag
def coming_events() -> list[dict[str, Any]]:
    """The next events as `event_line` of the components expects them."""
    return [
        {
            "date": event.first_day,
            "title": event.title,
            "href": event.address,
            "details": " · ".join(
                filter(None, [event.place or event.get_format_display(), event.organiser.name])
            ),
        }
        for event in next_events(timezone.now(), SHOWN)
    ]
