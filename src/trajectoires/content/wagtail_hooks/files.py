"""« Exporter en fichier »: a page, or a record, as the text of its file."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from trajectoires.content.blocks import PROSE
from trajectoires.content.loader.records import record_kind
from trajectoires.content.models import BasePage
from trajectoires.content.services import export_page
from trajectoires.content.services.exporting import export_record


@require_safe
def export_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may edit the page: the file of its latest version, as /edition/ shows it."""
    page = get_object_or_404(BasePage, pk=page_id).specific
    if not page.is_kept_in_files or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return _file(f"{page.slug}.md", export_page(page.get_latest_revision_as_object()))


@require_safe
def export_record_file(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Whoever may see the records of this kind: the file of its latest version."""
    kind = record_kind(model=label)
    if kind is None:
        raise Http404
    model = apps.get_model(label)
    if not _may_see(request.user, model):
        raise PermissionDenied
    record = get_object_or_404(model, pk=pk)
    latest = getattr(record, "get_latest_revision_as_object", lambda: record)
    return _file(PurePosixPath(kind.path_of(latest())).name, export_record(latest()))


def _may_see(user: Any, model: type[Model]) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}"))


def _file(name: str, text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("exporter/<int:page_id>/", export_file, name="content_export_file"),
        path("exporter/<str:label>/<int:pk>/", export_record_file, name="content_export_record"),
    ]


@hooks.register("register_page_header_buttons")
def add_export_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001
    kept = getattr(page.specific, "is_kept_in_files", False)
    if kept and page.permissions_for_user(user).can_edit():
        yield Button(
            "Exporter en fichier",
            reverse("content_export_file", args=[page.pk]),
            icon_name="download",
            priority=45,
        )


@hooks.register("register_snippet_listing_buttons")
def add_record_export_button(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001
    label = snippet._meta.label
    if record_kind(model=label) and _may_see(user, type(snippet)):
        address = reverse("content_export_record", args=[label, snippet.pk])
        yield Button("Exporter en fichier", address, icon_name="download", priority=45)


@hooks.register("register_rich_text_features", order=20)
def limit_features(features: FeatureRegistry) -> None:
    """An editor can do in a text exactly what a file can say."""
    features.default_features = list(PROSE)
