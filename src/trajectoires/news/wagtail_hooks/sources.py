"""« Sources de veille »: the feeds of others; each saving tries the feed and says what it gave."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from trajectoires.news.models import FeedSource
from trajectoires.news.services import Reading, check_source

LISTED = 5


def tell(request: HttpRequest, source: FeedSource, reading: Reading) -> None:
    """Say what a look at the source gave."""
    if reading.failure:
        messages.warning(request, f"« {source.name} » ne se lit pas : {reading.failure}.")
        return
    titles = " ; ".join(f"« {title} »" for title in reading.latest)
    newest = f" Les plus récents : {titles}." if titles else ""
    new = f" À trier : {reading.received} de plus." if reading.received else ""
    messages.success(
        request,
        f"Le flux « {reading.title or source.name} » se lit. Articles : {reading.count}.{newest}{new}",
    )


class _Trying:
    """Once saved, the feed is tried: nothing that was typed depends on the answer."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        source: FeedSource = form.instance
        tell(self.request, source, check_source(source=source, now=timezone.now(), is_asked=True))  # type: ignore[attr-defined]
        return response

    def get_success_url(self) -> str:
        return reverse("news_source", args=[self.object.pk])  # type: ignore[attr-defined]


class SourceCreateView(_Trying, CreateView):
    """Whoever may add sources."""


class SourceEditView(_Trying, EditView):
    """Whoever may change sources."""


class FeedSourceViewSet(SnippetViewSet):
    model = FeedSource
    icon = "globe"
    menu_label = "Sources de veille"
    menu_name = "sources-de-veille"
    menu_order = 206
    add_to_admin_menu = True
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    list_display = [
        "name",
        "publisher",
        BooleanColumn("is_active", label="Suivie"),
        Column("status", label="État"),
    ]
    list_filter = ["is_active", "publisher"]
    ordering = ["name"]


@require_safe
def source_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may see sources."""
    if not request.user.has_perm("news.view_feedsource"):
        raise PermissionDenied
    source = get_object_or_404(FeedSource.objects.select_related("publisher"), pk=pk)
    context = {
        "source": source,
        "entries": source.entries.all()[:LISTED],
        "may_change": request.user.has_perm("news.change_feedsource"),
    }
    return render(request, "news/edition/source.html", context)


@require_POST
def source_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may change sources."""
    if not request.user.has_perm("news.change_feedsource"):
        raise PermissionDenied
    source = get_object_or_404(FeedSource, pk=pk)
    tell(request, source, check_source(source=source, now=timezone.now(), is_asked=True))
    return redirect("news_source", source.pk)


@hooks.register("register_admin_urls")
def register_source_urls() -> list[URLPattern]:
    return [
        path("veille/sources/<int:pk>/", source_page, name="news_source"),
        path("veille/sources/<int:pk>/verifier/", source_check, name="news_source_check"),
    ]


@hooks.register("register_snippet_listing_buttons")
def add_check_button(
    snippet: object, _user: AbstractBaseUser, _next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(snippet, FeedSource):
        yield Button(
            "État et vérification", reverse("news_source", args=[snippet.pk]), icon_name="view", priority=5
        )


register_snippet(FeedSourceViewSet)
