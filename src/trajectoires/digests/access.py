"""Who may see a subscription: whoever holds a link that was sent to its address (`mail.access`)."""

from typing import Any

from trajectoires.digests.models import Subscription
from trajectoires.mail import access as links
from trajectoires.mail.access import hash_of, new_seed, new_token

__all__ = [
    "find_by_confirmation",
    "find_by_link",
    "find_own_link",
    "hash_of",
    "link_token",
    "new_seed",
    "new_token",
]


def link_token(seed: str) -> str:
    """The token of management of a subscription."""
    return links.link_token("digests.link", seed)


def find_by_link(token: str) -> Subscription | None:
    """The confirmed subscription that this link manages. A guessed, a former and an erased one answer alike."""
    return Subscription.objects.filter(link_hash=hash_of(token), confirmed_at__isnull=False).first()


def find_own_link(user: Any) -> str:
    """The link of management of who is signed in, whose address was proved; nothing without a confirmed subscription."""
    if not user.is_authenticated:
        return ""
    found = Subscription.objects.filter(email=user.email.lower(), confirmed_at__isnull=False).first()
    token = link_token(found.seed) if found else ""
    return token if found and hash_of(token) == found.link_hash else ""


def find_by_confirmation(token: str) -> Subscription | None:
    """The subscription that this link confirms, or has confirmed."""
    return Subscription.objects.filter(confirmation_hash=hash_of(token)).first()
