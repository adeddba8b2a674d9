"""The activities of a work, and how the accounts of each exercice are shared among them."""

from django.db import models
from django.db.models import F, Q

from trajectoires.trajectories.models.works import Trajectory


class Activity(models.Model):
    """What the person calls an activity. The distributions know it by its number: she may rename it."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="activities")
    name = models.CharField("nom", max_length=80)
    rank = models.PositiveSmallIntegerField("rang")

    class Meta:
        verbose_name = "activité"
        verbose_name_plural = "activités"
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "name"], name="trajectories_an_activity_once"),
            models.CheckConstraint(condition=~Q(name=""), name="trajectories_an_activity_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Distribution(models.Model):
    """How one exercice is shared, in the person's words. What is not in it stays undistributed.

    `keys`: hundredths by kind of key, then by number of activity. `choices`: by row of the engine (`Cible.cle`),
    centimes by number of activity, and the kind of the key that shares the rest. `values`: the number of the activity
    by value of the column of the file.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="distributions")
    opened_on = models.DateField("ouverture de l’exercice")
    closed_on = models.DateField("clôture de l’exercice")
    keys = models.JSONField("clés", default=dict, blank=True)
    choices = models.JSONField("choix", default=dict, blank=True)
    values = models.JSONField("valeurs de la colonne", default=dict, blank=True)
    updated_at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "répartition"
        verbose_name_plural = "répartitions"
        ordering = ["closed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "opened_on", "closed_on"], name="trajectories_a_distribution_once"
            ),
            models.CheckConstraint(
                condition=Q(opened_on__lte=F("closed_on")), name="trajectories_distribution_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"répartition {self.opened_on} – {self.closed_on}"

    @property
    def is_empty(self) -> bool:
        return not (self.choices or self.values)
