"""A trajectory is the years of one organisation. It holds yearly balances, never an accounting entry."""

import uuid

from django.db import models
from django.db.models import F, Q


class Trajectory(models.Model):
    """One organisation's years: a visitor's work (kept a while), or a demonstration (kept, public, marked)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField("créée le")
    expires_at = models.DateTimeField("gardée jusqu’au", null=True, db_index=True)
    demonstration_slug = models.SlugField("adresse de démonstration", unique=True, null=True)
    name = models.CharField("nom", max_length=200, blank=True)
    story = models.TextField("histoire", blank=True)

    class Meta:
        verbose_name = "trajectoire"
        verbose_name_plural = "trajectoires"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__isnull=False) ^ Q(demonstration_slug__isnull=False),
                name="trajectories_work_expires_demonstration_stays",
            )
        ]

    def __str__(self) -> str:
        return self.name or "Travail d’un visiteur"

    @property
    def short_name(self) -> str:
        """The name without the words that the page says already: « Festival de l’Exemple »."""
        return self.name.partition(":")[2].strip() or self.name

    @property
    def is_demonstration(self) -> bool:
        return self.demonstration_slug is not None


class ImportedFile(models.Model):
    """What was read of one file: its yearly balance, or nothing when an anomaly blocks it. Never the file itself."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("nom du fichier", max_length=255)
    fingerprint = models.CharField("empreinte", max_length=64)
    engine_version = models.CharField("version du moteur", max_length=40)
    imported_at = models.DateTimeField("lu le")
    opened_on = models.DateField("ouverture de l’exercice", null=True)
    closed_on = models.DateField("clôture de l’exercice", null=True)
    facts = models.JSONField("ce qui a été lu")
    anomalies = models.JSONField("anomalies")
    balance = models.JSONField("balance annuelle", null=True)

    class Meta:
        verbose_name = "fichier lu"
        verbose_name_plural = "fichiers lus"
        ordering = ["opened_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "fingerprint"], name="trajectories_a_file_once"),
            models.UniqueConstraint(
                fields=["trajectory", "opened_on", "closed_on"],
                condition=Q(balance__isnull=False),
                name="trajectories_an_exercice_once",
            ),
            models.CheckConstraint(
                condition=Q(balance__isnull=True) | Q(opened_on__lte=F("closed_on")),
                name="trajectories_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
