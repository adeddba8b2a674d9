"""The documented trajectory of a real organisation, written by the editors or told by the organisation itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.url_routing import RouteResult

from trajectoires.content.blocks import StepBlock
from trajectoires.content.enums import KeyKind, RelationKind, Sector, Size
from trajectoires.content.fields import FileKey
from trajectoires.content.models.base import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.ui.fields import LinesField, StreamField

NO_ORGANISATION = "Choisissez l’organisation dont c’est la trajectoire."


class ExamplePage(BasePage):
    """What it did and when, the figures with their year, what others can take up; links say models and levers.

    One that an organisation tells itself has `told_by` instead of `organisation`: a private organisation gets no
    public record. Its figures are data, frozen when it consented (`services.stories.ToldFigure`); no form changes them.
    """

    genre = "exemple"
    relation_kind = RelationKind.EXEMPLE
    requires_sources = True
    own_keys = (
        FileKey(
            name="organisation",
            attribute="organisation",
            kind=KeyKind.RECORD,
            record="organisations.Organisation",
            is_required=True,
        ),
        FileKey(name="lieu", attribute="place"),
        FileKey(name="secteur", attribute="sector", is_required=True, choices=tuple(Sector.values)),
        FileKey(name="taille", attribute="size", is_required=True, choices=tuple(Size.values)),
        FileKey(
            name="etapes",
            attribute="steps",
            kind=KeyKind.ROWS,
            block_type="step",
            keys=(
                FileKey(name="annee", attribute="year", kind=KeyKind.NUMBER, is_required=True),
                FileKey(name="jusqu_a", attribute="until", kind=KeyKind.NUMBER),
                FileKey(name="fait", attribute="fact", is_required=True),
            ),
        ),
        FileKey(name="a_reprendre", attribute="reusable", kind=KeyKind.WORDS),
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="organisation",
        on_delete=models.PROTECT,
        related_name="examples",
        null=True,
        blank=True,
    )
    told_by = models.CharField("racontée par", max_length=250, blank=True)
    told_on = models.DateField("envoyée par elle le", null=True, blank=True)
    figures = models.JSONField("chiffres choisis", default=list, blank=True)
    place = models.CharField("lieu", max_length=200, blank=True)
    sector = models.CharField("secteur", max_length=20, choices=Sector)
    size = models.CharField("taille", max_length=20, choices=Size)
    steps = StreamField([("step", StepBlock())], verbose_name="étapes", blank=True)
    reusable = LinesField(
        models.CharField(max_length=300),
        verbose_name="ce qui peut être repris",
        blank=True,
        default=list,
        help_text="Une idée par ligne.",
    )

    parent_page_types = ["content.ExamplesPage"]
    subpage_types: list[str] = []
    template = "content/example_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("place")]),
            FieldRowPanel([FieldPanel("sector"), FieldPanel("size")]),
            FieldPanel("steps"),
            FieldPanel("reusable"),
        ]
    )

    class Meta:
        verbose_name = "exemple"
        verbose_name_plural = "exemples"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, told_by="", told_on__isnull=True, figures=[])
                | (Q(organisation__isnull=True, told_on__isnull=False) & ~Q(told_by="")),
                name="content_example_of_an_organisation_or_told",
                violation_error_message=NO_ORGANISATION,
            )
        ]

    def clean(self) -> None:
        """What the constraint says, beside the field of a form that holds one half of it."""
        super().clean()
        if self.organisation_id is None and not self.is_told:
            raise ValidationError({"organisation": NO_ORGANISATION})

    @property
    def is_told(self) -> bool:
        """Whether the organisation tells it itself: it may take it back, and no file holds it."""
        return self.told_on is not None

    @property
    def is_kept_in_files(self) -> bool:
        return super().is_kept_in_files and not self.is_told

    @property
    def teller(self) -> str:
        """Whose trajectory it is: a name, or what is said instead of a name."""
        return self.organisation.name if self.organisation else self.told_by

    def own_words(self) -> str:
        return ". ".join(filter(None, [super().own_words(), self.told_by]))


class ExamplesPage(BasePage):
    """The list of examples, with its filters and its timeline."""

    genre = "liste-exemples"
    schema_type = "CollectionPage"
    max_count = 1
    subpage_types = ["content.ExamplePage"]
    template = "content/examples_page.html"

    class Meta:
        verbose_name = "liste des exemples"
        verbose_name_plural = "listes des exemples"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The address of a story that was taken back says so: its reader knows that she made no mistake."""
        try:
            return super().route(request, path_components)
        except Http404:
            withdrawn = WithdrawnStory.objects.filter(slug="/".join(path_components)).first()
            if withdrawn is None:
                raise
            return RouteResult(self, kwargs={"withdrawn": withdrawn})

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if withdrawn := options.get("withdrawn"):
            context = {"withdrawn": withdrawn, "page": self}
            return render(request, "content/withdrawn_story.html", context, status=410)
        return super().serve(request, *args, **options)


class WithdrawnStory(models.Model):
    """All that stays of a story once it is taken back: where it stood, which is drawn and names nobody, and the day."""

    slug = models.SlugField("adresse", unique=True)
    withdrawn_on = models.DateField("retirée le")

    class Meta:
        verbose_name = "récit retiré"
        verbose_name_plural = "récits retirés"

    def __str__(self) -> str:
        return self.slug
