"""What machines ask of the site: its pages, what they may read, whom to tell of a fault."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trajectoires.home.enums import UNLISTED
from trajectoires.home.selectors import public_addresses

CONTACT_HOLDS = dt.timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    entries = [(f"{settings.SITE_URL}{address}", on) for address, on in public_addresses()]
    return render(request, "home/sitemap.xml", {"entries": entries}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Anyone."""
    context = {"unlisted": UNLISTED, "sitemap": f"{settings.SITE_URL}/sitemap.xml"}
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Anyone. Without a declared contact there is nobody to name, so nothing is answered."""
    if not settings.PUBLISHER["email"]:
        raise Http404("Cette installation n’a déclaré aucun contact.")
    context = {
        "email": settings.PUBLISHER["email"],
        "expires": (timezone.now() + CONTACT_HOLDS).strftime("%Y-%m-%dT00:00:00Z"),
        "site": settings.SITE_URL,
    }
    return render(request, "home/security.txt", context, content_type="text/plain; charset=utf-8")
