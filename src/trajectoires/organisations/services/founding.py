"""An organisation is created by a person, says what it is, ends."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from trajectoires.organisations.enums import MOST_ORGANISATIONS, Role
from trajectoires.organisations.models import Membership, Organisation
from trajectoires.users.services import offered

TOO_MANY = f"Vous êtes déjà dans {MOST_ORGANISATIONS} organisations. Quittez-en une d’abord."


@transaction.atomic
def create_organisation(*, user: AbstractBaseUser, values: Mapping[str, Any], now: datetime) -> Membership:
    """A private organisation, which its founder manages. Raise ValidationError if it is wrong."""
    if Membership.objects.filter(user_id=user.pk).count() >= MOST_ORGANISATIONS:
        raise ValidationError(TOO_MANY)
    organisation = Organisation(is_public=False, slug=None, **values)
    organisation.full_clean(exclude=["slug"])
    Organisation.every.bulk_create([organisation])  # unlike `save`, without a word to the search of the site
    return Membership.objects.create(
        organisation=organisation, user_id=user.pk, role=Role.MANAGER, joined_at=now
    )


@transaction.atomic
def change_record(*, organisation: Organisation, values: Mapping[str, Any]) -> Organisation:
    """What a private organisation says of itself. Raise ValidationError if it is wrong."""
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.full_clean(exclude=["slug"])
    Organisation.every.filter(pk=organisation.pk, is_public=False).update(
        **values
    )  # without a word to the search
    return organisation


@transaction.atomic
def delete_organisation(*, organisation: Organisation, now: datetime) -> None:
    """A private one, with all that hangs on it. One that the pages name stays: only its members leave.

    The rooms above first take off what nobody could take off afterwards.
    """
    for _room, end in offered("end_organisation"):
        end(organisation=organisation, now=now)
    if organisation.is_public:
        organisation.memberships.all().delete()
        organisation.invitations.all().delete()
    else:
        organisation.delete()
