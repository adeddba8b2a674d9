"""« Liens morts »: outside addresses that do not answer any more, inside ones that lead nowhere, and who holds them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from trajectoires.content.models import OutsideLink
from trajectoires.content.selectors.links import dead_insides, dead_links, outside_links
from trajectoires.content.services.links import ask_again, ignore_link
from trajectoires.content.wagtail_hooks.reports import PageMenuItem

PER_PAGE = 50
DEAD, NEVER, IGNORED, ALL = "morts", "jamais", "ignores", "tous"
_SHOWN = {
    DEAD: ("Morts", dead_links),
    NEVER: ("Jamais vérifiés", lambda: outside_links().filter(checked_at=None, is_ignored=False)),
    IGNORED: ("Mis de côté", lambda: outside_links().filter(is_ignored=True)),
    ALL: ("Tous", outside_links),
}


def _check(request: HttpRequest) -> None:
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied


@require_safe
def link_list(request: HttpRequest) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    shown = request.GET.get("liste", DEAD)
    shown = shown if shown in _SHOWN else DEAD
    context = {
        "page": Paginator(_SHOWN[shown][1](), PER_PAGE).get_page(request.GET.get("p")),
        "shown": shown,
        "tabs": [(key, label, read().count()) for key, (label, read) in _SHOWN.items()],
        "insides": dead_insides() if shown == DEAD else [],
    }
    return render(request, "content/edition/links.html", context)


@require_POST
def link_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may do anything on pages."""
    _check(request)
    link = get_object_or_404(OutsideLink, pk=pk)
    if "reverifier" in request.POST:
        ask_again(link=link)
        messages.success(request, "L’adresse sera vérifiée parmi les premières, dans la demi-heure.")
    else:
        ignore_link(link=link, is_ignored="ignorer" in request.POST)
        messages.success(
            request, "L’adresse est mise de côté." if link.is_ignored else "L’adresse est de nouveau suivie."
        )
    return redirect(f"{reverse('content_dead_links')}?liste={request.POST.get('liste', DEAD)}")


@hooks.register("register_admin_urls")
def register_link_urls() -> list[URLPattern]:
    return [
        path("rapports/liens-morts/", link_list, name="content_dead_links"),
        path("rapports/liens-morts/<int:pk>/", link_act, name="content_dead_link_act"),
    ]


@hooks.register("register_reports_menu_item")
def add_link_report() -> MenuItem:
    return PageMenuItem("Liens morts", reverse("content_dead_links"), icon_name="link", order=20)
