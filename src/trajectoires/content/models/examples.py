"""The documented trajectory of a real organisation."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from trajectoires.content.blocks import StepBlock
from trajectoires.content.enums import KeyKind, RelationKind, Sector, Size
from trajectoires.content.fields import FileKey
from trajectoires.content.models.base import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.ui.fields import LinesField, StreamField


class ExamplePage(BasePage):
    """What it did and when, the figures with their year, what others can take up; links say models and levers."""

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
    )
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
