"""Organisations of a person, and people of an organisation."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from trajectoires.organisations.models import Invitation, Membership, RefusedAttempt

_RECORD = ("name", "short_name", "rna", "siren", "siret", "address", "town", "purpose", "staff_count")


def memberships_of(user: AbstractBaseUser) -> QuerySet[Membership]:
    """Her organisations, by name."""
    return (
        Membership.objects.filter(user_id=user.pk)
        .select_related("organisation")
        .order_by("organisation__name", "organisation_id")
    )


def members_of(organisation_id: int) -> QuerySet[Membership]:
    """The first to come first."""
    return Membership.objects.filter(organisation_id=organisation_id).select_related("user")


def open_invitations(organisation_id: int, *, now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        organisation_id=organisation_id, accepted_at=None, revoked_at=None, expires_at__gt=now
    )


def refused_attempts(organisation_id: int) -> QuerySet[RefusedAttempt]:
    return RefusedAttempt.objects.filter(organisation_id=organisation_id)


def is_last_manager(membership: Membership) -> bool:
    """Whether nobody else manages this organisation."""
    others = Membership.objects.filter(organisation_id=membership.organisation_id, role=membership.role)
    return membership.is_manager and not others.exclude(pk=membership.pk).exists()


def name_of(user: Any) -> str:
    """How the others of an organisation read of a person: her name, or the address she signs in with."""
    return user.get_full_name() or user.email


def record_of(membership: Membership) -> dict[str, Any]:
    """What an organisation says of itself, with her role there."""
    organisation = membership.organisation
    return {
        **{name: getattr(organisation, name) for name in _RECORD},
        "role": membership.role,
        "joined_at": membership.joined_at,
    }
