"""Links as keys: whoever holds one that was sent to an address acts for it. The database alone opens none.

A link that each message carries is drawn from a seed in the row and the secret of the site; only its hash is kept. A
link that is sent once is drawn at random.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def new_seed() -> str:
    return secrets.token_urlsafe(24)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def link_token(purpose: str, seed: str) -> str:
    """192 bits that nobody can draw without the secret of the site, other ones for each purpose."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return urlsafe_b64encode(hmac.digest(key, seed.encode(), "sha256")[:24]).decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def opened_by_a_link(view: View) -> View:
    """Whoever has the link: no cookie, and no token of a form, are needed with it.

    Nothing keeps the address, and no page is told of it.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded
