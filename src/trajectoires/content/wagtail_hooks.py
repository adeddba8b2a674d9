"""Pages in the editors' space."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from trajectoires.content.blocks import PROSE
from trajectoires.content.models import BasePage
from trajectoires.content.views import export_file


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
