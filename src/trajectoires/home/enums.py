"""The two questions of « Par où commencer ? » that follow « Qui êtes-vous ? »; their values are those of files."""

from django.db.models import TextChoices


class Question(TextChoices):
    BESOIN = "besoin", "Ce qui amène"
    MOYENS = "moyens", "Ce que l’on a"


FEWEST_STAGES, MOST_STAGES = 3, 5
UNLISTED = (
    "/edition/",
    "/recherche/",
    "/favoris/",
    "/utile/",
)  # what search engines are asked to leave alone
