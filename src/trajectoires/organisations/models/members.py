"""Who belongs to an organisation, and who is asked to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from trajectoires.organisations.enums import Role
from trajectoires.organisations.models.organisations import Organisation


class Membership(models.Model):
    """A person with an account in an organisation. The services keep one manager at least."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    # A person leaves by `erase_person`, which looks after the organisations that she leaves.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("rôle", max_length=10, choices=Role)
    joined_at = models.DateTimeField("entrée le")

    class Meta:
        verbose_name = "appartenance"
        verbose_name_plural = "appartenances"
        ordering = ["joined_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="organisations_a_member_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="organisations_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"Appartenance {self.pk}"

    @property
    def is_manager(self) -> bool:
        return self.role == Role.MANAGER


class Invitation(models.Model):
    """A link sent to one address, which lets its owner in once. Only the hash of its token is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("adresse invitée")
    role = models.CharField("rôle", max_length=10, choices=Role)
    token_hash = models.CharField("empreinte du lien", max_length=64, unique=True)
    form_key = models.UUIDField("envoi du formulaire", unique=True, default=uuid.uuid4)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField("envoyée le")
    expires_at = models.DateTimeField("vaut jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True)
    revoked_at = models.DateTimeField("annulée le", null=True)

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="organisations_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="organisations_accepted_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
