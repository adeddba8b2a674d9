"""The one table of links between pages, written on one side and read from both."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from trajectoires.content.enums import RelationKind


class Relation(models.Model):
    source = ParentalKey("content.BasePage", on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        "content.BasePage", on_delete=models.CASCADE, related_name="relations_from", verbose_name="page liée"
    )
    kind = models.CharField("ce qu’elle est pour celle-ci", max_length=20, choices=RelationKind)

    panels = [FieldPanel("kind"), PageChooserPanel("target")]

    class Meta:
        verbose_name = "lien"
        verbose_name_plural = "liens"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="content_relation_once"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")),
                name="content_relation_to_another",
                violation_error_message="Une page ne se lie pas à elle-même.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=RelationKind.values), name="content_relation_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} : {self.target_id}"
