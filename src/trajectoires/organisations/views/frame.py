"""What these pages share: they are for people who signed in, and nothing keeps them."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from trajectoires.organisations.models import Organisation

View = Callable[..., HttpResponse]
Crumbs = list[tuple[str, str | None]]


def signed_in(view: View) -> View:
    """Anyone else is led to sign in, and comes back."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        return view(request, **arguments)

    return guarded


def crumbs_to(name: str, organisation: Organisation | None = None) -> Crumbs:
    above: Crumbs = [("Mes organisations", reverse("organisations:mine"))]
    if organisation:
        above.append((organisation.name, reverse("organisations:organisation", args=[organisation.pk])))
    return [*above, (name, None)]
