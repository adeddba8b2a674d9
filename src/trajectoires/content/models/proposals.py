"""A resource that a visitor proposes, and what was decided."""

from django.db import models

from trajectoires.content.enums import Audience, ProposalStatus
from trajectoires.ui.fields import ChoicesField


class ResourceProposal(models.Model):
    """What the visitor wrote. Her address, if she gave one, goes with the decision, and after 90 days at the latest.

    The reference is what she keeps to read the answer: nobody guesses it.
    """

    is_from_readers = True  # read and answered in the editors' space, never written there

    reference = models.CharField("référence", max_length=20, unique=True)
    title = models.CharField("titre", max_length=255)
    link = models.URLField("adresse", max_length=500, blank=True)
    publisher_name = models.CharField("qui publie", max_length=200)
    reason = models.TextField("pourquoi", max_length=500)
    audience = ChoicesField(
        models.CharField(max_length=20, choices=Audience), verbose_name="pour qui", blank=True, default=list
    )
    email = models.EmailField("courriel pour répondre", blank=True)
    status = models.CharField("état", max_length=20, choices=ProposalStatus, default=ProposalStatus.RECUE)
    refusal_reason = models.TextField("raison du refus", max_length=500, blank=True)
    received_at = models.DateTimeField("reçue le")
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        "users.User",
        verbose_name="décidée par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page = models.ForeignKey(
        "content.ResourcePage",
        verbose_name="ressource",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="proposals",
    )

    class Meta:
        verbose_name = "ressource proposée"
        verbose_name_plural = "ressources proposées"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="recue", decided_at=None)
                | (~models.Q(status="recue") & models.Q(decided_at__isnull=False, email="")),
                name="content_proposal_email_goes_with_decision",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="refusee") | ~models.Q(refusal_reason=""),
                name="content_proposal_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"

    @property
    def is_waiting(self) -> bool:
        return self.status == ProposalStatus.RECUE
