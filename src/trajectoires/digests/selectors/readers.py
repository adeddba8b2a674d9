"""What the editors see of the letter: the next one, those that left, how many read them, without showing few."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from trajectoires.content.enums import Theme
from trajectoires.digests.enums import FEW, Frequency
from trajectoires.digests.models import Sending, Subscription
from trajectoires.digests.selectors.calendar import issue_at, next_issue_at
from trajectoires.digests.selectors.letters import Choice, Letter, compose_letter
from trajectoires.digests.selectors.news import read_news

RECENT = 12


@dataclass(frozen=True)
class ReaderCount:
    """Readers of a theme; no number when they are few."""

    label: str
    count: int | None


@dataclass(frozen=True)
class LetterReport:
    leaves_at: dt.datetime
    letter: Letter  # as it would be if it left now
    readers: Sequence[ReaderCount]
    sendings: Sequence[Sending]


def letter_report(choice: Choice, *, frequency: Frequency, now: dt.datetime) -> LetterReport:
    since = issue_at(now, frequency)
    news = read_news(since=since, until=now, ahead=frequency.span)
    letter = compose_letter(news, choice, since=since, at=now, frequency=frequency)
    return LetterReport(next_issue_at(now, frequency), letter, count_readers(), recent_sendings())


def count_readers() -> list[ReaderCount]:
    """Return the readers in all, then by theme chosen, in one query."""
    themes = {theme.value: Count("pk", filter=Q(themes__contains=[theme])) for theme in Theme}
    found = Subscription.objects.filter(confirmed_at__isnull=False).aggregate(
        total=Count("pk"), everything=Count("pk", filter=Q(themes=[])), **themes
    )
    labels = {"total": "En tout", "everything": "Tous les thèmes", **dict(Theme.choices)}
    return [ReaderCount(label, _unless_few(found[key])) for key, label in labels.items()]


def _unless_few(count: int) -> int | None:
    return None if 0 < count < FEW else count


def recent_sendings() -> list[Sending]:
    return list(Sending.objects.all()[:RECENT])
