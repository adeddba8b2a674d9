"""Keys of access (passkeys): the device proves that it is there, nothing secret is kept here."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction

from trajectoires.users.enums import KEYS_AT_MOST
from trajectoires.users.models import User
from trajectoires.users.services.messages import tell_change


class UnableToAddKey(Exception):
    """What the browser answered is not a new key of this account, or she has as many as one may have."""


def options_to_add(user: User) -> dict[str, Any]:
    """What the browser needs to make a key that stays in the device and asks for its unlocking."""
    return auth.begin_registration(user, True)


@transaction.atomic
def add_key(*, user: User, name: str, credential: Any, now: datetime) -> None:
    """Keep the public half of a new key. Its owner is told; UnableToAddKey."""
    if Authenticator.objects.filter(user=user).count() >= KEYS_AT_MOST:
        raise UnableToAddKey
    try:
        auth.parse_registration_response(credential)
        is_unlocked = auth.complete_registration(credential).is_user_verified()
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):  # whatever a browser may send
        raise UnableToAddKey from None
    if not is_unlocked:
        raise UnableToAddKey
    auth.WebAuthn.add(user, name, credential)
    tell_change(
        to=user.email, what="Une clé d’accès a été ajoutée : elle ouvre votre compte sans code.", now=now
    )


@transaction.atomic
def remove_key(*, user: User, key: Authenticator, now: datetime) -> None:
    """From now on it opens nothing."""
    key.delete()
    tell_change(
        to=user.email, what="Une clé d’accès a été retirée : elle n’ouvre plus votre compte.", now=now
    )
