"""The fixed vocabularies of the frame: the six doors, the three levers, the ten families."""

from django.db.models import TextChoices


class Door(TextChoices):
    """One of the six entries of the site; its value is the key templates give to the block `door`."""

    COMPRENDRE = "comprendre", "Comprendre"
    INFORMER = "informer", "S’informer"
    FORMER = "former", "Se former"
    AGIR = "agir", "Agir"
    RESSOURCES = "ressources", "Ressources"
    ALLIANCE = "alliance", "Faire alliance"

    @property
    def address(self) -> str:
        return _DOOR_ADDRESSES[self]


_DOOR_ADDRESSES = {
    Door.COMPRENDRE: "/comprendre/",
    Door.INFORMER: "/s-informer/",
    Door.FORMER: "/se-former/",
    Door.AGIR: "/agir/",
    Door.RESSOURCES: "/ressources/",
    Door.ALLIANCE: "/faire-alliance/",
}


class Lever(TextChoices):
    """One of the three levers; its value is also the CSS class that carries its colour."""

    HUMAINES = "humaines", "Richesses humaines"
    FINANCIERS = "financiers", "Leviers financiers"
    ALLIANCES = "alliances", "Alliances"


class CalloutKind(TextChoices):
    RETENIR = "retenir", "À retenir"
    ATTENTION = "attention", "Attention"
    EXEMPLE = "exemple", "Exemple"
    SOURCE = "source", "Source"


FOOTER_LINKS = (
    ("Mon espace", "/mon-espace/"),
    ("Plan du site", "/plan-du-site/"),
    ("Aide", "/aide/"),
    ("Contact", "/contact/"),
    ("Accessibilité : auto-évaluation, sans audit", "/accessibilite/"),
    ("Mentions légales", "/mentions-legales/"),
    ("Données personnelles", "/donnees-personnelles/"),
    ("Conditions d’utilisation", "/conditions/"),
    ("Écoconception", "/ecoconception/"),
    ("Statistiques", "/statistiques/"),
    ("Code source", "/code-source/"),
)
