"""An event as its page and a line of a list show it."""

import datetime as dt
from dataclasses import dataclass

from trajectoires.geography.enums import Region
from trajectoires.news.enums import EventFormat, EventState
from trajectoires.news.models import EventPage
from trajectoires.news.presenters.dates import NBSP, write_day, write_days, write_hour, write_span


@dataclass(frozen=True)
class EventView:
    """What depends on the clock, and what is written the same way wherever the event is shown."""

    page: EventPage
    state: EventState
    when: str
    where: str
    details: str  # of a line: the hour, the place, who holds it
    tag: str  # only what the date alone does not say
    is_open: bool  # one can register
    closing: str

    @property
    def is_past(self) -> bool:
        return self.state is EventState.PASSE

    @property
    def afterwards(self) -> str:
        """What a past event left: an entry to its page."""
        left = ["enregistrement"] if self.page.replay_url else []
        left += ["compte rendu"] if self.page.summary else []
        return f"À retrouver sur sa page : {' et '.join(left)}." if self.is_past and left else ""


def present_event(page: EventPage, *, now: dt.datetime) -> EventView:
    state = page.state(now)
    return EventView(
        page=page,
        state=state,
        when=write_when(page),
        where=_where(page),
        details=" · ".join(filter(None, [_hours(page), _where(page), page.organiser.name])),
        tag=_tag(page, state, now),
        is_open=page.may_register(now),
        closing=_closing(page, state, now),
    )


def write_when(page: EventPage) -> str:
    if page.is_all_day:
        return write_days(page.first_day, page.last_day)
    return write_span(page.starts_at, page.ends_at)


def _where(page: EventPage) -> str:
    regions = ", ".join(str(Region(code).label) for code in page.territories)
    place = f"{page.place} ({regions})" if page.place and regions else page.place or regions
    if page.format == EventFormat.EN_LIGNE:
        return "En ligne"
    return f"{place}, et en ligne" if page.format == EventFormat.LES_DEUX else place


def _hours(page: EventPage) -> str:
    """The day is drawn beside a line, which says the rest: the hours, or the last day."""
    if page.first_day != page.last_day:
        return f"Jusqu’au {write_day(page.last_day)}"
    if page.is_all_day:
        return "Toute la journée"
    if page.starts_at == page.ends_at:
        return write_hour(page.starts_at)
    return f"{write_hour(page.starts_at)}{NBSP}– {write_hour(page.ends_at)}"


def _tag(page: EventPage, state: EventState, now: dt.datetime) -> str:
    if state in {EventState.ANNULE, EventState.EN_COURS}:
        return str(state.label)
    if state is EventState.A_VENIR and _is_closed(page, state, now):
        return "Inscriptions closes"
    return ""


def _is_closed(page: EventPage, state: EventState, now: dt.datetime) -> bool:
    return bool(page.registration_url) and state is EventState.A_VENIR and not page.may_register(now)


def _closing(page: EventPage, state: EventState, now: dt.datetime) -> str:
    """What the page says of the last day to register."""
    if not page.registration_closes_on or state is not EventState.A_VENIR:
        return ""
    day = write_day(page.registration_closes_on)
    if _is_closed(page, state, now):
        return f"Closes depuis la fin du {day}."
    return f"Jusqu’au {day} compris."
