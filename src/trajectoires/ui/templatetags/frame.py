"""What the frame of a page tells others: its whole address, and what it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
SCHEMA = "https://schema.org/"


@register.simple_tag
def absolute(address: str) -> str:
    """The whole address of a page of this site, as another site must write it."""
    return f"{settings.SITE_URL}{address}"


@register.simple_tag
def absolute_static(path: str) -> str:
    """The same for a file of the site."""
    return f"{settings.SITE_URL}{static(path)}"


@register.simple_tag
def microdata(thing: Mapping[str, Any]) -> SafeString:
    """Write a thing of schema.org, as JSON-LD would hold it, in elements that nobody sees: no script is needed."""
    return format_html("<div hidden{}>{}</div>", _scope(thing), _properties(thing)) if thing else SafeString()


def _scope(thing: Mapping[str, Any]) -> SafeString:
    return format_html(' itemscope itemtype="{}{}"', SCHEMA, thing["@type"])


def _properties(thing: Mapping[str, Any]) -> SafeString:
    return format_html_join("", "{}", ((drawn,) for drawn in _drawn(thing)))


def _drawn(thing: Mapping[str, Any]) -> Iterator[SafeString]:
    for name, value in thing.items():
        if name != "@type":
            for each in value if isinstance(value, list) else [value]:
                yield _property(name, each)


def _property(name: str, value: Any) -> SafeString:
    if isinstance(value, Mapping):
        return format_html('<div itemprop="{}"{}>{}</div>', name, _scope(value), _properties(value))
    if str(value).startswith(("https://", "http://")):
        return format_html('<link itemprop="{}" href="{}">', name, value)
    return format_html('<meta itemprop="{}" content="{}">', name, value)
