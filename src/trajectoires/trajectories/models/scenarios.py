"""What could happen: hypothesis cards chosen by a person. The engine plays them; nothing that it computes is kept."""

from django.db import models
from django.db.models import Q

from trajectoires.trajectories.models.works import Trajectory

SHORTEST_YEARS, LONGEST_YEARS = 3, 5
YEARS_IN_WORDS = {3: "Trois ans", 4: "Quatre ans", 5: "Cinq ans"}
NAME_LENGTH, NOTES_LENGTH = 80, 1_000


class Scenario(models.Model):
    """The cards of one scenario, as `ChosenCard.to_json` writes them, in the order they were added."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField("nom", max_length=NAME_LENGTH)
    years = models.PositiveSmallIntegerField("années", default=SHORTEST_YEARS)
    cards = models.JSONField("cartes", default=list, blank=True)
    notes = models.TextField("notes", max_length=NOTES_LENGTH, blank=True)
    created_at = models.DateTimeField("créé le")
    updated_at = models.DateTimeField("changé le")

    class Meta:
        verbose_name = "scénario"
        verbose_name_plural = "scénarios"
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "name"], name="trajectories_a_scenario_name_once"),
            models.CheckConstraint(
                condition=Q(years__gte=SHORTEST_YEARS, years__lte=LONGEST_YEARS),
                name="trajectories_scenario_three_to_five_years",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="trajectories_scenario_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
