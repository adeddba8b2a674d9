"""The documents to fill in, as editors write them: each is one source, in plain words."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django import forms
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PreviewableMixin

from trajectoires.content.fields import Fault
from trajectoires.content.models import SourceRecord
from trajectoires.kit.models.templates import TemplateContent, Workbook, faults_of, read_template
from trajectoires.kit.models.templates.reading import is_text, plain_words


class DocumentTemplate(PreviewableMixin, SourceRecord):
    """A text or a workbook. Whatever is kept can be read: nothing else passes `clean`."""

    genre = "modele-de-document"
    folder = "modeles"
    endings = (".md", ".yaml")

    panels = [
        FieldPanel("slug"),
        HelpPanel(template="kit/tools/editing_help.html"),
        FieldPanel(
            "source",
            help_text="Le modèle entier, en clair.",
            widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "true"}),
        ),
    ]

    class Meta:
        verbose_name = "modèle de document"
        verbose_name_plural = "modèles de documents"
        ordering = ["slug"]

    @classmethod
    def faults_of(cls, source: str) -> Sequence[Fault]:
        return faults_of(source)

    @classmethod
    def words_of(cls, source: str) -> Iterator[str]:
        return (plain_words(text) for text in read_template(source).texts)

    @property
    def file_ending(self) -> str:
        return ".md" if is_text(self.source) else ".yaml"

    @property
    def content(self) -> TemplateContent:
        return read_template(self.source)

    @property
    def title(self) -> str:
        return self.content.title

    @property
    def format(self) -> Literal["ods", "odt"]:
        """That of its file to fill in: « ods » for a workbook, « odt » for a text."""
        return "ods" if isinstance(self.content, Workbook) else "odt"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 - given by Wagtail
        return "kit/tools/template_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "template": self}
