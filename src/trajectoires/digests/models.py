"""Who asked for the letter, and the letters that left. An address that leaves is erased: nothing says it was here."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from trajectoires.content.enums import Theme
from trajectoires.digests.enums import Frequency, State
from trajectoires.geography.enums import Region
from trajectoires.ui.fields import ChoicesField


class Subscription(models.Model):
    """An address and what it wants to read. Its links are kept as hashes: the table alone opens none."""

    email = models.EmailField("adresse électronique", unique=True)
    themes = ChoicesField(
        models.CharField(max_length=20, choices=Theme), verbose_name="thèmes", blank=True, default=list
    )
    territories = ChoicesField(
        models.CharField(max_length=3, choices=Region), verbose_name="territoires", blank=True, default=list
    )
    frequency = models.CharField("fréquence", max_length=20, choices=Frequency, default=Frequency.WEEKLY)
    seed = models.CharField("graine du lien", max_length=40, unique=True)
    link_hash = models.CharField("empreinte du lien de gestion", max_length=64, unique=True)
    confirmation_hash = models.CharField("empreinte du lien de confirmation", max_length=64, unique=True)
    created_at = models.DateTimeField("demandée le", db_index=True)
    confirmed_at = models.DateTimeField("confirmée le", null=True)
    consent_version = models.CharField("version du texte accepté", max_length=20)
    asked_on = models.DateField("dernier courriel de service le")
    asked_count = models.PositiveSmallIntegerField("courriels de service ce jour-là", default=0)
    covered_until = models.DateTimeField("nouvelles lues jusqu’au", null=True)
    last_sent_at = models.DateTimeField("dernière lettre le", null=True)
    refused_at = models.DateTimeField("dernier refus le", null=True)
    refusals = models.PositiveSmallIntegerField("lettres refusées de suite", default=0)

    class Meta:
        verbose_name = "inscription à la lettre"
        verbose_name_plural = "inscriptions à la lettre"
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="digests_address_in_lower_case"),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="digests_known_frequency"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(last_sent_at__isnull=True),
                name="digests_no_letter_without_consent",
            ),
        ]

    def __str__(self) -> str:
        """The number alone: what prints a subscription names nobody."""
        return f"Inscription {self.pk}"

    @property
    def state(self) -> State:
        return State.ACTIVE if self.confirmed_at else State.PENDING


class Allowance(models.Model):
    """How many service messages were asked for in an hour, by everybody together."""

    hour = models.DateTimeField("heure", unique=True)
    asked = models.PositiveIntegerField("demandes", default=0)

    class Meta:
        verbose_name = "compte de demandes"
        verbose_name_plural = "comptes de demandes"

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} h"


class Sending(models.Model):
    """One issue of the letter at one frequency: how many letters, how many did not arrive."""

    issue_at = models.DateTimeField("numéro du")
    frequency = models.CharField("fréquence", max_length=20, choices=Frequency)
    letters = models.PositiveIntegerField("lettres", default=0)
    failures = models.PositiveIntegerField("échecs", default=0)

    class Meta:
        verbose_name = "envoi de la lettre"
        verbose_name_plural = "envois de la lettre"
        ordering = ["-issue_at", "frequency"]
        constraints = [
            models.UniqueConstraint(fields=["issue_at", "frequency"], name="digests_an_issue_once"),
            models.CheckConstraint(
                condition=Q(failures__lte=F("letters")), name="digests_failures_among_letters"
            ),
        ]

    def __str__(self) -> str:
        return f"Lettre du {self.issue_at:%d/%m/%Y}"
