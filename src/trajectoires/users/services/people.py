"""An account begins with an address, is opened with a code, and is erased whole."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from trajectoires.users.access import may_enter_editors_space
from trajectoires.users.enums import NEVER_ENTERED
from trajectoires.users.models import User
from trajectoires.users.services.limits import count_code, forget_counts


class EditorsAccount(Exception):
    """This account opens the editors' space too: an administrator takes that away first."""


def person_at(*, email: str, now: datetime) -> User | None:
    """The account of this address, made now if there is none; nobody when it was closed by an administrator.

    Counts the code that will leave: TooManyCodes. An account that nobody opens is forgotten after a day.
    """
    count_code(email, now=now)
    found = User.objects.filter(email__iexact=email).first() or _begin(email, now)
    if found.last_login is None and not found.has_usable_password():
        User.objects.filter(pk=found.pk).update(date_joined=now)
    return found if found.is_active else None


def _begin(email: str, now: datetime) -> User:
    """Asked twice at once, the account is the same."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email.lower(), date_joined=now)
    except IntegrityError:
        return User.objects.get(email__iexact=email)


def forget_unopened(*, now: datetime) -> int:
    """Erase the accounts that no code has ever opened, and the counts of past hours; return how many accounts.

    One that has a password was made by an administrator.
    """
    forget_counts(now=now)
    waiting = User.objects.filter(last_login=None, date_joined__lte=now - NEVER_ENTERED)
    unopened = [user.pk for user in waiting if not user.has_usable_password()]
    User.objects.filter(pk__in=unopened).delete()
    return len(unopened)


def export_person(*, user: User) -> dict[str, Any]:
    """The account itself, and its keys: what proves them stays in the device."""
    keys = Authenticator.objects.filter(user=user).order_by("created_at")
    return {
        "adresse": user.email,
        "prenom": user.first_name,
        "nom": user.last_name,
        "compte_ouvert_le": user.date_joined,
        "derniere_connexion_le": user.last_login,
        "navigateurs_ouverts_jusqu_au": list(
            user.browser_sessions.order_by("expire_date").values_list("expire_date", flat=True)
        ),
        "cles_d_acces": [
            {"nom": str(key), "ajoutee_le": key.created_at, "derniere_fois_le": key.last_used_at}
            for key in keys
        ],
    }


def erase_person(*, user: User, now: datetime) -> None:  # noqa: ARG001 the same parameters in every room
    """The account, its keys, and whatever hangs on it. EditorsAccount when it opens the editors' space."""
    if may_enter_editors_space(user):
        raise EditorsAccount
    user.delete()
