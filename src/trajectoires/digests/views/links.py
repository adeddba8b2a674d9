"""What the links of the letter open. The link is the key."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.digests import access, services
from trajectoires.digests.forms import ChoiceForm
from trajectoires.digests.models import Subscription
from trajectoires.digests.views.pages import CRUMBS
from trajectoires.mail.access import opened_by_a_link


def _crumbs(name: str) -> list[tuple[str, str | None]]:
    return [*CRUMBS, (name, None)]


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "digests/unknown.html", {"crumbs": _crumbs("Lien sans inscription")}, status=404)


@opened_by_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link. Looking confirms nothing: the button does."""
    found = access.find_by_confirmation(token)
    if found is None:
        return _unknown(request)
    if request.method == "POST":
        services.confirm(subscription=found, now=timezone.now())
        return redirect("digests:confirm", token=token)
    name = "Inscription confirmée" if found.confirmed_at else "Confirmer l’inscription"
    context = {"subscription": found, "title": name, "crumbs": _crumbs(name)}
    return render(request, "digests/confirm.html", context)


@opened_by_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link, of a confirmed subscription."""
    found = access.find_by_link(token)
    if found is None:
        return _unknown(request)
    form = ChoiceForm.of(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.change(subscription=found, **form.choice())
        return redirect(f"{reverse('digests:manage', args=[token])}?garde=oui")
    context: dict[str, Any] = {
        "form": form,
        "subscription": found,
        "token": token,
        "is_kept": "garde" in request.GET,
        "crumbs": _crumbs("Mon inscription"),
    }
    return render(request, "digests/manage.html", context, status=422 if form.errors else 200)


@opened_by_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link, and the mail program that has it: its one-click POST (RFC 8058) is the button's."""
    if request.method == "POST":
        services.unsubscribe(token=token)
        return render(request, "digests/left.html", {"crumbs": _crumbs("Désinscription faite")})
    found: Subscription | None = access.find_by_link(token)
    if found is None:
        return _unknown(request)
    context = {"subscription": found, "token": token, "crumbs": _crumbs("Se désinscrire")}
    return render(request, "digests/unsubscribe.html", context)


@opened_by_a_link
@require_safe
def export(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link: all that is kept, as a file."""
    found = access.find_by_link(token)
    if found is None:
        return _unknown(request)
    headers = {"Content-Disposition": 'attachment; filename="mon-inscription.json"'}
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(services.export(subscription=found), json_dumps_params=options, headers=headers)
