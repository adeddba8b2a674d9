"""How long a work without account is kept, what its session remembers, the kinds of files it takes, what may be done."""

from datetime import timedelta
from enum import IntEnum

from django.db.models import TextChoices

KEPT = timedelta(days=30)  # after the last visit; the date is shown
SESSION_KEY = "trajectory"
MOST_TYPED_YEARS = 5
MOST_FILES = 60  # of a work, those that wait and those set aside too
MOST_SCENARIOS = 8  # of a work
MOST_ALLIANCES = 30  # of a work
MOST_CARDS = 12  # of a scenario
MOST_COMPARED = 4  # side by side, « comme l’an dernier » apart
MOST_ON_A_SHEET = 3  # options of a board, on one page
SEED = 1  # of the futures that are drawn: the same pages are the same each time
READ_AT_ONCE_BYTES = 5_000_000  # a larger file goes to the worker, one at a time
READING_LOCK = "trajectories.reading"
REPORT_KEPT = timedelta(hours=24)  # once made, or once it failed; the hour is shown
REPORT_LOST = timedelta(minutes=15)  # a report takes seconds: one that waits so long will not come
REPORT_LOCK = "trajectories.report"
STEPS = ("Vos comptes", "Quelques questions", "Vos résultats")


class Right(IntEnum):
    """Each holds those before it."""

    READ = 1
    CHANGE = 2
    MANAGE = 3


class Scope(TextChoices):
    """What a share opens. Results are always in it; scenarios open on the accounts that they start from."""

    RESULTS = "resultats", "Les résultats"
    ACCOUNTS = "comptes", "Les comptes détaillés"
    PLAN = "plan", "Le plan d’action"
    SCENARIOS = "scenarios", "Les scénarios"


class Section(TextChoices):
    """Where a comment may be written: the sections of the result page."""

    RESOURCES = "ressources", "D’où viennent les ressources"
    SUPPORTS = "appuis", "Sur quoi l’association tient"
    POSITION = "position", "Où elle en est"
    CHANGES = "changements", "Ce qui a changé"
    RESULT = "resultat", "Le résultat"


LINK_KEPT = timedelta(days=7)  # of the link of a share
LONGEST_SHARE = timedelta(days=366)
ACCESSES_KEPT = timedelta(days=365)  # the pages say it
LONGEST_COMMENT = 1_000
ACCESSES_SHOWN = 50


FEWEST_ACTIVITIES, MOST_ACTIVITIES = 2, 8  # of a work
MOST_VALUES = 60  # of a column: more of them are not activities


class KeyKind(TextChoices):
    """What shares a charge that serves several activities."""

    HOURS = "heures", "Heures"
    SURFACE = "surface", "Surface"
    PEOPLE = "effectif", "Effectif"
    PERCENT = "pourcentage", "Pourcentage"


class Genre(TextChoices):
    """What a file is; the values are those of the engine (`Origine`)."""

    FEC = "fec", "Fichier des écritures comptables (FEC)"
    BALANCE = "balance", "Balance générale"
    BUDGET = "budget", "Budget prévisionnel ou voté"
    POSTES = "postes", "Montants par poste"


class StoryState(TextChoices):
    """Where a story that was sent stands."""

    WAITING = "attente", "En attente de lecture"
    PUBLISHED = "publie", "Publié"
    RETURNED = "corriger", "À corriger"
    REFUSED = "refuse", "Refusé"


MOST_STEPS = 12  # of a story
