"""What a person has here, for herself; and how she leaves without taking an organisation's work along."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count

from trajectoires.organisations.selectors import memberships_of
from trajectoires.trajectories.models import Comment, Share, ShareAccess, Trajectory
from trajectoires.trajectories.services.works import erase

_SHARE = (
    "trajectory__organisation__name", "email", "scopes", "ends_on", "created_at", "accepted_at", "revoked_at",
)  # fmt: skip


def export_person(*, user: AbstractBaseUser) -> dict[str, Any]:
    """The shares she was given or gave, the pages she read by them, and her comments.

    The figures are the organisation's: its members take them away from its own pages.
    """
    return {
        "shares_received": list(Share.objects.filter(guest_id=user.pk).values(*_SHARE)),
        "shares_given": list(Share.objects.filter(invited_by_id=user.pk).values(*_SHARE)),
        "pages_read": list(ShareAccess.objects.filter(share__guest_id=user.pk).values("page", "seen_at")),
        "comments": list(
            Comment.objects.filter(author_id=user.pk).values("thread__section", "text", "written_at")
        ),
    }


@transaction.atomic
def erase_person(*, user: AbstractBaseUser, now: datetime) -> None:
    """Her shares end and her address leaves them; her comments stay with the work, without her name.

    A work that only she could open ends with all that waits to be read. To be called before the same verb of
    `organisations`, which hands the others over.
    """
    ShareAccess.objects.filter(share__guest_id=user.pk).delete()
    own = Share.objects.filter(guest_id=user.pk) | Share.objects.filter(
        email__iexact=getattr(user, "email", "")
    )
    own.filter(revoked_at=None).update(revoked_at=now)
    own.update(email="", guest=None)
    Comment.objects.filter(author_id=user.pk).update(author=None)
    for work in _hers_alone(user):
        erase(trajectory=work)


def _hers_alone(user: AbstractBaseUser) -> list[Trajectory]:
    organisations = memberships_of(user).values("organisation_id")
    works = Trajectory.objects.filter(organisation__in=organisations, organisation__is_public=False)
    return list(works.annotate(members=Count("organisation__memberships")).filter(members=1))
