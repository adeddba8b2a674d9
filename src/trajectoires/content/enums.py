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
    WORDS = auto()  # a list of texts
    ROWS = auto()  # a list of mappings, kept in a StreamField of one kind of block
    GROUP = auto()  # a mapping whose keys are fields of the page
    RELATIONS = auto()  # kind of link -> addresses


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
