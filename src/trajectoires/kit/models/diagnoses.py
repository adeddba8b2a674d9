"""The answers of one organisation. Nothing says which."""

import uuid

from django.db import models
from django.db.models import F, Q


class Diagnosis(models.Model):
    """Answers by the key of their question, opened by a session or by a *lien de reprise*, and kept a while.

    `asked` holds the words of each question as they were when the visitor last read the whole: a later version says
    what has changed since.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resume_key = models.CharField("clé du lien de reprise", max_length=40, unique=True)
    answers = models.JSONField("réponses", default=dict, blank=True)
    version = models.PositiveIntegerField("version du questionnaire")
    asked = models.JSONField("questions de cette version", default=dict)
    created_at = models.DateTimeField("commencé le")
    expires_at = models.DateTimeField("gardé jusqu’au", db_index=True)

    class Meta:
        verbose_name = "réponses à l’autodiagnostic"
        verbose_name_plural = "réponses à l’autodiagnostic"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="kit_a_diagnosis_is_kept_a_while"
            )
        ]

    def __str__(self) -> str:
        return "Autodiagnostic d’un visiteur"
