"""For editors: the documents to fill in, each as its source. What they save, readers have within a second."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from trajectoires.content.services import raise_site_version
from trajectoires.kit.models import DocumentTemplate


class DocumentTemplateViewSet(SnippetViewSet):
    model = DocumentTemplate
    icon = "doc-full"
    menu_label = "Modèles de documents"
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["slug", "title", "format"]
    ordering = ["slug"]


register_snippet(DocumentTemplateViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def show_at_once(request: HttpRequest, instance: Any) -> None:  # noqa: ARG001 - given by Wagtail
    if isinstance(instance, DocumentTemplate):
        raise_site_version()
