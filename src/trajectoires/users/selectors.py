"""The keys of an account."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from trajectoires.users.models import User


def keys_of(user: User) -> QuerySet[Authenticator]:
    """Hers, from the first added."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at", "pk"
    )
