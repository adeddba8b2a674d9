"""What the feeds of others brought, and whether they bring anything."""

import datetime as dt

from django.db.models import Q, QuerySet

from trajectoires.news.enums import EntryState, Reach
from trajectoires.news.models import FeedEntry, FeedSource


def waiting_entries_count() -> int:
    """How many articles wait for the team to sort them."""
    return FeedEntry.objects.filter(state=EntryState.A_TRIER).count()


def entries(
    *, state: str = EntryState.A_TRIER, source: FeedSource | None = None, theme: str = ""
) -> QuerySet[FeedEntry]:
    """The articles in a state, the last received first; a source or a theme of its source keeps some of them."""
    found = FeedEntry.objects.filter(state=state).select_related("source__publisher", "decided_by", "page")
    if source:
        found = found.filter(source=source)
    return found.filter(source__themes__contains=[theme]) if theme else found


def source_count() -> int:
    return FeedSource.objects.count()


def due_sources(now: dt.datetime) -> QuerySet[FeedSource]:
    """The followed sources whose turn has come."""
    return FeedSource.objects.filter(
        Q(next_check_at=None) | Q(next_check_at__lte=now), is_active=True
    ).order_by("next_check_at", "pk")


def reach() -> Reach:
    """Whether anything may arrive from outside."""
    answers = FeedSource.objects.filter(is_active=True).values_list("answered_at", flat=True)
    if not answers:
        return Reach.AUCUNE_SOURCE
    return Reach.OUVERTE if any(answers) else Reach.SANS_REPONSE
