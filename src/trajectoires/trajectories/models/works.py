"""What a work holds: its answers, and the years typed by hand."""

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


class TypedBudget(models.Model):
    """A budget typed line by line for one exercice, in the order of the form: a forecast, in no series."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="typed_budgets")
    opened_on = models.DateField("ouverture de l’exercice")
    closed_on = models.DateField("clôture de l’exercice")
    amounts = models.JSONField("montants saisis")
    updated_at = models.DateTimeField("saisi le")

    class Meta:
        verbose_name = "budget saisi"
        verbose_name_plural = "budgets saisis"
        ordering = ["closed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "opened_on", "closed_on"], name="trajectories_a_typed_budget_once"
            ),
            models.CheckConstraint(
                condition=Q(opened_on__lte=F("closed_on")), name="trajectories_typed_budget_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"budget {self.opened_on} – {self.closed_on}"
