"""Somebody verifies an attestation. These pages rest on no cookie: the key is all that is needed, and proves itself."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.learning import services
from trajectoires.learning.access import find_by_key
from trajectoires.learning.enums import NAME_TRIES_WITHIN
from trajectoires.learning.forms import KeyForm, NameForm
from trajectoires.learning.models import Attestation
from trajectoires.ui.enums import Door

View = Callable[..., HttpResponse]


def _tells_nobody(view: View) -> View:
    """The address holds a key, or may: nothing keeps it, and no other page is told of it."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: str, **keywords: str) -> HttpResponse:
        response = view(request, *arguments, **keywords)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def _crumbs(name: str) -> list[tuple[str, str | None]]:
    return [
        (Door.FORMER.label, Door.FORMER.address),
        ("Vérifier une attestation", reverse("learning:attestation_check")),
        (name, None),
    ]


@_tells_nobody
@require_safe
def attestation_check(request: HttpRequest) -> HttpResponse:
    """Anyone. A key that reads like one leads to its page, whether or not it opens something."""
    form = KeyForm(request.GET if "cle" in request.GET else None)
    if form.is_valid():
        return redirect("learning:attestation_shown", key=form.cleaned_data["cle"])
    context = {"form": form, "crumbs": [*_crumbs("")[:1], ("Vérifier une attestation", None)]}
    return render(request, "learning/attestations/check.html", context, status=422 if form.errors else 200)


@csrf_exempt
@never_cache
@_tells_nobody
@require_http_methods(["GET", "HEAD", "POST"])
def attestation_shown(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever has the key: what its learner chose to show. A name may be tried on it, and is not kept."""
    found = find_by_key(key, now=timezone.now())
    if found is None:
        context = {"crumbs": _crumbs("Clé inconnue")}
        return render(request, "learning/attestations/unknown.html", context, status=404)
    form = NameForm(request.POST if request.method == "POST" and not found.is_name_shown else None)
    status, is_its_name = _check_name(found, form)
    context = {
        "attestation": found,
        "form": form,
        "is_its_name": is_its_name,
        "is_too_many": status == 429,
        "crumbs": _crumbs("Attestation"),
    }
    response = render(request, "learning/attestations/shown.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(int(NAME_TRIES_WITHIN.total_seconds()))
    return response


def _check_name(found: Attestation, form: NameForm) -> tuple[int, bool | None]:
    """The status of the answer, and the answer; none when no name was asked about."""
    if not form.is_valid():
        return (422 if form.errors else 200), None
    try:
        name = form.cleaned_data["name"]
        return 200, services.check_name(attestation=found, name=name, now=timezone.now())
    except services.TooManyNames:
        return 429, None
