"""What can be answered, and how soon something asks to be done. The values are those of the files."""

from django.db.models import IntegerChoices, TextChoices

SESSION_KEY = "autodiagnostic"
MOST_PRIORITIES = 5
LONGEST_KEY = 60
NOT = "non-"  # before the key of a first question: asked of whoever answered no to it
HELP = "/comprendre/notions/en-difficulte/"


class Answer(TextChoices):
    """A fact is there, partly there, not there, or nobody has looked.."""

    YES = "oui", "Oui"
    PARTLY = "en-partie", "En partie"
    NO = "non", "Non"
    UNKNOWN = "ne-sais-pas", "Je ne sais pas"


FIRST_ANSWERS = (Answer.YES, Answer.NO)


class Urgency(IntegerChoices):
    LATER = 1, "Quand vous en aurez le temps"
    SOON = 2, "Dans les trois mois"
    NOW = 3, "Sans attendre"


class Mode(TextChoices):
    """What follows a save of the whole questionnaire."""

    RESULT = "resultat", "Enregistrer et voir le résultat"
    LATER = "plus-tard", "Enregistrer et continuer plus tard"
