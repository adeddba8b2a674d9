"""What the team decides of the articles that the feeds of others brought."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q

from trajectoires.news.enums import EntryState
from trajectoires.news.models import FeedEntry, SignalPage, WatchPage
from trajectoires.news.models.moments import day_of

DISCARDED_KEPT = dt.timedelta(days=90)
WAITING_KEPT = dt.timedelta(days=180)


class NoWatch(Exception):
    """There is no page under which a draft could be."""


@transaction.atomic
def keep_entries(
    *, entries: Iterable[FeedEntry], user: AbstractBaseUser, now: dt.datetime
) -> list[SignalPage]:
    """Make a draft of each article that waits. Its lede is empty: the words of others are not ours."""
    watch = WatchPage.objects.first()
    if watch is None:
        raise NoWatch
    pages = []
    for entry in _locked(entries, EntryState.A_TRIER):
        page = _draft(entry, now)
        watch.add_child(instance=page)
        page.save_revision(user=user, clean=False)  # the lede is to be written
        entry.page = page
        _decide(entry, EntryState.GARDEE, user, now)
        pages.append(page)
    return pages


@transaction.atomic
def discard_entries(*, entries: Iterable[FeedEntry], user: AbstractBaseUser, now: dt.datetime) -> int:
    """Set aside the articles that wait; return how many."""
    waiting = _locked(entries, EntryState.A_TRIER)
    for entry in waiting:
        _decide(entry, EntryState.ECARTEE, user, now)
    return len(waiting)


@transaction.atomic
def restore_entries(*, entries: Iterable[FeedEntry]) -> int:
    """Have discarded articles wait again, and the kept ones whose page is gone; return how many."""
    keys = [entry.pk for entry in entries]
    gone = Q(state=EntryState.ECARTEE) | Q(state=EntryState.GARDEE, page=None)
    return FeedEntry.objects.filter(gone, pk__in=keys).update(
        state=EntryState.A_TRIER, decided_at=None, decided_by=None
    )


@transaction.atomic
def forget_old_entries(*, now: dt.datetime) -> int:
    """Erase what was discarded ninety days ago and what nobody sorted in a hundred and eighty; return how many.

    An article without a date that its feed still announces stays: erased, it would come back as new.
    """
    is_decided = Q(state=EntryState.ECARTEE) | Q(state=EntryState.GARDEE, page=None)
    is_old = Q(is_decided, decided_at__lte=now - DISCARDED_KEPT) | Q(
        state=EntryState.A_TRIER, received_at__lte=now - WAITING_KEPT
    )
    may_come_back = Q(published_at=None, source__is_active=True, seen_at__gte=F("source__read_at"))
    old = FeedEntry.objects.filter(is_old).exclude(may_come_back)
    count: int = FeedEntry.objects.filter(pk__in=old.values("pk")).delete()[0]
    return count


def _locked(entries: Iterable[FeedEntry], state: EntryState) -> list[FeedEntry]:
    """Those that are still in this state: somebody else may sort at the same time."""
    keys = [entry.pk for entry in entries]
    found = FeedEntry.objects.select_for_update(of=("self",)).select_related("source__publisher")
    return list(found.filter(pk__in=keys, state=state).order_by("pk"))


def _draft(entry: FeedEntry, now: dt.datetime) -> SignalPage:
    return SignalPage(
        title=entry.title,
        lede="",
        link=entry.link,
        publisher=entry.source.publisher,
        published_on=day_of(entry.published_at or entry.received_at),
        themes=entry.source.themes,
        territories=entry.source.territories,
        updated_on=day_of(now),
        live=False,
    )


def _decide(entry: FeedEntry, state: EntryState, user: AbstractBaseUser, now: dt.datetime) -> None:
    entry.state, entry.decided_at, entry.decided_by_id = state, now, user.pk
    entry.save(update_fields=["state", "decided_at", "decided_by", "page"])
