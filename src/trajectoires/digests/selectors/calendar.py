"""When a letter leaves: on Mondays at seven in Paris, whatever the season."""

import datetime as dt

from django.utils import timezone

from trajectoires.digests.enums import LETTER_HOUR, Frequency

WEEK = dt.timedelta(days=7)


def issue_at(now: dt.datetime, frequency: Frequency) -> dt.datetime:
    """Return the moment of the latest issue, at or before `now`."""
    day = timezone.localtime(now).date()
    monday = day - dt.timedelta(days=day.weekday())
    while _seven(monday) > now or not _is_day_of(monday, frequency):
        monday -= WEEK
    return _seven(monday)


def next_issue_at(now: dt.datetime, frequency: Frequency) -> dt.datetime:
    """Return the moment of the first issue after `now`."""
    monday = timezone.localtime(issue_at(now, frequency)).date() + WEEK
    while not _is_day_of(monday, frequency):
        monday += WEEK
    return _seven(monday)


def _seven(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, LETTER_HOUR))


def _is_day_of(monday: dt.date, frequency: Frequency) -> bool:
    return frequency is Frequency.WEEKLY or monday.day <= WEEK.days
