"""What a person has here, for herself; and how she leaves without taking the others' work along."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Invitation, Membership
from trajectoires.organisations.selectors import members_of, memberships_of, record_of
from trajectoires.organisations.services.founding import delete_organisation
from trajectoires.organisations.services.members import locked


def export_person(*, user: AbstractBaseUser) -> dict[str, Any]:
    """Her organisations with her role, the invitations that she sent or that were sent to her; nothing of nothing."""
    found = {
        "organisations": [
            {**record_of(each.organisation), "role": each.role, "depuis_le": each.joined_at}
            for each in memberships_of(user)
        ],
        "invitations_envoyees": _invitations(invited_by_id=user.pk),
        "invitations_recues": _invitations(email__iexact=user.email),
    }
    return {key: rows for key, rows in found.items() if rows}


def _invitations(**which: Any) -> list[dict[str, Any]]:
    return list(
        Invitation.objects.filter(**which).values(
            organisation_nom=F("organisation__name"),
            adresse=F("email"),
            role_propose=F("role"),
            envoyee_le=F("created_at"),
            valable_jusqu_au=F("expires_at"),
            acceptee_le=F("accepted_at"),
            annulee_le=F("revoked_at"),
        )
    )


@transaction.atomic
def erase_person(*, user: AbstractBaseUser, now: datetime) -> None:
    """She leaves every organisation. The last manager hands over to the longest-standing member.

    An organisation that nobody is left in could never be opened again: it ends, with its work.
    """
    for membership in memberships_of(user):
        _leave(membership, now)
    Invitation.objects.filter(email__iexact=user.email).delete()


def _leave(membership: Membership, now: datetime) -> None:
    organisation = locked(membership.organisation_id)
    membership.delete()
    left = list(members_of(organisation.pk))
    if not left:
        delete_organisation(organisation=organisation, now=now)
    elif not any(each.is_manager for each in left):
        left[0].role = Role.MANAGER
        left[0].save(update_fields=["role"])
