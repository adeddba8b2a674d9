"""The lever tree and its leaves: each is one way of gathering people, money or partners."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from trajectoires.content.enums import RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models.base import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.ui.enums import Lever

KEY_POINTS = (
    ("decide", "decider", "Qui décide"),
    ("delai", "delay", "Délai avant que l’argent ou l’aide arrive"),
    ("effort", "effort", "Effort"),
    ("risque", "risk", "Risque"),
    ("comptes", "accounts", "Ce que cela change dans les comptes"),
)


class LeverSheetPage(BasePage):
    """Who decides, the delay, the effort, the risk, what it changes in the accounts; then the sheet."""

    genre = "fiche-levier"
    leads_to_action = True
    relation_kind = RelationKind.LEVIER
    reading_order = "path"
    reading_group = ("lever",)
    requires_sources = True
    own_keys = (
        FileKey(name="levier", attribute="lever", is_required=True, choices=tuple(Lever.values)),
        *(FileKey(name=name, attribute=attribute, is_required=True) for name, attribute, _ in KEY_POINTS),
    )
    lever = models.CharField("levier", max_length=20, choices=Lever)
    decider = models.CharField("qui décide", max_length=300)
    delay = models.CharField("délai avant que l’argent ou l’aide arrive", max_length=300)
    effort = models.CharField("effort", max_length=300)
    risk = models.CharField("risque", max_length=300)
    accounts = models.CharField("ce que cela change dans les comptes", max_length=300)

    parent_page_types = ["content.IndexPage"]
    subpage_types: list[str] = []
    template = "content/lever_sheet_page.html"
    edit_handler = editing_tabs(
        [
            FieldPanel("lever"),
            MultiFieldPanel(
                [FieldPanel(attribute) for _, attribute, _ in KEY_POINTS],
                heading="En cinq points",
                help_text="« Les sources ne le disent pas. » est une réponse.",
            ),
        ]
    )

    class Meta:
        verbose_name = "fiche de levier"
        verbose_name_plural = "fiches de leviers"

    @property
    def key_points(self) -> list[tuple[str, str]]:
        """The five points, each with its name."""
        return [(label, getattr(self, attribute)) for _, attribute, label in KEY_POINTS]


class LeverTreePage(BasePage):
    """The three levers, and under each the sheets that editors have written: drawn, and read as a list."""

    genre = "arbre"
    relation_kind = RelationKind.LEVIER
    max_count = 1
    requires_sources = True
    parent_page_types = ["content.DoorPage", "content.IndexPage"]
    subpage_types: list[str] = []
    template = "content/lever_tree_page.html"

    class Meta:
        verbose_name = "arbre des leviers"
        verbose_name_plural = "arbres des leviers"
