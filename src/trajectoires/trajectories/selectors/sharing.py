"""Works that are kept, and what they let be read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils import timezone

from trajectoires.organisations.models import Organisation
from trajectoires.organisations.selectors import memberships_of
from trajectoires.trajectories.models import (
    Comment,
    ImportedFile,
    Share,
    ShareAccess,
    Thread,
    Trajectory,
    TypedYear,
)
from trajectoires.trajectories.selectors.exercices import exercice_labels


@dataclass(frozen=True)
class KeptWork:
    """`years`: the names of its exercices; `waiting`: how many threads are not settled."""

    work: Trajectory
    years: list[str]
    waiting: int


def kept_works(user: AbstractBaseUser) -> list[KeptWork]:
    """Those of her organisations, by name, in four queries."""
    organisations = memberships_of(user).values("organisation_id")
    works = list(
        Trajectory.objects.filter(organisation__in=organisations)
        .select_related("organisation")
        .annotate(waiting=Count("shares__threads", filter=Q(shares__threads__resolved_at=None)))
        .order_by("organisation__name")
    )
    periods: dict[UUID, set[tuple[date, date]]] = {work.pk: set() for work in works}
    read = ImportedFile.objects.filter(trajectory__in=works, balance__isnull=False)
    for rows in (read, TypedYear.objects.filter(trajectory__in=works)):
        for pk, opened_on, closed_on in rows.values_list("trajectory_id", "opened_on", "closed_on"):
            periods[pk].add((opened_on, closed_on))
    return [KeptWork(work, exercice_labels(sorted(periods[work.pk])), work.waiting) for work in works]


def without_work(user: AbstractBaseUser) -> list[Organisation]:
    """Her organisations that have no trajectory yet."""
    memberships = list(memberships_of(user))
    organisations = [each.organisation_id for each in memberships]
    taken = set(
        Trajectory.objects.filter(organisation__in=organisations).values_list("organisation_id", flat=True)
    )
    return [each.organisation for each in memberships if each.organisation_id not in taken]


def open_shares(user: AbstractBaseUser, *, now: datetime) -> QuerySet[Share]:
    """What is shared with her and still open: the first to end first."""
    return (
        Share.objects.filter(guest_id=user.pk, revoked_at=None, ends_on__gte=timezone.localdate(now))
        .select_related("trajectory__organisation")
        .order_by("ends_on", "trajectory__organisation__name")
    )


def shares_of(trajectory: Trajectory) -> QuerySet[Share]:
    """Every share of this work, the latest first, with when its guest last came."""
    return (
        Share.objects.filter(trajectory=trajectory)
        .select_related("guest")
        .annotate(last_seen_at=Max("accesses__seen_at"))
    )


def accesses_of(share: Share) -> QuerySet[ShareAccess]:
    """The latest first."""
    return ShareAccess.objects.filter(share=share)


def threads_of(trajectory: Trajectory, share: Share | None) -> QuerySet[Thread]:
    """All the threads of a work, or those of one share: a guest reads what was said with her."""
    comments = Prefetch("comments", Comment.objects.select_related("author"))
    threads = Thread.objects.filter(share__trajectory=trajectory).select_related("share__guest")
    threads = threads.filter(share=share) if share else threads
    return threads.prefetch_related(comments)
