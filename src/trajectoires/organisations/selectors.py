"""Organisations of a person, and people of an organisation."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from trajectoires.organisations.models import Invitation, Membership, Organisation, RefusedAttempt

_RECORD = {
    "nom": "name",
    "sigle": "short_name",
    "rna": "rna",
    "siren": "siren",
    "siret": "siret",
    "adresse": "address",
    "commune": "town",
    "objet": "purpose",
    "effectif": "staff_count",
}


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


def record_of(organisation: Organisation) -> dict[str, Any]:
    """What an organisation says of itself, by the words of its page: « nom », « siret »…"""
    return {word: getattr(organisation, name) for word, name in _RECORD.items()}
