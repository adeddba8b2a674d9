"""Messages that wait to leave. One that has left, or never will, is forgotten with its address."""

from django.db import models


class Message(models.Model):
    to = models.EmailField("destinataire")
    subject = models.CharField("objet", max_length=250)
    text = models.TextField("texte")
    html = models.TextField("version HTML", blank=True)
    message_id = models.CharField("identifiant du message", max_length=250, unique=True)
    reply_to = models.EmailField("répondre à", blank=True)
    list_unsubscribe = models.URLField("adresse pour se désinscrire", max_length=500, blank=True)
    created_at = models.DateTimeField("écrit le")
    due_at = models.DateTimeField("à envoyer à partir du", db_index=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    claimed_at = models.DateTimeField("envoi commencé le", null=True)
    failure_task = models.CharField("à qui dire l’échec", max_length=100, blank=True)
    reference = models.CharField("pour le reconnaître", max_length=100, blank=True)

    class Meta:
        verbose_name = "courriel en attente"
        verbose_name_plural = "courriels en attente"
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__gte=models.F("created_at")), name="mail_due_after_written"
            )
        ]

    def __str__(self) -> str:
        """The number alone: what prints a message names nobody."""
        return f"Courriel {self.pk}"
