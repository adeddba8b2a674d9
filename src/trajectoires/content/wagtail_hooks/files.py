"""Pages in the editors' space."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from trajectoires.content.blocks import PROSE
from trajectoires.content.models import BasePage
from trajectoires.content.services import export_page


@require_safe
def export_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may edit the page: the file of its latest version, as /edition/ shows it."""
    page = get_object_or_404(BasePage, pk=page_id).specific
    if not page.genre or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    text = export_page(page.get_latest_revision_as_object())
    headers = {"Content-Disposition": f'attachment; filename="{page.slug}.md"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("exporter/<int:page_id>/", export_file, name="content_export_file")]


@hooks.register("register_page_header_buttons")
def add_export_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001
    model = page.specific_class
    if model and issubclass(model, BasePage) and model.genre and page.permissions_for_user(user).can_edit():
        yield Button(
            "Exporter en fichier",
            reverse("content_export_file", args=[page.pk]),
            icon_name="download",
            priority=45,
        )


@hooks.register("register_rich_text_features", order=20)
def limit_features(features: FeatureRegistry) -> None:
    """An editor can do in a text exactly what a file can say."""
    features.default_features = list(PROSE)
