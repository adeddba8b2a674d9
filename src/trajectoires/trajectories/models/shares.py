"""What an organisation lets an adviser read: how much, until when, what she read, what was said of it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from trajectoires.trajectories.enums import Scope, Section
from trajectoires.trajectories.models.works import Trajectory


class Share(models.Model):
    """One work, open to the owner of one address, in a scope, until a day. Only the hash of its link is kept."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="shares")
    email = models.EmailField("adresse invitée", blank=True)
    guest = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="shares"
    )
    scopes = models.JSONField("portée")
    shows_personnel = models.BooleanField("salaires montrés", default=False)
    ends_on = models.DateField("ouvert jusqu’au")
    token_hash = models.CharField("empreinte du lien", max_length=64, unique=True)
    form_key = models.UUIDField("envoi du formulaire", unique=True, default=uuid.uuid4)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("envoyé le")
    link_expires_at = models.DateTimeField("lien valable jusqu’au")
    accepted_at = models.DateTimeField("accepté le", null=True)
    revoked_at = models.DateTimeField("révoqué le", null=True)

    class Meta:
        verbose_name = "partage"
        verbose_name_plural = "partages"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                "trajectory",
                Lower("email"),
                condition=Q(revoked_at__isnull=True),
                name="trajectories_one_share_an_address",
            ),
            models.CheckConstraint(
                condition=Q(guest__isnull=True) | Q(accepted_at__isnull=False),
                name="trajectories_a_guest_has_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(scopes__contains=[Scope.SCENARIOS.value])
                | Q(scopes__contains=[Scope.ACCOUNTS.value]),
                name="trajectories_scenarios_come_with_accounts",
            ),
        ]

    def __str__(self) -> str:
        return f"Partage {self.pk}"

    @property
    def has_accounts(self) -> bool:
        return Scope.ACCOUNTS in self.scopes

    @property
    def has_plan(self) -> bool:
        return Scope.PLAN in self.scopes

    @property
    def has_scenarios(self) -> bool:
        return Scope.SCENARIOS in self.scopes

    @property
    def scope_names(self) -> list[str]:
        return [scope.label for scope in Scope if scope in self.scopes]

    def is_over(self, now: datetime) -> bool:
        return self.ends_on < timezone.localdate(now)

    def is_open(self, now: datetime) -> bool:
        """Whether its guest may read at this moment."""
        return self.accepted_at is not None and self.revoked_at is None and not self.is_over(now)


class ShareAccess(models.Model):
    """One page that a guest opened."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="accesses")
    page = models.CharField("page", max_length=100)
    seen_at = models.DateTimeField("ouverte le", db_index=True)

    class Meta:
        verbose_name = "accès d’une invitée"
        verbose_name_plural = "accès des invitées"
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.page}, {self.seen_at}"


class Thread(models.Model):
    """What a guest asks about a section of the results, and what is answered."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="threads")
    section = models.CharField("partie des résultats", max_length=20, choices=Section)
    opened_at = models.DateTimeField("ouvert le")
    resolved_at = models.DateTimeField("résolu le", null=True)

    class Meta:
        verbose_name = "fil de commentaires"
        verbose_name_plural = "fils de commentaires"
        ordering = ["opened_at", "id"]

    def __str__(self) -> str:
        return f"Fil {self.pk}, {self.get_section_display()}"


class Comment(models.Model):
    """A few lines of a thread. A person who left keeps no name here."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_of_guest = models.BooleanField("écrit par l’invitée")
    text = models.TextField("texte")
    form_key = models.UUIDField("envoi du formulaire", unique=True, default=uuid.uuid4)
    written_at = models.DateTimeField("écrit le")

    class Meta:
        verbose_name = "commentaire"
        verbose_name_plural = "commentaires"
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"Commentaire {self.pk}"
