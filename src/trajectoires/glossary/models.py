"""A term of the glossary."""

import datetime as dt

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from trajectoires.glossary.blocks import DESCRIPTION
from trajectoires.ui.blocks import SourceBlock
from trajectoires.ui.fields import LinesField, SearchedAsField, StreamField


def today() -> dt.date:
    return timezone.localdate()


def in_one_year() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=365)


class Term(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, models.Model):
    """A word of the trade: its definition shows wherever it is used, its article has its own page."""

    slug = models.SlugField(
        "adresse", max_length=100, unique=True, help_text="Elle ne change plus une fois publiée."
    )
    term = models.CharField("terme", max_length=120, unique=True)
    variants = LinesField(
        models.CharField(max_length=120),
        verbose_name="autres écritures",
        blank=True,
        default=list,
        help_text="Une par ligne : pluriel, sigle, synonyme.",
    )
    definition = models.TextField(
        "définition", max_length=600, help_text="Une ou deux phrases, texte simple."
    )
    body = RichTextField("article", blank=True, features=DESCRIPTION)
    sources = StreamField([("source", SourceBlock())], verbose_name="sources", blank=True)
    searched_as = SearchedAsField()
    author = models.CharField("auteur", max_length=120, default="La rédaction")
    updated_on = models.DateField("mis à jour le", default=today)
    reread_on = models.DateField("relu le", null=True, blank=True)
    review_due_on = models.DateField("à revoir le", default=in_one_year)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("term"), FieldPanel("variants"), FieldPanel("definition"), FieldPanel("body")],
                heading="Texte",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("author"),
                            FieldRowPanel(
                                [
                                    FieldPanel("updated_on"),
                                    FieldPanel("reread_on"),
                                    FieldPanel("review_due_on"),
                                ]
                            ),
                        ],
                        heading="Qui, et quand",
                    )
                ],
                heading="Relecture",
            ),
            ObjectList([FieldPanel("sources")], heading="Sources"),
            ObjectList(
                [FieldPanel("slug"), FieldPanel("searched_as"), PublishingPanel()], heading="Publication"
            ),
        ]
    )
    search_fields = [
        index.SearchField("term", boost=10),
        index.AutocompleteField("term"),
        index.SearchField("variants_text", boost=3),
        index.SearchField("definition", boost=2),
        index.SearchField("body"),
        index.SearchField("searched_as"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = "terme du glossaire"
        verbose_name_plural = "termes du glossaire"
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_due_on__gt=models.F("updated_on")),
                name="glossary_term_reviewed_after_update",
                violation_error_message="La relecture à venir se place après la mise à jour.",
            ),
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return reverse("glossary:term", args=[self.slug])

    def variants_text(self) -> str:
        return " ".join(self.variants)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002
        return "glossary/term.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return {**super().get_preview_context(request, mode_name), "term": self}


class TermUse(models.Model):
    """A page that says a term. Written by the room that owns the pages: this one does not know them."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField("sorte de page", max_length=80)
    title = models.CharField("titre", max_length=255)
    address = models.CharField("adresse", max_length=500)

    class Meta:
        verbose_name = "emploi d’un terme"
        verbose_name_plural = "emplois des termes"
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(fields=["term", "address"], name="glossary_term_use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} : {self.address}"
