"""A report asked for: what is chosen, how far it is, and its bytes for a short time."""

from django.db import models
from django.db.models import Q

from trajectoires.trajectories.models.works import Trajectory


class Report(models.Model):
    """A PDF of one trajectory, made by the worker. It goes with the trajectory, and before it."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="reports")
    name = models.CharField("nom sur la couverture", max_length=120, blank=True)
    is_short = models.BooleanField("court")
    has_lines = models.BooleanField("avec le détail des comptes")
    hides_salaries = models.BooleanField("charges de personnel masquées")
    figures = models.CharField("empreinte des chiffres", max_length=64)
    asked_at = models.DateTimeField("demandé le")
    attempts = models.PositiveSmallIntegerField("fabrications commencées", default=0)
    made_at = models.DateTimeField("fait le", null=True)
    failed_at = models.DateTimeField("fabrication interrompue le", null=True)
    content = models.BinaryField("document", null=True)
    size = models.PositiveIntegerField("taille en octets", default=0)

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapports"
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, content__isnull=True)
                | Q(made_at__isnull=False, content__isnull=False, failed_at__isnull=True),
                name="trajectories_a_made_report_has_its_bytes",
            ),
            models.UniqueConstraint(
                fields=["trajectory", "name", "is_short", "has_lines", "hides_salaries", "figures"],
                name="trajectories_a_report_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Rapport de {self.trajectory}"

    @property
    def state(self) -> str:
        """« attente », « fabrication », « pret » or « interrompu »."""
        if self.failed_at:
            return "interrompu"
        if self.made_at:
            return "pret"
        return "fabrication" if self.attempts else "attente"

    @property
    def is_over(self) -> bool:
        return self.state in {"pret", "interrompu"}
