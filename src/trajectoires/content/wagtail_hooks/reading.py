"""« Relire ce texte »: the remarks of a second reading, on their own page; after saving, how many, and what is missing."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from trajectoires.content.models import BasePage
from trajectoires.content.services.reading import remarks_on, wordless_images

WORDLESS = (
    "Une image n’a pas de texte alternatif ({}). Le brouillon est enregistré, mais la page ne peut être ni soumise ni "
    "publiée : écrivez ce que l’image apprend, ou cochez « Image décorative »."
)


@require_safe
def reread_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever may edit the page: what a second reading says of its latest version."""
    page = get_object_or_404(BasePage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    latest = page.get_latest_revision_as_object()
    remarks = remarks_on(page=latest)
    blocks = [(where, list(found)) for where, found in groupby(remarks, key=lambda remark: remark.where)]
    context = {
        "page": page,
        "blocks": blocks,
        "count": len(remarks),
        "wordless": wordless_images(page=latest),
    }
    return render(request, "content/edition/reading.html", context)


@hooks.register("register_admin_urls")
def register_reading_urls() -> list[URLPattern]:
    return [path("relire/<int:page_id>/", reread_page, name="content_reread")]


@hooks.register("register_page_header_buttons")
def add_reading_button(
    page: Page,
    user: Any,
    view_name: str,  # noqa: ARG001
    next_url: str | None = None,  # noqa: ARG001
) -> Iterator[Button]:
    if _is_ours(page) and page.permissions_for_user(user).can_edit():
        yield Button(
            "Relire ce texte", reverse("content_reread", args=[page.pk]), icon_name="check", priority=40
        )


def _is_ours(page: Page) -> bool:
    model = page.specific_class
    return bool(page.pk and model and issubclass(model, BasePage))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_remarks(request: HttpRequest, page: Page) -> None:
    """After each saving that somebody asks for: what would stop a submission, how many remarks; silence without any.

    A saving that the form does by itself shows no message: they would pile up until the next page.
    """
    if not _is_ours(page) or not request.accepts("text/html"):
        return
    saved = page.specific
    if places := wordless_images(page=saved):
        messages.warning(request, WORDLESS.format(", ".join(places)))
    if count := len(remarks_on(page=saved)):
        said = f"Relecture : {count} remarque{'s' if count > 1 else ''} sur ce texte. Aucune n’empêche de publier."
        button = messages.button(reverse("content_reread", args=[page.pk]), "Lire les remarques")
        messages.info(request, said, buttons=[button])
