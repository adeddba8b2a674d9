"""Pages kept at hand, with or without an account: nothing is written but from these pages."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajectoires.content.models import BasePage
from trajectoires.content.presenters.favourites import (
    favourite_lines,
    favourites_listing,
    kind_of,
    read_keys,
)
from trajectoires.content.selectors.favourites import MOST, published_pages
from trajectoires.content.views.files import as_file
from trajectoires.content.views.shelf import drop, just_removed, keep, kept, prolong

CRUMBS = [("Mes favoris", "/favoris/")]


@never_cache
@require_safe
def favourites(request: HttpRequest) -> HttpResponse:
    """Anyone: her own list, or the list that `?pages=1,2` names, which changes nothing."""
    if "pages" in request.GET:
        return _shared(request)
    pages = published_pages(kept(request))
    prolong(request)
    until = timezone.now() + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    removed = published_pages(just_removed(request))
    context = {
        "lines": favourite_lines(pages),
        "removed": removed,
        "removed_keys": _joined(removed),
        "is_signed_in": request.user.is_authenticated,
        "until": until,
        "share_address": _share_address(request, pages),
        "export_address": reverse("content:favourites_export"),
        "crumbs": [("Mes favoris", None)],
    }
    return render(request, "content/favourites/list.html", context)


def _shared(request: HttpRequest) -> HttpResponse:
    pages = published_pages(read_keys(request.GET["pages"]))
    context = {
        "lines": favourite_lines(pages),
        "export_address": f"{reverse('content:favourites_export')}?pages={_joined(pages)}",
        "crumbs": [("Une liste de pages", None)],
    }
    return render(request, "content/favourites/shared.html", context)


def _joined(pages: list[BasePage]) -> str:
    return ",".join(str(page.pk) for page in pages)


def _share_address(request: HttpRequest, pages: list[BasePage]) -> str:
    return f"{request.build_absolute_uri(reverse('content:favourites'))}?pages={_joined(pages)}"


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Anyone: her own list, or the one that the address names."""
    keys = read_keys(request.GET["pages"]) if "pages" in request.GET else kept(request)
    return as_file(favourites_listing(published_pages(keys), site=settings.SITE_URL), "csv")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, page_id: int) -> HttpResponse:
    """Anyone, for herself. The page asks; its button keeps."""
    page = get_object_or_404(BasePage.objects.live().public(), pk=page_id)
    here = kept(request)
    if request.method == "POST":
        if len(here) >= MOST:
            messages.error(request, f"Votre liste a déjà {MOST} pages : retirez-en une, puis recommencez.")
        else:
            keep(request, [page.pk])
            messages.success(request, "La page est dans vos favoris.")
        return redirect("content:favourite_add", page.pk)
    context = {
        "page": page,
        "kind": kind_of(page),
        "is_kept": page.pk in here,
        "is_signed_in": request.user.is_authenticated,
        "crumbs": [*CRUMBS, ("Garder une page", None)],
    }
    return render(request, "content/favourites/add.html", context)


@require_POST
def remove(request: HttpRequest, page_id: int) -> HttpResponse:
    """Anyone, from her own list. The next page offers to put it back."""
    drop(request, [page_id])
    return redirect("content:favourites")


@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Anyone, her own list. The next page offers to put everything back."""
    drop(request, kept(request))
    return redirect("content:favourites")


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Anyone, into her own list: what she has just taken off."""
    keys = [page.pk for page in published_pages(read_keys(request.POST.get("pages", "")))]
    keep(request, keys)
    messages.success(request, "C’est remis.")
    return redirect("content:favourites")
