"""The fixed vocabularies of courses. The values are those of the files."""

from datetime import time, timedelta

from django.db.models import IntegerChoices, TextChoices

KEPT = timedelta(days=365)  # after the last visit, without an account; the date is shown
SESSION_KEY = "apprentissage"
NAME_TRIES = 5  # of a name on one attestation, within the hour that follows the first
NAME_TRIES_WITHIN = timedelta(hours=1)
EXERCISE_MINUTES = 2  # our convention, said to nobody as a measure: it only makes the time of a lesson honest


class Level(TextChoices):
    DEBUT = "debut", "Pour débuter"
    SUITE = "suite", "Pour continuer"


class ExerciseKind(TextChoices):
    CHOIX_UNIQUE = "choix-unique", "Une réponse"
    CHOIX_MULTIPLES = "choix-multiples", "Plusieurs réponses"
    ORDRE = "ordre", "Mettre dans l’ordre"
    PAIRES = "paires", "Relier"
    TABLEAU = "tableau", "Remplir un tableau"
    CAS = "cas", "Un cas"
    MES_CHIFFRES = "mes-chiffres", "Sur mes chiffres"


class Verdict(TextChoices):
    OUI = "oui", "juste"
    NON = "non", "à ne pas choisir"


class Unit(TextChoices):
    POURCENT = "%", "%"
    EUROS = "euros", "euros"
    MOIS = "mois", "mois"


class Figure(TextChoices):
    """What an exercise asks of somebody's own accounts: the right answer is the engine's."""

    PREMIERE_FAMILLE = "premiere-famille", "La première famille de ressources"
    PART_PREMIERE_FAMILLE = "part-premiere-famille", "La part de la première famille"
    PART_PREMIER_FINANCEUR = "part-premier-financeur", "La part du premier financeur"
    PART_PUBLIQUE = "part-publique", "La part de l’argent public"
    SENS_DU_RESULTAT = "sens-du-resultat", "Excédent ou déficit"
    MOIS_DE_TRESORERIE = "mois-de-tresorerie", "Les mois de trésorerie"
    PART_PERSONNEL = "part-personnel", "La part du personnel dans les charges"


class Shown(TextChoices):
    """What the verification page of an attestation shows, if the learner ticks it. The course is always shown."""

    NOM = "nom", "Mon nom"
    JOUR = "jour", "Le jour où l’attestation a été établie"
    LECONS = "lecons", "La liste des leçons et leur durée"


class Rhythm(TextChoices):
    """How often one is reminded to continue."""

    WEEKLY = "semaine", "Chaque semaine"
    FORTNIGHTLY = "quinzaine", "Toutes les deux semaines"
    MONTHLY = "mois", "Chaque mois"


class Weekday(IntegerChoices):
    """As Python numbers them."""

    MONDAY = 0, "lundi"
    TUESDAY = 1, "mardi"
    WEDNESDAY = 2, "mercredi"
    THURSDAY = 3, "jeudi"
    FRIDAY = 4, "vendredi"
    SATURDAY = 5, "samedi"
    SUNDAY = 6, "dimanche"


class Ending(TextChoices):
    """Why a reminder stopped by itself. Its address is erased, and nothing is kept of one that its learner stopped."""

    DONE = "termine", "le cours est terminé"
    SILENCE = "silence", "trois rappels sont partis sans que vous ayez fait d’exercice"
    REFUSED = "refus", "le serveur de votre adresse a refusé trois messages"
    COURSE_GONE = "retire", "le cours n’est plus en ligne"


REMINDER_HOUR = time(7)  # in Paris, on the day that was chosen
REMINDER_LATE = timedelta(days=1)  # after a longer stop of the worker, one waits for the next day
REMINDERS_UNANSWERED = 3  # in a row: the third is the last
REMINDER_REFUSALS = 3  # in a row, by the server of the address
REMINDER_UNCONFIRMED = timedelta(days=7)
REMINDER_MESSAGES_A_DAY = 3  # to confirm, to one address
REMINDER_MESSAGES_AN_HOUR = 200  # to confirm, to all
REMINDER_BATCH = 200
REMINDER_RUN = 2000  # written by one run of the task: it runs again ten minutes later
