"""Days and moments as people of France live them."""

import datetime as dt

from django.utils import timezone


def midnight(day: dt.date) -> dt.datetime:
    """Return the first moment of a day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def midnight_after(day: dt.date) -> dt.datetime:
    return midnight(day + dt.timedelta(days=1))


def day_of(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def next_of(moments: list[dt.datetime | None], now: dt.datetime) -> dt.datetime | None:
    """Return the first of these moments that is still to come."""
    return min((moment for moment in moments if moment and moment > now), default=None)
