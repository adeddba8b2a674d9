"""Answer a search."""

import datetime as dt

from trajectoires.content.services import record_unanswered
from trajectoires.search.selectors import Found, find


def answer(*, typed: str, genre: str, page: int, as_typed: bool, now: dt.datetime) -> Found:
    """Find, and count what found nothing at all, without anything of who asks."""
    found = find(typed, genre=genre, page=page, as_typed=as_typed, on=now.date())
    if found.typed and not found.results and not found.meant:
        record_unanswered(typed=found.typed, now=now)
    return found
