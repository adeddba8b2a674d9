"""A member is asked for by a link that is sent to one address, opens once, and may be taken back."""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from trajectoires.mail.access import hash_of, new_token
from trajectoires.mail.services import send
from trajectoires.organisations import access
from trajectoires.organisations.enums import INVITATION_KEPT, Link, Refusal, Role
from trajectoires.organisations.models import Invitation, Membership, Organisation
from trajectoires.organisations.selectors import name_of
from trajectoires.organisations.services.members import locked
from trajectoires.organisations.services.refusals import record_refusal


@transaction.atomic
def invite(  # noqa: PLR0913 - what an invitation says
    *,
    organisation: Organisation,
    email: str,
    role: Role,
    user: AbstractBaseUser,
    form_key: uuid.UUID,
    now: datetime,
) -> Invitation | None:
    """Send a link to this address; a former one that still waits opens nothing any more.

    None when this very form was sent before: it is refused, and counted.
    """
    locked(organisation.pk)
    if Invitation.objects.filter(form_key=form_key).exists():
        record_refusal(link=Link.INVITATION, reason=Refusal.REPLAYED, organisation=organisation, now=now)
        return None
    _waiting(organisation).filter(email__iexact=email).update(revoked_at=now)
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        token_hash=hash_of(token),
        form_key=form_key,
        invited_by_id=user.pk,
        created_at=now,
        expires_at=now + INVITATION_KEPT,
    )
    _tell(invitation, token, inviter=name_of(user), now=now)
    return invitation


def _waiting(organisation: Organisation):
    return organisation.invitations.filter(accepted_at=None, revoked_at=None)


def _tell(invitation: Invitation, token: str, *, inviter: str, now: datetime) -> None:
    send(
        to=invitation.email,
        subject=f"Rejoindre {invitation.organisation.name}",
        template="organisations/mail/invitation.txt",
        html_template="organisations/mail/invitation.html",
        context={
            "invitation": invitation,
            "inviter": inviter,
            "url": settings.SITE_URL + reverse("organisations:invitation", args=[token]),
        },
        now=now,
    )


@transaction.atomic
def accept(*, token: str, user: AbstractBaseUser, now: datetime) -> Membership | Refusal:
    """Let her in, once. Two clicks at once take their turn: the second finds a link that has served.

    The link opens for the address that it was sent to: one that was passed on lets nobody in.
    """
    found = access.find_invitation(token)
    if found:
        Invitation.objects.select_for_update().get(pk=found.pk)
        found.refresh_from_db()
    refusal = access.refusal_of(found, now=now)
    if refusal is None and not access.is_addressed_to(found.email, user):
        refusal = Refusal.OTHER_ADDRESS
    if refusal or found is None:
        organisation = found.organisation if found else None
        record_refusal(
            link=Link.INVITATION, reason=refusal or Refusal.UNKNOWN, organisation=organisation, now=now
        )
        return refusal or Refusal.UNKNOWN
    found.accepted_at = now
    found.save(update_fields=["accepted_at"])
    return _admit(found, user, now=now)


def _admit(invitation: Invitation, user: AbstractBaseUser, *, now: datetime) -> Membership:
    """Somebody who is in already keeps the higher of both roles."""
    locked(invitation.organisation_id)
    membership, is_new = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id,
        user_id=user.pk,
        defaults={"role": invitation.role, "joined_at": now},
    )
    if not is_new and invitation.role == Role.MANAGER:
        membership.role = Role.MANAGER
        membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def revoke_invitation(*, organisation: Organisation, invitation_id: int, now: datetime) -> bool:
    """The link opens nothing from now on; False when it had been used or taken back already."""
    return bool(_waiting(organisation).filter(pk=invitation_id).update(revoked_at=now))
