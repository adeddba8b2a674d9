"""Who may see a subscription: whoever holds a link that was sent to its address.

A link of management is drawn from the subscription's seed and the secret of the site, so that each letter can carry it
and the database alone cannot. Only its hash is kept. A link of confirmation is drawn at random, and sent once.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings

from trajectoires.digests.models import Subscription


def new_seed() -> str:
    return secrets.token_urlsafe(24)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def link_token(seed: str) -> str:
    """The token of management of a subscription: 192 bits that nobody can draw without the secret of the site."""
    key = hashlib.sha256(f"digests.link:{settings.SECRET_KEY}".encode()).digest()
    return urlsafe_b64encode(hmac.digest(key, seed.encode(), "sha256")[:24]).decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_by_link(token: str) -> Subscription | None:
    """The confirmed subscription that this link manages. A guessed, a former and an erased one answer alike."""
    return Subscription.objects.filter(link_hash=hash_of(token), confirmed_at__isnull=False).first()


def find_by_confirmation(token: str) -> Subscription | None:
    """The subscription that this link confirms, or has confirmed."""
    return Subscription.objects.filter(confirmation_hash=hash_of(token)).first()
