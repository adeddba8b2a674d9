"""The page types of this room. The first page and the pages of the footer belong to `home`."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from trajectoires.content.blocks import EntryBlock
from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models.base import SITE_DEPTH, BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.ui.enums import Door, Lever
from trajectoires.ui.fields import StreamField


class DoorPage(BasePage):
    """One of the six doors. Its slug says which: the six addresses are fixed."""

    genre = "porte"
    schema_type = "CollectionPage"
    own_keys = (
        FileKey(name="question", attribute="question", is_required=True),
        FileKey(
            name="entrees",
            attribute="entries",
            kind=KeyKind.ROWS,
            is_required=True,
            block_type="entry",
            keys=(
                FileKey(name="titre", attribute="label", is_required=True),
                FileKey(name="vers", attribute="href", is_required=True, is_address=True),
            ),
        ),
    )
    question = models.CharField("question", max_length=200, help_text="Celle que pose la page d’accueil.")
    entries = StreamField([("entry", EntryBlock())], verbose_name="entrées", max_num=3, blank=True)

    template = "content/door_page.html"
    edit_handler = editing_tabs([FieldPanel("question"), FieldPanel("entries")])

    class Meta:
        verbose_name = "porte"
        verbose_name_plural = "portes"

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        return super().can_exist_under(parent) and parent.depth == SITE_DEPTH

    def clean(self) -> None:
        super().clean()
        if self.slug and f"/{self.slug}/" not in {door.address for door in Door}:
            addresses = ", ".join(door.address for door in Door)
            raise ValidationError({"slug": f"Une porte a l’une de ces six adresses : {addresses}."})

    @property
    def links(self) -> list[dict[str, str]]:
        """The three entries shown on the first page: `label` and `href`."""
        return [{"label": entry.value["label"], "href": entry.value["href"]} for entry in self.entries]


class IndexPage(BasePage):
    """A page that opens on the pages below it."""

    genre = "liste"
    schema_type = "CollectionPage"
    template = "content/index_page.html"

    class Meta:
        verbose_name = "liste de pages"
        verbose_name_plural = "listes de pages"


class SheetPage(BasePage):
    genre = "fiche"
    leads_to_action = True
    subpage_types = ["content.SheetPage"]
    template = "content/sheet_page.html"

    class Meta:
        verbose_name = "fiche"
        verbose_name_plural = "fiches"


COMPARED = (
    ("definition", "compared_definition", "En une phrase"),
    ("argent", "compared_money", "D’où vient l’argent"),
    ("decide", "compared_decider", "Qui décide"),
    ("atout", "compared_strength", "Atout"),
    ("vigilance", "compared_caution", "Point de vigilance"),
    ("comptes", "compared_accounts", "Dans les comptes"),
)


class ModelPage(BasePage):
    """One of the seven reference models."""

    genre = "modele"
    relation_kind = RelationKind.MODELE
    reading_order = "number"
    requires_sources = True
    own_keys = (
        FileKey(name="numero", attribute="number", kind=KeyKind.NUMBER, is_required=True),
        FileKey(name="titre_reconstitue", attribute="is_title_reconstructed", kind=KeyKind.FLAG),
        FileKey(
            name="comparaison",
            attribute="",
            kind=KeyKind.GROUP,
            is_required=True,
            keys=tuple(
                FileKey(name=name, attribute=attribute, is_required=True) for name, attribute, _ in COMPARED
            ),
        ),
    )
    number = models.PositiveSmallIntegerField("numéro", unique=True, help_text="De 1 à 7.")
    is_title_reconstructed = models.BooleanField(
        "le titre est notre reconstitution", default=False, help_text="Quand la source n’en donne pas."
    )
    compared_definition = models.CharField("en une phrase", max_length=300)
    compared_money = models.CharField("d’où vient l’argent", max_length=300)
    compared_decider = models.CharField("qui décide", max_length=300)
    compared_strength = models.CharField("atout", max_length=300)
    compared_caution = models.CharField("point de vigilance", max_length=300)
    compared_accounts = models.CharField("dans les comptes", max_length=300)

    parent_page_types = ["content.IndexPage", "content.DoorPage"]
    subpage_types = ["content.SheetPage"]
    template = "content/model_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("number"), FieldPanel("is_title_reconstructed")]),
            MultiFieldPanel(
                [FieldPanel(attribute) for _, attribute, _ in COMPARED],
                heading="Dans la comparaison",
                help_text="« Les sources ne le disent pas. » est une réponse.",
                classname="collapsed",
            ),
        ]
    )

    class Meta:
        verbose_name = "modèle"
        verbose_name_plural = "modèles"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 7)),
                name="content_model_number",
                violation_error_message="Un modèle a un numéro de 1 à 7.",
            ),
        ]


class LeverPage(BasePage):
    """One of the three levers."""

    genre = "levier"
    leads_to_action = True
    relation_kind = RelationKind.LEVIER
    reading_order = "path"
    requires_sources = True
    own_keys = (FileKey(name="levier", attribute="lever", is_required=True, choices=tuple(Lever.values)),)
    lever = models.CharField("levier", max_length=20, choices=Lever, unique=True)

    parent_page_types = ["content.IndexPage", "content.DoorPage"]
    subpage_types = ["content.SheetPage"]
    template = "content/lever_page.html"
    edit_handler = editing_tabs([FieldPanel("lever")])

    class Meta:
        verbose_name = "levier"
        verbose_name_plural = "leviers"
        constraints = [
            models.CheckConstraint(condition=models.Q(lever__in=Lever.values), name="content_lever_key"),
        ]


class ComparisonPage(BasePage):
    """Two to four models side by side, chosen in the address: `?modele=4&modele=5`."""

    genre = "comparaison"
    max_count = 1
    parent_page_types = ["content.IndexPage", "content.DoorPage"]
    subpage_types: list[str] = []
    template = "content/comparison_page.html"

    class Meta:
        verbose_name = "comparaison des modèles"
        verbose_name_plural = "comparaisons des modèles"
