"""What was tried and refused, counted by day: no address, no person, no key."""

from django.db import models

from trajectoires.organisations.enums import Link, Refusal
from trajectoires.organisations.models.organisations import Organisation


class RefusedAttempt(models.Model):
    """One row a day for a kind of link and a reason; a thousand guesses fill one row."""

    refused_on = models.DateField("refusé le")
    link = models.CharField("lien", max_length=10, choices=Link)
    reason = models.CharField("raison", max_length=10, choices=Refusal)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="refused_attempts"
    )
    count = models.PositiveIntegerField("fois", default=0)

    class Meta:
        verbose_name = "essai refusé"
        verbose_name_plural = "essais refusés"
        ordering = ["-refused_on", "link", "reason"]
        constraints = [
            models.UniqueConstraint(
                fields=["refused_on", "link", "reason", "organisation"],
                name="organisations_refusals_by_day",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.refused_on} : {self.get_link_display()}, {self.get_reason_display()}"
