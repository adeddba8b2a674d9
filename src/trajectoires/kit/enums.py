"""What can be answered, and how soon something asks to be done. The values are those of the files."""

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices

from socioeco.comptes import RESSOURCES

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


class Stage(TextChoices):
    """The four steps of the kit, in their order."""

    COMPRENDRE = "comprendre", "Comprendre"
    DIAGNOSTIQUER = "diagnostiquer", "Diagnostiquer"
    CHOISIR = "choisir", "Choisir"
    DECIDER = "decider", "Décider"


class CellKind(StrEnum):
    """What a cell of a workbook holds. The values are those of the files."""

    TEXTE = "texte"
    MONTANT = "montant"  # euros
    NOMBRE = "nombre"
    PART = "part"  # 0,25 is shown as 25 %
    DATE = "date"
    CHOIX = "choix"

    @property
    def is_number(self) -> bool:
        return self in {CellKind.MONTANT, CellKind.NOMBRE, CellKind.PART}

    @property
    def is_counted(self) -> bool:
        """Whether formulas may reckon with it: a date is a number of days."""
        return self.is_number or self is CellKind.DATE


LICENCE = "CC BY-SA 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"


# --- the plan of action -----------------------------------------------------------------------------------------------

MOST_ACTIONS = 40  # of a plan: more is a list that nobody reads
PLAN, LONGEST_WHAT, LONGEST_WHY = "/agir/plan/", 300, 500
HOURS, RESULT = "heures", "resultat"
MEASURES = {  # what an action may be followed by: the families of the engine, then four amounts or counts
    **{famille.value: label for famille, label in RESSOURCES.items()},
    "charges": "Charges",
    RESULT: "Résultat",
    "tresorerie": "Argent disponible à la clôture",
    HOURS: "Heures de bénévolat",
}


class State(TextChoices):
    """Where an action stands. The order is that of the page."""

    TO_DO = "a-faire", "À faire"
    STARTED = "en-cours", "En cours"
    DONE = "faite", "Faite"
    DROPPED = "abandonnee", "Abandonnée"

    @property
    def is_open(self) -> bool:
        return self in {State.TO_DO, State.STARTED}
