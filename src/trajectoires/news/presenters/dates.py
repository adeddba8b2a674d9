"""Days, hours and spans in French: « jeudi 3 décembre 2026, 14 h 30 – 16 h »."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format

NBSP = "\u00a0"


def write_day(day: dt.date, *, weekday: bool = True, month: bool = True, year: bool = True) -> str:
    """Write a day; a span leaves out of its first day what its last day says."""
    number = "1er" if day.day == 1 else str(day.day)
    parts = [date_format(day, "l") if weekday else "", number]
    parts += [date_format(day, "F")] if month else []
    return " ".join(filter(None, [*parts, str(day.year) if year else ""]))


def write_hour(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour}{NBSP}h" + (f"{NBSP}{local.minute:02}" if local.minute else "")


def write_days(first: dt.date, last: dt.date) -> str:
    """Write « du jeudi 3 au samedi 5 décembre 2026 »."""
    if first == last:
        return write_day(first)
    same_year = first.year == last.year
    start = write_day(first, month=not same_year or first.month != last.month, year=not same_year)
    return f"du {start} au {write_day(last)}"


def write_span(start: dt.datetime, end: dt.datetime) -> str:
    """Write a span with its hours, as lived in Paris."""
    first, last = timezone.localtime(start).date(), timezone.localtime(end).date()
    if start == end:
        return f"{write_day(first)}, {write_hour(start)}"
    if first == last:
        return f"{write_day(first)}, {write_hour(start)}{NBSP}– {write_hour(end)}"
    return f"du {write_day(first)}, {write_hour(start)}, au {write_day(last)}, {write_hour(end)}"


def write_wait(days: int) -> str:
    """Write how far a day is: « demain », « dans 12 jours »."""
    return "demain" if days == 1 else f"dans {days}{NBSP}jours"
