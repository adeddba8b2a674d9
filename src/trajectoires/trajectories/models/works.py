"""What a work holds: its years, read or typed, its answers, and the files that wait to be read."""

import secrets
import uuid

from django.db import models
from django.db.models import F, Q

from trajectoires.organisations.models import Organisation


def new_resume_key() -> str:
    """What the *lien de reprise* carries: 192 random bits, nothing that can be guessed from another."""
    return secrets.token_urlsafe(24)


class Trajectory(models.Model):
    """One organisation's years: a visitor's work (kept a while), an organisation's (kept, its members' own), or a
    demonstration (kept, public, marked)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField("créée le")
    expires_at = models.DateTimeField("gardée jusqu’au", null=True, db_index=True)
    demonstration_slug = models.SlugField("adresse de démonstration", unique=True, null=True)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="+", null=True, verbose_name="organisation"
    )
    name = models.CharField("nom", max_length=200, blank=True)
    story = models.TextField("histoire", blank=True)
    resume_key = models.CharField("clé du lien de reprise", max_length=40, unique=True, null=True)
    answers = models.JSONField("réponses", default=dict, blank=True)
    dispute = models.TextField("désaccord sur la position", blank=True)
    disputed_at = models.DateTimeField("désaccord écrit le", null=True)

    class Meta:
        verbose_name = "trajectoire"
        verbose_name_plural = "trajectoires"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    expires_at__isnull=False, demonstration_slug__isnull=True, organisation__isnull=True
                )
                | Q(expires_at__isnull=True, demonstration_slug__isnull=False, organisation__isnull=True)
                | Q(expires_at__isnull=True, demonstration_slug__isnull=True, organisation__isnull=False),
                name="trajectories_expires_or_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(resume_key__isnull=True) | Q(expires_at__isnull=False),
                name="trajectories_a_link_opens_a_visitors_work",
            ),
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

    @property
    def is_kept(self) -> bool:
        """An organisation's: it does not expire, and no link opens it."""
        return self.organisation_id is not None


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


class TypedYear(models.Model):
    """The lines that a person typed for one exercice."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="typed_years")
    opened_on = models.DateField("ouverture de l’exercice")
    closed_on = models.DateField("clôture de l’exercice")
    lines = models.JSONField("lignes saisies")
    updated_at = models.DateTimeField("saisies le")

    class Meta:
        verbose_name = "exercice saisi"
        verbose_name_plural = "exercices saisis"
        ordering = ["closed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "opened_on", "closed_on"], name="trajectories_a_typed_exercice_once"
            ),
            models.CheckConstraint(
                condition=Q(opened_on__lte=F("closed_on")), name="trajectories_typed_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_on} – {self.closed_on}"


class PendingFile(models.Model):
    """A file that waits for the worker, or is being read. Its bytes lie in a private folder, an hour at most."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="pending_files")
    name = models.CharField("nom du fichier", max_length=255)
    upload = models.CharField("nom dans le dossier privé", max_length=64)
    size = models.PositiveIntegerField("taille en octets")
    received_at = models.DateTimeField("reçu le")
    attempts = models.PositiveSmallIntegerField("lectures commencées", default=0)
    read_bytes = models.PositiveIntegerField("octets lus", default=0)
    failed_at = models.DateTimeField("lecture interrompue le", null=True)

    class Meta:
        verbose_name = "fichier en attente"
        verbose_name_plural = "fichiers en attente"
        ordering = ["received_at", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """« attente », « lecture » or « interrompue »."""
        if self.failed_at:
            return "interrompue"
        return "lecture" if self.attempts else "attente"
