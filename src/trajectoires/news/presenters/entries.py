"""What a feed says of a page. Nothing here depends on the clock: a feed only changes when something is published."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.template import Context, Template

from trajectoires.content.enums import Theme
from trajectoires.news.models import ArticlePage, EventPage, RulePage, SignalPage
from trajectoires.news.models.moments import midnight
from trajectoires.news.presenters.dates import write_day
from trajectoires.news.presenters.events import write_when


@dataclass(frozen=True)
class Entry:
    """`lines` are terms and values; `source` is somebody else's page."""

    guid: str
    title: str
    lede: str
    address: str
    author: str
    published_at: dt.datetime
    updated_at: dt.datetime
    themes: list[str]
    lines: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""


def present_entry(page: ArticlePage | EventPage | RulePage | SignalPage) -> Entry:
    """The guid outlives the title, the address and the host."""
    title, lines, source = _of_kind(page)
    return Entry(
        guid=f"urn:uuid:{page.translation_key}",
        title=title,
        lede=page.lede,
        address=absolute(page.address),
        author=page.author,
        published_at=midnight(page.published_on)
        if isinstance(page, ArticlePage)
        else page.first_published_at,
        updated_at=page.last_published_at,
        themes=[str(Theme(key).label) for key in page.themes],
        lines=[(term, value) for term, value in lines if value],
        source=source,
    )


def absolute(address: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{address}"


def typeset(text: str) -> str:
    """Put French spaces, quotes and apostrophes in a plain text."""
    return _typeset().render(Context({"text": text}, autoescape=False))


@cache
def _typeset() -> Template:
    return Template("{{ text|typo }}")


def _of_kind(
    page: ArticlePage | EventPage | RulePage | SignalPage,
) -> tuple[str, list[tuple[str, str]], str]:
    if isinstance(page, EventPage):
        return _of_event(page)
    if isinstance(page, RulePage):
        effective = write_day(page.effective_on, weekday=False)
        lines = [("En vigueur le", effective), ("Qui est concerné", page.concerned)]
        return page.title, [*lines, ("Texte officiel", page.reference)], page.reference_url
    if isinstance(page, SignalPage):
        published = write_day(page.published_on, weekday=False)
        return (
            f"{page.publisher} : {page.title}",
            [("Publié par", f"{page.publisher}, le {published}")],
            page.link,
        )
    return page.title, [], ""


def _of_event(page: EventPage) -> tuple[str, list[tuple[str, str]], str]:
    lines = [("Quand", write_when(page)), ("Où", page.place or page.get_format_display())]
    prefix = "Annulé : " if page.is_cancelled else ""
    return f"{prefix}{page.title}", [*lines, ("Organisé par", page.organiser.name)], page.registration_url
