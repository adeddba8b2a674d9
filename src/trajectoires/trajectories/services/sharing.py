"""An adviser is let in: for a scope, until a day, by a link that opens once; every page she reads is written down."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from trajectoires.mail.access import hash_of, new_token
from trajectoires.mail.services import send
from trajectoires.organisations.access import is_addressed_to
from trajectoires.organisations.enums import Link, Refusal
from trajectoires.organisations.selectors import name_of
from trajectoires.organisations.services import record_refusal
from trajectoires.trajectories import access
from trajectoires.trajectories.enums import ACCESSES_KEPT, LINK_KEPT, Scope
from trajectoires.trajectories.models import Share, ShareAccess, Trajectory


@dataclass(frozen=True, kw_only=True)
class Granted:
    """What a share opens, to whom, until when. `shows_personnel`: she who shares lifted the mask, knowing it."""

    email: str
    scopes: tuple[Scope, ...]
    ends_on: date
    shows_personnel: bool = False


@transaction.atomic
def share(
    *, trajectory: Trajectory, granted: Granted, user: AbstractBaseUser, form_key: uuid.UUID, now: datetime
) -> Share | None:
    """Send a link to this address. A former share of the same address ends: the new one says all that is granted.

    None when this very form was sent before: it is refused, and counted.
    """
    work = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    if Share.objects.filter(form_key=form_key).exists():
        _refuse(Refusal.REPLAYED, work, now=now)
        return None
    work.shares.filter(email__iexact=granted.email, revoked_at=None).update(revoked_at=now)
    token = new_token()
    made = Share.objects.create(
        trajectory=work,
        email=granted.email,
        scopes=[Scope.RESULTS, *(scope for scope in granted.scopes if scope is not Scope.RESULTS)],
        shows_personnel=granted.shows_personnel,
        ends_on=granted.ends_on,
        token_hash=hash_of(token),
        form_key=form_key,
        invited_by_id=user.pk,
        created_at=now,
        link_expires_at=now + LINK_KEPT,
    )
    _tell(made, token, inviter=name_of(user), now=now)
    return made


def _tell(made: Share, token: str, *, inviter: str, now: datetime) -> None:
    organisation = made.trajectory.organisation
    send(
        to=made.email,
        subject=f"Les comptes de {organisation.name} vous sont partagés",
        template="trajectories/mail/share.txt",
        html_template="trajectories/mail/share.html",
        context={
            "share": made,
            "organisation": organisation,
            "inviter": inviter,
            "url": settings.SITE_URL + reverse("trajectories:accept_share", args=[token]),
        },
        now=now,
    )


@transaction.atomic
def accept_share(*, token: str, user: AbstractBaseUser, now: datetime) -> Share | Refusal:
    """Open the share to her, once. Two clicks at once take their turn: the second finds a link that has served.

    The link opens for the address that it was sent to: one that was passed on shows nobody the accounts.
    """
    found = access.find_share(token)
    if found:
        Share.objects.select_for_update().get(pk=found.pk)
        found.refresh_from_db()
    refusal = access.refusal_of(found, now=now)
    if found and refusal is None and not is_addressed_to(found.email, user):
        refusal = Refusal.OTHER_ADDRESS
    if found is None or refusal:
        _refuse(refusal or Refusal.UNKNOWN, found.trajectory if found else None, now=now)
        return refusal or Refusal.UNKNOWN
    found.accepted_at, found.guest_id = now, user.pk
    found.save(update_fields=["accepted_at", "guest"])
    return found


@transaction.atomic
def revoke_share(*, share: Share, now: datetime) -> bool:
    """Nothing opens by it from the next request on. False when it was revoked before: that is refused, and counted."""
    if Share.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=now):
        return True
    _refuse(Refusal.REPLAYED, share.trajectory, now=now)
    return False


@transaction.atomic
def record_access(*, share: Share, page: str, now: datetime) -> None:
    """A guest opens a page: the organisation will see it."""
    ShareAccess.objects.create(share=share, page=page, seen_at=now)


@transaction.atomic
def refuse_share(*, share: Share | None, reason: Refusal, now: datetime) -> None:
    """Count a link that opens nothing."""
    _refuse(reason, share.trajectory if share else None, now=now)


def _refuse(reason: Refusal, trajectory: Trajectory | None, *, now: datetime) -> None:
    organisation = trajectory.organisation if trajectory else None
    record_refusal(link=Link.SHARE, reason=reason, organisation=organisation, now=now)


@transaction.atomic
def forget_accesses(*, now: datetime) -> int:
    """Accesses whose time is over; return how many."""
    return ShareAccess.objects.filter(seen_at__lt=now - ACCESSES_KEPT).delete()[0]
