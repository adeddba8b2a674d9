"""What the templates of this room show from elsewhere."""

from typing import Any

from django import template
from django.conf import settings

from trajectoires.home import selectors
from trajectoires.home.forms import StartForm

register = template.Library()


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
def start_form() -> StartForm:
    return StartForm()


@register.simple_tag
def holdings() -> list[selectors.Holding]:
    return selectors.holdings()


@register.simple_tag
def site_tree() -> list[Any]:
    return selectors.site_tree()


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
