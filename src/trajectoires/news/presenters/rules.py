"""A rule as its page and a line of a list show it: where it stands today, in words."""

import datetime as dt
from dataclasses import dataclass

from trajectoires.content.enums import Audience
from trajectoires.news.enums import RuleState
from trajectoires.news.models import RulePage
from trajectoires.news.presenters.dates import write_day, write_wait


@dataclass(frozen=True)
class RuleView:
    page: RulePage
    state: RuleState
    words: str
    concerned: str


def present_rule(page: RulePage, *, today: dt.date) -> RuleView:
    state = page.state(today)
    return RuleView(page=page, state=state, words=_words(page, state, today), concerned=_concerned(page))


def _words(page: RulePage, state: RuleState, today: dt.date) -> str:
    effective = _day(page.effective_on)
    if state is RuleState.A_VENIR:
        wait = write_wait((page.effective_on - today).days)
        return f"À venir ({wait})\u00a0: en vigueur le {effective}"
    if state is RuleState.TERMINEE:
        return f"N’est plus en vigueur depuis le {_day(_day_after(page.ends_on))}"
    until = f", jusqu’au {_day(page.ends_on)} compris" if page.ends_on else ""
    return f"En vigueur depuis le {effective}{until}"


def _day(day: dt.date | None) -> str:
    return write_day(day, weekday=False) if day else ""


def _day_after(day: dt.date | None) -> dt.date | None:
    return day + dt.timedelta(days=1) if day else None


def _concerned(page: RulePage) -> str:
    """The editors' words, then the audiences that they ticked."""
    labels = ", ".join(str(Audience(key).label) for key in page.audience)
    return f"{page.concerned} Pour\u00a0: {labels}." if labels else page.concerned
