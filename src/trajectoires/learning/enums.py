"""The fixed vocabularies of courses. The values are those of the files."""

from datetime import timedelta

from django.db.models import TextChoices

KEPT = timedelta(days=365)  # after the last visit, without an account; the date is shown
SESSION_KEY = "apprentissage"
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
