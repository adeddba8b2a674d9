"""Who asked to be reminded to continue. An address that is not written to any more is erased."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from trajectoires.learning.enums import REMINDERS_UNANSWERED, Ending, Rhythm, Weekday

_IS_LIVE = Q(ending="")
_IS_CONFIRMED = Q(confirmed_at__isnull=False)


class Reminder(models.Model):
    """It lives and is erased with its learner. Its links are kept as hashes: the table alone opens none."""

    learner = models.OneToOneField("learning.Learner", on_delete=models.CASCADE, related_name="reminder")
    course = models.ForeignKey(
        "learning.CoursePage", verbose_name="cours", on_delete=models.CASCADE, related_name="reminders"
    )
    email = models.EmailField("adresse électronique", blank=True)
    rhythm = models.CharField("rythme", max_length=10, choices=Rhythm)
    weekday = models.PositiveSmallIntegerField("jour", choices=Weekday)
    seed = models.CharField("graine du lien", max_length=40, unique=True)
    link_hash = models.CharField("empreinte du lien de gestion", max_length=64, unique=True)
    confirmation_hash = models.CharField("empreinte du lien de confirmation", max_length=64, unique=True)
    created_at = models.DateTimeField("demandé le", db_index=True)
    confirmed_at = models.DateTimeField("confirmé le", null=True)
    next_on = models.DateField("prochain rappel le", null=True, db_index=True)
    last_sent_at = models.DateTimeField("dernier rappel le", null=True)
    unanswered = models.PositiveSmallIntegerField("rappels sans réponse nouvelle", default=0)
    refused_at = models.DateTimeField("dernier refus le", null=True)
    refusals = models.PositiveSmallIntegerField("messages refusés de suite", default=0)
    ending = models.CharField("arrêté parce que", max_length=10, choices=Ending, blank=True)

    class Meta:
        verbose_name = "rappel"
        verbose_name_plural = "rappels"
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="learning_reminded_in_lower_case"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="learning_known_rhythm"),
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="learning_known_weekday"),
            models.CheckConstraint(
                condition=Q(ending__in=["", *Ending.values]), name="learning_known_ending"
            ),
            models.CheckConstraint(
                condition=_IS_LIVE ^ Q(email=""), name="learning_ended_reminder_has_no_address"
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) ^ (_IS_LIVE & _IS_CONFIRMED),
                name="learning_next_reminder_if_confirmed",
            ),
            models.CheckConstraint(
                condition=_IS_CONFIRMED | Q(last_sent_at__isnull=True, ending=""),
                name="learning_no_reminder_without_consent",
            ),
            models.CheckConstraint(
                condition=Q(unanswered__lte=REMINDERS_UNANSWERED), name="learning_few_unanswered_reminders"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=_IS_LIVE & _IS_CONFIRMED,
                name="learning_one_reminder_an_address",
            ),
        ]

    def __str__(self) -> str:
        """The number alone: what prints a reminder names nobody."""
        return f"Rappel {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.next_on is not None

    @property
    def is_pending(self) -> bool:
        return self.confirmed_at is None

    @property
    def rhythm_words(self) -> str:
        """« chaque semaine, le mercredi », in a sentence."""
        day = Weekday(self.weekday).label
        if self.rhythm == Rhythm.MONTHLY:
            return f"le premier {day} de chaque mois"
        return f"{Rhythm(self.rhythm).label.lower()}, le {day}"


class ReminderAllowance(models.Model):
    """How many messages were asked for since a moment: by everybody within an hour, or to one address within a day.

    An address is a hash with the secret of the site, so that to forget one's progress does not set the count to zero.
    It is erased when its day is over.
    """

    since = models.DateTimeField("depuis le", db_index=True)
    key = models.CharField("empreinte de l’adresse", max_length=64, blank=True)
    asked = models.PositiveIntegerField("demandes", default=0)

    class Meta:
        verbose_name = "compte de demandes de rappel"
        verbose_name_plural = "comptes de demandes de rappel"
        constraints = [
            models.UniqueConstraint(fields=["since", "key"], name="learning_one_count_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H} h"
