"""The cards there are, as a document, and a file of cards to adapt."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from socioeco.comptes import RESSOURCES
from socioeco.report.document import Document, Facts, Section, Text
from socioeco.scenarios import Carte, ChosenCard, Fourchette, Genre, Question, cartes

UNITS: Mapping[Genre, str] = MappingProxyType(
    {
        Genre.MONTANT: "un montant en centimes\u00a0: 150000 pour 1\u202f500\u00a0€",
        Genre.POURCENTAGE: "un pourcentage en centièmes\u00a0: 2000 pour 20\u00a0%",
        Genre.MOIS: "un nombre entier de mois",
        Genre.NOMBRE: "un nombre entier",
        Genre.PAYEUR: "le nom d’un financeur, tel que les comptes le nomment",
        Genre.FAMILLE: "la clé d’une famille de ressources",
    }
)
RANGE = "ou une fourchette\u00a0: bas, central, haut"
SEPARATOR = "\u202f; "
OPTIONAL = "réponse facultative"
HOW = (
    "Un fichier de cartes est une liste de cartes, ou «\u00a0scenarios\u00a0»\u00a0: une liste de scénarios nommés, joués "
    "côte à côte. Chaque carte a une clé («\u00a0carte\u00a0»), un premier mois («\u00a0debut\u00a0», 1 est le mois qui "
    "suit la dernière clôture), un dernier mois («\u00a0fin\u00a0», null quand rien ne l’arrête) et des réponses."
)
LEFT_OUT = (
    "«\u00a0format\u00a0», «\u00a0debut\u00a0», «\u00a0fin\u00a0» et «\u00a0reponses\u00a0» peuvent manquer\u00a0: 1, 1, "
    "null et aucune réponse sont alors lus."
)
NO_PREDICTION = (
    "Les montants de l’exemple montrent la forme\u00a0: ce ne sont ni des prévisions, ni des repères."
)


EXAMPLE: Mapping[str, tuple[ChosenCard, ...]] = MappingProxyType(
    {
        "Les subventions baissent": (
            ChosenCard(carte="baisse_des_subventions", debut=1, reponses={"pourcentage": 2000}),
        ),
        "Nous cherchons des membres": (
            ChosenCard(carte="baisse_des_subventions", debut=1, reponses={"pourcentage": 2000}),
            ChosenCard(
                carte="plus_de_cotisations",
                debut=3,
                reponses={"cotisants": Fourchette(bas=20, central=50, haut=80), "montant": 2000},
            ),
        ),
    }
)


def catalogue_of() -> Document:
    """Every card: its key, its questions with their units, and what it does."""
    about = Section(anchor="forme", title="Un fichier de cartes", blocks=(Text(HOW), Text(LEFT_OUT)))
    pairs = tuple((key.value, label) for key, label in RESSOURCES.items())
    families = Section(anchor="familles", title="Les clés des familles de ressources", blocks=(Facts(pairs),))
    example = Section(anchor="exemple", title="Un exemple à adapter", blocks=(Text(NO_PREDICTION),))
    return Document(
        title="Les cartes d’hypothèse",
        lede="Chaque carte change une chose de la dernière année connue, à partir d’un mois.",
        sections=(about, *map(_section, cartes()), families, example),
    )


def example_data() -> dict[str, Any]:
    """A file of cards, in the form that is read."""
    return {
        "scenarios": [
            {"nom": nom, "cartes": [card.to_json() for card in cards]} for nom, cards in EXAMPLE.items()
        ]
    }


def _section(carte: Carte) -> Section:
    title = f"{carte.cle}\u00a0: {carte.titre[:1].lower()}{carte.titre[1:]}"
    return Section(anchor=carte.cle, title=title, blocks=(Text(carte.explication), *questions_of(carte)))


def questions_of(carte: Carte) -> tuple[Facts, ...]:
    """Each question by its key, and what answers it."""
    pairs = tuple((each.cle, f"{each.texte} {_answer(each)}") for each in carte.questions)
    return (Facts(pairs),) if pairs else ()


def _answer(question: Question) -> str:
    """« (un montant en centimes : 150000 pour 1 500 €, ou une fourchette : bas, central, haut) »."""
    said = [UNITS[question.genre], *([RANGE] if question.may_range else [])]
    said += [OPTIONAL] if question.facultative else []
    return f"({SEPARATOR.join(said)})"
