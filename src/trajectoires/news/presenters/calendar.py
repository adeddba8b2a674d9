"""Events as a calendar file (RFC 5545). Nothing in it depends on the clock but the list it is given."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from trajectoires.content.enums import Theme
from trajectoires.news.enums import EventFormat
from trajectoires.news.models import EventPage
from trajectoires.news.presenters.entries import absolute, typeset

PRODUCT = "-//Trajectoires socio-économiques//Agenda//FR"
NAME = "Trajectoires socio-économiques : agenda"


def write_calendar(events: Iterable[EventPage], *, name: str = NAME) -> bytes:
    """Return the file. Hours are in universal time, which every calendar turns into its own."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", typeset(name))
    calendar.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _event(page: EventPage) -> Event:
    event = Event()
    event.add("uid", str(page.translation_key))
    event.add("dtstamp", _utc(page.last_published_at))
    event.add("created", _utc(page.first_published_at))
    event.add("last-modified", _utc(page.last_published_at))
    event.add("sequence", _sequence(page))
    event.add("status", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    event.add("dtstart", page.first_day if page.is_all_day else _utc(page.starts_at))
    event.add("dtend", page.last_day + dt.timedelta(days=1) if page.is_all_day else _utc(page.ends_at))
    event.add("summary", typeset(f"Annulé : {page.title}" if page.is_cancelled else page.title))
    event.add("description", _description(page))
    event.add("location", typeset(_location(page)))
    event.add("url", absolute(page.address))
    if page.themes:
        event.add("categories", [str(Theme(key).label) for key in page.themes])
    return event


def _sequence(page: EventPage) -> int:
    """Rise with each publication, from zero: calendars keep the highest."""
    return int((page.last_published_at - page.first_published_at).total_seconds())


def _description(page: EventPage) -> str:
    lines = [typeset(page.lede), typeset(f"Organisé par : {page.organiser.name}")]
    lines += [typeset(f"Prix : {page.price}")] if page.price else []
    lines += [f"Inscription\u00a0 : {page.registration_url}"] if page.registration_url else []
    return "\n".join([*lines, absolute(page.address)])


def _location(page: EventPage) -> str:
    if page.format == EventFormat.EN_LIGNE:
        return "En ligne"
    return ", ".join([page.place, *page.address_lines])


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)
