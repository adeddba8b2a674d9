"""The kit and its tools: a guide page each, and the document that it teaches to fill in."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.kit.enums import Stage


class KitPage(BasePage):
    """The whole kit on one page, in four steps. Its tools are the pages below it."""

    genre = "kit"
    relation_kind = RelationKind.OUTIL
    max_count = 1

    parent_page_types = ["content.DoorPage"]
    subpage_types = ["kit.ToolPage"]
    template = "kit/tools/kit_page.html"

    class Meta:
        verbose_name = "boîte à outils"
        verbose_name_plural = "boîtes à outils"


class ToolPage(BasePage):
    """When to use a document, what to have at hand, how to fill it in, what comes after."""

    genre = "outil"
    leads_to_action = True
    relation_kind = RelationKind.OUTIL
    reading_order = "rank"
    schema_type = "HowTo"
    own_keys = (
        FileKey(name="rang", attribute="rank", kind=KeyKind.NUMBER, is_required=True),
        FileKey(name="etape", attribute="stage", is_required=True, choices=tuple(Stage.values)),
        FileKey(name="duree", attribute="duration", is_required=True),
        FileKey(name="avec", attribute="company", is_required=True),
        FileKey(name="prerempli", attribute="prefilled"),
        FileKey(
            name="modele",
            attribute="document",
            kind=KeyKind.RECORD,
            record="kit.DocumentTemplate",
            is_required=True,
        ),
    )
    rank = models.PositiveSmallIntegerField(
        "rang",
        validators=[MinValueValidator(1)],
        help_text="Sa place dans la boîte à outils, et dans le zip.",
    )
    stage = models.CharField("étape", max_length=20, choices=Stage)
    duration = models.CharField("durée", max_length=120, help_text="En mots : une soirée, deux réunions.")
    company = models.CharField("avec qui", max_length=160)
    prefilled = models.CharField(
        "ce qui est prérempli",
        max_length=240,
        blank=True,
        help_text="En une phrase : ce que la trajectoire met dans le modèle.",
    )
    document = models.ForeignKey(
        "kit.DocumentTemplate",
        verbose_name="modèle de document",
        on_delete=models.PROTECT,
        related_name="tools",
    )

    parent_page_types = ["kit.KitPage"]
    subpage_types: list[str] = []
    template = "kit/tools/tool_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("stage"), FieldPanel("rank")]),
            FieldRowPanel([FieldPanel("duration"), FieldPanel("company")]),
            FieldPanel("prefilled"),
            FieldPanel("document"),
        ]
    )

    class Meta:
        verbose_name = "outil"
        verbose_name_plural = "outils"

    def clean(self) -> None:
        super().clean()
        if self.prefilled and self.document_id and not self.document.content.may_be_prefilled:
            raise ValidationError({"prefilled": "Ce modèle ne contient rien qui puisse être prérempli."})
