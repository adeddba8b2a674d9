"""What the site does, and how it counts: addresses that are no page of the editors'."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from trajectoires.trajectories.selectors import method_pages

ACTION, METHOD = "action", "methode"


@dataclass(frozen=True)
class Fixed:
    """`words` are searched and never shown."""

    genre: str
    title: str
    href: str
    sentence: str
    words: str = ""


_ACTIONS = (
    (
        "Voir ma trajectoire : importer mes comptes",
        "trajectories:start",
        "Déposez votre fichier des écritures comptables, une balance ou un budget : le site lit et explique.",
        "fichier FEC balance générale tableur déposer charger analyser comptes diagnostic autodiagnostic trajectoire"
        " calculer indicateurs logiciel comptable export socio-économique",
    ),
    (
        "Voir ma trajectoire : saisir dix lignes, sans fichier",
        "trajectories:typed_new",
        "Dix montants de votre compte de résultat et de votre bilan suffisent pour une première lecture.",
        "saisie à la main sans logiciel petite association taper recopier compte de résultat chiffres diagnostic"
        " autodiagnostic trajectoire",
    ),
    (
        "Lire la méthode de calcul",
        "trajectories:method",
        "Chaque indicateur, chaque seuil, chaque règle : d’où vient le chiffre, et comment il est calculé.",
        "formule mode de calcul indicateurs seuils repères sources transparence ratios",
    ),
    (
        "Parcourir le glossaire",
        "glossary:index",
        "Les mots du métier, de A à Z.",
        "lexique vocabulaire dictionnaire définitions mots sigles acronymes jargon",
    ),
)


@cache
def fixed_documents() -> tuple[Fixed, ...]:
    """The actions of the site, then the pages of the method."""
    actions = [Fixed(ACTION, title, reverse(name), *rest) for title, name, *rest in _ACTIONS]
    compare = Fixed(
        ACTION,
        "Comparer les modèles",
        "/comprendre/comparer/",
        "Deux à quatre modèles côte à côte : d’où vient l’argent, qui décide, atouts et points de vigilance.",
        "comparaison différences entre modèles tableau choisir un modèle économique",
    )
    method = [
        Fixed(
            METHOD, page.title, reverse("trajectories:method_page", args=[page.slug]), page.lede, page.group
        )
        for page in method_pages()
    ]
    return (*actions, compare, *method)
