"""Who is there, since when, and where she goes next."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from trajectoires.users.enums import RECENT

View = Callable[..., HttpResponse]
NEXT = "next"


def signed_in(view: View) -> View:
    """Whoever has an account and has signed in; the others are asked to, and come back."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return _ask(request)
        return view(request, *args, **kwargs)

    return guarded


def signed_in_recently(view: View) -> View:
    """The same, within half an hour: what gives or takes away the account is not left to who finds a screen open."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_recent(request, now=timezone.now()):
            return _ask(request)
        return view(request, *args, **kwargs)

    return guarded


def is_recent(request: HttpRequest, *, now: datetime) -> bool:
    """Whether a code or a key was given in this session within half an hour. A password of the editors does not count."""
    if not request.user.is_authenticated:
        return False
    given = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(given) and now - datetime.fromtimestamp(max(given), UTC) < RECENT


def may_enter_editors_space(user: object) -> bool:
    return user.has_perm("wagtailadmin.access_admin")  # type: ignore[attr-defined]


def next_address(request: HttpRequest) -> str:
    """Where she came from, if it is an address of this site; nothing otherwise."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def home_address() -> str:
    """Where an account begins: the room above gives it an address."""
    return resolve_url("account:home")


def _ask(request: HttpRequest) -> HttpResponse:
    """To come back to a form that was sent would send it twice: one comes back to its page."""
    return redirect_to_login(request.get_full_path(), resolve_url("users:sign_in"))
