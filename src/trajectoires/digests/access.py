"""Who may see a subscription: whoever holds a link that was sent to its address (`mail.access`)."""

from trajectoires.digests.models import Subscription
from trajectoires.mail import access as links
from trajectoires.mail.access import hash_of, new_seed, new_token

__all__ = ["find_by_confirmation", "find_by_link", "hash_of", "link_token", "new_seed", "new_token"]


def link_token(seed: str) -> str:
    """The token of management of a subscription."""
    return links.link_token("digests.link", seed)


def find_by_link(token: str) -> Subscription | None:
    """The confirmed subscription that this link manages. A guessed, a former and an erased one answer alike."""
    return Subscription.objects.filter(link_hash=hash_of(token), confirmed_at__isnull=False).first()


def find_by_confirmation(token: str) -> Subscription | None:
    """The subscription that this link confirms, or has confirmed."""
    return Subscription.objects.filter(confirmation_hash=hash_of(token)).first()
