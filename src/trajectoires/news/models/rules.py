"""The law that changes: from when, for whom, what to do."""

import datetime as dt

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.news.enums import RuleState
from trajectoires.news.models.moments import midnight_after
from trajectoires.ui.fields import LinesField


class RulePage(BasePage):
    """A rule and its dates. Whether it is in force is computed from the day, never stored."""

    genre = "regle"
    relation_kind = RelationKind.ACTUALITE
    requires_sources = True
    own_keys = (
        FileKey(name="en_vigueur_le", attribute="effective_on", kind=KeyKind.DATE, is_required=True),
        FileKey(name="jusqu_au", attribute="ends_on", kind=KeyKind.DATE),
        FileKey(name="concernes", attribute="concerned", is_required=True),
        FileKey(name="a_faire", attribute="actions", kind=KeyKind.WORDS, is_required=True),
        FileKey(name="texte_officiel", attribute="reference", is_required=True),
        FileKey(name="adresse_du_texte", attribute="reference_url", is_address=True),
    )
    effective_on = models.DateField("en vigueur le", db_index=True)
    ends_on = models.DateField(
        "dernier jour d’application",
        null=True,
        blank=True,
        help_text="Si le texte en donne un. Ce jour est compris.",
    )
    concerned = models.CharField("qui est concerné", max_length=300)
    actions = LinesField(
        models.CharField(max_length=300),
        verbose_name="ce qu’il faut faire",
        default=list,
        help_text="Un geste par ligne. « Rien à faire. » est une réponse.",
    )
    reference = models.CharField("texte officiel", max_length=300)
    reference_url = models.URLField("adresse du texte", max_length=500, blank=True)

    parent_page_types = ["news.WatchPage"]
    subpage_types: list[str] = []
    template = "news/rule_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("effective_on"), FieldPanel("ends_on")]),
            FieldPanel("concerned"),
            FieldPanel("actions"),
            MultiFieldPanel(
                [FieldPanel("reference"), FieldPanel("reference_url")], heading="Le texte officiel"
            ),
        ]
    )

    class Meta:
        verbose_name = "règle suivie"
        verbose_name_plural = "règles suivies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("effective_on")),
                name="news_rule_ends_after_effect",
                violation_error_message="Le dernier jour d’application se place après l’entrée en vigueur.",
            ),
        ]

    def state(self, today: dt.date) -> RuleState:
        if today < self.effective_on:
            return RuleState.A_VENIR
        return RuleState.TERMINEE if self.ends_on and self.ends_on < today else RuleState.EN_VIGUEUR

    def changes_at(self, now: dt.datetime) -> dt.datetime | None:
        """Each day counts before the effective date (« dans 12 jours »); then only the day after the last one."""
        today = timezone.localtime(now).date()
        if self.state(today) is RuleState.A_VENIR:
            return midnight_after(today)
        if self.state(today) is RuleState.EN_VIGUEUR and self.ends_on:
            return midnight_after(self.ends_on)
        return None
