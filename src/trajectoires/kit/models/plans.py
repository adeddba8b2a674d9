"""What an organisation decides to do after reading its trajectory. Who is in charge is a few words, not an account."""

from django.db import models
from django.db.models import Q

from trajectoires.kit.enums import LONGEST_WHAT, LONGEST_WHY, State
from trajectoires.trajectories.models import Trajectory


class Action(models.Model):
    """One action of the plan of a work. It goes with the work.

    `why_href` is where the finding can be read, `page` the page of the site it was drawn from. `measure` is a key of
    MEASURES; its targets are centimes, or whole hours, for the first and the second exercice after the one that closed
    on `base_closed_on`, the last actual one when the action was written.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="plan_actions")
    what = models.CharField("quoi", max_length=LONGEST_WHAT)
    why = models.TextField("pourquoi", max_length=LONGEST_WHY, blank=True)
    why_href = models.CharField("où lire le constat", max_length=200, blank=True)
    suggestion = models.CharField("suggestion d’où elle vient", max_length=100, blank=True)
    page = models.CharField("page d’où elle vient", max_length=200, blank=True)
    who = models.CharField("qui s’en charge", max_length=100, blank=True)
    due_on = models.DateField("pour quand", null=True)
    effect_centimes = models.BigIntegerField("effet attendu par an", null=True)
    effect = models.CharField("effet attendu, en mots", max_length=LONGEST_WHAT, blank=True)
    measure = models.CharField("mesure suivie", max_length=20, blank=True)
    target_1 = models.BigIntegerField("valeur visée à N+1", null=True)
    target_2 = models.BigIntegerField("valeur visée à N+2", null=True)
    base_closed_on = models.DateField("clôture de l’exercice de départ", null=True)
    state = models.CharField("état", max_length=20, choices=State, default=State.TO_DO)
    dropped_because = models.CharField("raison de l’abandon", max_length=LONGEST_WHAT, blank=True)
    created_at = models.DateTimeField("écrite le")
    updated_at = models.DateTimeField("changée le")

    class Meta:
        verbose_name = "action"
        verbose_name_plural = "actions"
        ordering = [models.F("due_on").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "suggestion"],
                condition=~Q(suggestion=""),
                name="kit_a_suggestion_is_taken_once",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="kit_an_action_says_what"),
            models.CheckConstraint(
                condition=~Q(measure="") | Q(target_1__isnull=True, target_2__isnull=True),
                name="kit_a_target_has_its_measure",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DROPPED) & ~Q(dropped_because="")
                | ~Q(state=State.DROPPED) & Q(dropped_because=""),
                name="kit_a_dropped_action_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.what
