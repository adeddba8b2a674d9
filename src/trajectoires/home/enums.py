"""The answers to the three questions of "Par où commencer ?"."""

from django.db.models import TextChoices


class Who(TextChoices):
    DIRIGEANTE = "dirigeante", "présidente ou trésorier bénévole"
    SALARIE = "salarie", "salariée ou directeur"
    ACCOMPAGNATEUR = "accompagnateur", "personne qui accompagne des associations"
    COLLECTIVITE = "collectivite", "élue ou agent d’une collectivité, de l’État"
    ENTREPRISE = "entreprise", "entreprise ou fondation"
    RECHERCHE = "recherche", "chercheuse, étudiant, observatoire"


class What(TextChoices):
    COMPRENDRE = "comprendre", "nous voulons comprendre notre modèle"
    PERTE = "perte", "nous avons perdu un financement"
    DEPENDANCE = "dependance", "nous dépendons d’un seul financeur"
    TRESORERIE = "tresorerie", "la trésorerie est courte"
    EMBAUCHE = "embauche", "nous voulons embaucher"
    PARTENAIRE = "partenaire", "nous cherchons un partenaire"


class Having(TextChoices):
    FEC = "fec", "le fichier des écritures (FEC) du comptable"
    TABLEUR = "tableur", "une balance ou un tableur"
    PAPIER = "papier", "les comptes sur papier"
    RIEN = "rien", "rien pour l’instant, j’ai vingt minutes"
