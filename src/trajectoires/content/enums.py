"""The fixed vocabularies of what editors write. The values are those of the files."""

from enum import Enum, auto

from django.db.models import TextChoices

from trajectoires.ui.enums import Door


class Audience(TextChoices):
    DIRIGEANTES = "dirigeantes", "dirigeantes et dirigeants bénévoles"
    SALARIES = "salaries", "équipes salariées"
    ACCOMPAGNATEURS = "accompagnateurs", "personnes qui accompagnent"
    COLLECTIVITES = "collectivites", "collectivités et services de l’État"
    ENTREPRISES = "entreprises", "entreprises et fondations"
    CHERCHEURS = "chercheurs", "chercheuses et chercheurs"


class RelationKind(TextChoices):
    """What a page is to the one that links to it."""

    MODELE = "modele", "Modèles"
    LEVIER = "levier", "Leviers"
    EXEMPLE = "exemple", "Exemples"
    OUTIL = "outil", "Outils"
    LECON = "lecon", "Leçons"
    RESSOURCE = "ressource", "À lire aussi"
    ACTUALITE = "actualite", "Actualités"
    VOISIN = "voisin", "Voisins"


class Theme(TextChoices):
    """What a page is about, for who follows or filters."""

    FINANCEMENTS = "financements", "Financements"
    GESTION = "gestion", "Comptes et gestion"
    DROIT = "droit", "Droit et fiscalité"
    ENGAGEMENT = "engagement", "Bénévolat et emploi"
    ALLIANCES = "alliances", "Alliances et coopérations"
    CHIFFRES = "chiffres", "Chiffres et études"


class Medoc(TextChoices):
    """The five uses of a resource: méthodes, exemples, données, outils, compétences."""

    METHODES = "methodes", "Méthodes"
    EXEMPLES = "exemples", "Exemples"
    DONNEES = "donnees", "Données"
    OUTILS = "outils", "Outils"
    COMPETENCES = "competences", "Compétences"


class Format(TextChoices):
    GUIDE = "guide", "Guide"
    FICHE = "fiche", "Fiche"
    RAPPORT = "rapport", "Rapport ou étude"
    ARTICLE = "article", "Article"
    MODELE = "modele", "Document à remplir"
    OUTIL = "outil", "Outil en ligne"
    JEU = "jeu-de-donnees", "Jeu de données"
    FORMATION = "formation", "Formation"
    VIDEO = "video", "Vidéo ou webinaire"
    AUDIO = "audio", "Émission à écouter"
    TEXTE = "texte-officiel", "Texte officiel"
    SITE = "site", "Site"


class Duration(TextChoices):
    """The time that a resource asks for."""

    DIX_MINUTES = "dix-minutes", "Moins de dix minutes"
    UNE_HEURE = "une-heure", "Moins d’une heure"
    DEMI_JOURNEE = "demi-journee", "Une demi-journée au plus"
    PLUS = "plus", "Davantage"


class Language(TextChoices):
    FR = "fr", "français"
    EN = "en", "anglais"


class Sector(TextChoices):
    """The domains of activity of Insee's survey of associations (2018)."""

    SPORT = "sport", "Sport"
    CULTURE = "culture", "Culture et spectacles"
    LOISIRS = "loisirs", "Loisirs"
    DROITS = "droits", "Défense de causes et de droits"
    SOCIAL = "social", "Action sociale, humanitaire, santé"
    EDUCATION = "education", "Enseignement, formation, recherche"
    ECONOMIE = "economie", "Services économiques et développement local"


class Size(TextChoices):
    """How many people an organisation employs, as the sources of its page say."""

    AUCUN = "sans-salarie", "Sans salarié"
    PETITE = "1-9", "De 1 à 9 salariés"
    MOYENNE = "10-49", "De 10 à 49 salariés"
    GRANDE = "50-249", "De 50 à 249 salariés"
    TRES_GRANDE = "250-et-plus", "250 salariés et plus"
    INCONNUE = "inconnue", "Effectif non publié"


class ProposalStatus(TextChoices):
    RECUE = "recue", "Reçue"
    RETENUE = "retenue", "Retenue"
    REFUSEE = "refusee", "Refusée"


class CalloutKind(TextChoices):
    A_RETENIR = "a-retenir", "À retenir"
    ATTENTION = "attention", "Attention"
    EXEMPLE = "exemple", "Exemple"
    SOURCE = "source", "Source"
    MARGE = "marge", "Note en marge"

    @property
    def component(self) -> str:
        """The kind under which `ui` draws it."""
        return "retenir" if self is CalloutKind.A_RETENIR else str(self.value)


class Family(TextChoices):
    """The ten families of resources, in the order in which a figure draws them."""

    SUBVENTIONS = "subventions", "Subventions"
    COMMANDE = "commande", "Commande publique"
    VENTES = "ventes", "Ventes et recettes d’activité"
    COTISATIONS = "cotisations", "Cotisations"
    DONS = "dons", "Dons"
    MECENAT = "mecenat", "Mécénat"
    FONDATIONS = "fondations", "Fondations"
    LEGS = "legs", "Legs"
    PRODUITS = "produits", "Produits financiers"
    AUTRES = "autres", "Autres"


class KeyKind(Enum):
    """How a key of a file's front matter is written and kept."""

    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()  # true or false
    DATE = auto()
    TIME = auto()  # a day and an hour of Paris: 2026-11-25 18:30
    WORDS = auto()  # a list of texts
    ROWS = auto()  # a list of mappings, kept in a StreamField of one kind of block
    GROUP = auto()  # a mapping whose keys are fields of the page
    RELATIONS = auto()  # kind of link -> addresses
    RECORD = auto()  # the identifier of a record: an organisation, a licence
    RECORDS = auto()  # a list of them
    FILE = auto()  # the path of a file of the folder, kept as a document


class Holds(Enum):
    """What stands below the front matter of a kind of file."""

    BLOCKS = auto()
    TEXT = auto()  # paragraphs and lists, no frame
    FIGURE = auto()  # one figure
    NOTHING = auto()
    SOURCE = auto()  # the whole file is the source of its record, front matter and all


_DOORS_OF_SPACES = {
    **{door.address.strip("/"): door for door in Door},
    "glossaire": Door.COMPRENDRE,
    "exemples": Door.COMPRENDRE,
    "actualites": Door.INFORMER,
    "agenda": Door.INFORMER,
    "veille": Door.INFORMER,
    "observatoire": Door.RESSOURCES,
    "territoires": Door.ALLIANCE,
}


def door_of(address: str) -> str:
    """Return the key of the door under which an address of the site stands, or an empty string."""
    space = address.strip("/").split("/", 1)[0]
    return str(_DOORS_OF_SPACES.get(space, ""))
