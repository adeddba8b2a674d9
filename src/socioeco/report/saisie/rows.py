"""The rows of « À saisir »: a key that never changes, the words beside it, the unit in which it is written.

A file is read by its keys: rows may be moved, and words may be better chosen one day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from socioeco.readers import LABELS, MAY_BE_NEGATIVE, Question, TypedLine

OPENING, CLOSING = "ouverture", "cloture"


class Unite(StrEnum):
    """How the whole number that is kept is written in a cell."""

    EUROS = "euros"  # centimes, written in euros
    CENTIEMES = "centiemes"  # hundredths, written with their decimals
    ENTIER = "entier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    key: TypedLine | Question
    label: str
    unite: Unite
    shown: str  # the unit in French, as the sheet says it

    @property
    def may_be_negative(self) -> bool:
        return self.key in MAY_BE_NEGATIVE


LINES: tuple[Row, ...] = tuple(
    Row(key=line, label=LABELS[line], unite=Unite.EUROS, shown="euros") for line in TypedLine
)
_ANSWERS: Mapping[Question, tuple[str, str]] = MappingProxyType(
    {
        Question.HEURES: ("Heures données par les bénévoles", "heures"),
        Question.ETP: ("Salariés, en équivalent temps plein", "ETP"),
        Question.PARTENAIRES: ("Partenaires engagés par écrit", "partenaires"),
        Question.ACHATS_PUBLICS: ("Part des ventes payée par des acheteurs publics", "euros"),
        Question.PREMIER_FINANCEUR: ("Versé par le premier financeur", "euros"),
        Question.PLURIANNUEL: ("Promis par écrit pour les années suivantes", "euros"),
        Question.EN_NATURE: ("Biens et services reçus gratuitement, non comptés", "euros"),
        Question.HEURES_EXECUTION: ("Heures bénévoles d’exécution", "heures"),
        Question.HEURES_ENCADREMENT: ("Heures bénévoles d’encadrement", "heures"),
        Question.HEURES_EXPERTISE: ("Heures bénévoles d’expertise", "heures"),
        Question.HEURES_TEMPS_PLEIN: ("Heures d’un temps plein en une année", "heures"),
        Question.SERVICE_CIVIQUE: ("Mois de mission de service civique", "mois"),
        Question.SERVICE_CIVIQUE_HEURES: ("Heures de service civique", "heures"),
        Question.MECENAT_COMPETENCES: ("Heures de mécénat de compétences", "heures"),
        Question.MECENAT_COMPETENCES_COUT: (
            "Coût dit par les conventions de mécénat de compétences",
            "euros",
        ),
        Question.TAUX_SMIC: ("Taux horaire du Smic retenu", "euros par heure"),
        Question.TAUX_CHARGES: ("Cotisations de l’employeur, en part du brut", "%"),
        Question.TAUX_CONVENTION: ("Taux horaire de la convention collective", "euros par heure"),
        Question.TAUX_REMPLACEMENT: ("Taux horaire d’un remplaçant", "euros par heure"),
        Question.ALLIANCES_MECENAT: ("Partenaires de mécénat", "partenaires"),
        Question.ALLIANCES_PRATIQUES: ("Partenaires de pratiques responsables", "partenaires"),
        Question.ALLIANCES_ECONOMIQUE: ("Partenaires de coopération économique", "partenaires"),
        Question.ALLIANCES_INNOVATION: ("Partenaires d’innovation", "partenaires"),
    }
)
_DECIMAL = {"ETP", "%"}
ALWAYS = frozenset(
    {
        Question.HEURES,
        Question.ETP,
        Question.PARTENAIRES,
        Question.ACHATS_PUBLICS,
        Question.PREMIER_FINANCEUR,
    }
)


def _row(question: Question, label: str, shown: str) -> Row:
    unite = Unite.CENTIEMES if shown in _DECIMAL else Unite.ENTIER
    return Row(
        key=question, label=label, unite=Unite.EUROS if shown.startswith("euros") else unite, shown=shown
    )


ANSWERS: tuple[Row, ...] = tuple(_row(question, *said) for question, said in _ANSWERS.items())
BY_KEY: Mapping[str, Row] = MappingProxyType({row.key.value: row for row in (*LINES, *ANSWERS)})
