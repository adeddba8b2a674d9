"""What accounts cannot tell, asked: answers by exercice, accounts placed otherwise, funders behind labels, opinions.

Every question is optional. « Je ne sais pas » is an answer: it computes like no answer, with a range where one
can be given, and it stops the question from being asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

FORMAT = 1


class Question(StrEnum):
    """What may be asked of each exercice; the value is the key of the stored answer, which is a whole number.

    Hours are whole, euros in centimes, rates of pay in centimes per hour.
    """

    ACHATS_PUBLICS = "achats_publics"  # centimes of account 70 paid by public buyers
    PREMIER_FINANCEUR = "premier_financeur"  # centimes paid by the first funder, for a typed exercice
    HEURES = "heures"  # hours given by volunteers
    ETP = "etp"  # hundredths of a full-time post
    PLURIANNUEL = "pluriannuel"  # centimes promised in writing for the years after this one
    PARTENAIRES = "partenaires"  # partners bound by something written
    EN_NATURE = "en_nature"  # centimes of goods and services received free, where accounts count none
    HEURES_EXECUTION = "heures_execution"  # hours of volunteers, by level
    HEURES_ENCADREMENT = "heures_encadrement"
    HEURES_EXPERTISE = "heures_expertise"
    HEURES_TEMPS_PLEIN = "heures_temps_plein"  # hours of a full-time post in a year of twelve months
    SERVICE_CIVIQUE = "service_civique"  # months of mission, all volunteers of the service together
    SERVICE_CIVIQUE_HEURES = "service_civique_heures"  # hours of these missions
    MECENAT_COMPETENCES = "mecenat_competences"  # hours of employees lent by companies
    MECENAT_COMPETENCES_COUT = "mecenat_competences_cout"  # centimes, what the agreements say they cost
    TAUX_SMIC = "taux_smic"
    TAUX_CHARGES = "taux_charges"  # employer's contributions, in hundredths of a percent of gross pay
    TAUX_CONVENTION = "taux_convention"
    TAUX_REMPLACEMENT = "taux_remplacement"
    ALLIANCES_MECENAT = "alliances_mecenat"  # partners, by kind of cooperation
    ALLIANCES_PRATIQUES = "alliances_pratiques"
    ALLIANCES_ECONOMIQUE = "alliances_economique"
    ALLIANCES_INNOVATION = "alliances_innovation"


class GenreFinanceur(StrEnum):
    """Kinds of funders, in the order they are shown."""

    ETAT = "etat"
    REGION = "region"
    DEPARTEMENT = "departement"
    INTERCOMMUNALITE = "intercommunalite"
    COMMUNE = "commune"
    SOCIAL = "social"
    EUROPE = "europe"
    EMPLOI = "emploi"
    PUBLIC = "public"  # another public body
    PRIVE = "prive"
    INCONNU = "inconnu"  # the label does not say


class Opinion(StrEnum):
    OUI = "oui"
    EN_PARTIE = "en_partie"
    NON = "non"
    NE_SAIT_PAS = "ne_sait_pas"


@dataclass(frozen=True, slots=True)
class Financeur:
    """The person's own word on who stands behind a label. `nom` may be empty; alike names are one payer."""

    genre: GenreFinanceur
    nom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciceAnswers:
    """Answers on one exercice. A question is in `values` when answered, in `unknown` when « je ne sais pas ».

    `rangements`: accounts of classes 6 and 7 that the person placed herself, by whole number: the key of a family of
    resources or of another kind of produit, or the nature of a charge.
    """

    values: Mapping[Question, int] = field(default_factory=dict)
    unknown: frozenset[Question] = frozenset()
    rangements: Mapping[str, str] = field(default_factory=dict)

    def get(self, question: Question) -> int | None:
        return self.values.get(question)

    def is_answered(self, question: Question) -> bool:
        return question in self.values or question in self.unknown


NO_ANSWERS = ExerciceAnswers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All the answers of a trajectory. `financeurs` is keyed by label as it stands in the balance."""

    exercices: Mapping[str, ExerciceAnswers] = field(default_factory=dict)
    financeurs: Mapping[str, Financeur] = field(default_factory=dict)
    opinions: Mapping[str, Opinion] = field(default_factory=dict)

    def of(self, opened_on: date, closed_on: date) -> ExerciceAnswers:
        return self.exercices.get(exercice_key(opened_on, closed_on), NO_ANSWERS)

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "exercices": {key: _exercice_to_json(each) for key, each in self.exercices.items()},
            "financeurs": {
                label: {"genre": each.genre.value, "nom": each.nom} for label, each in self.financeurs.items()
            },
            "opinions": {key: opinion.value for key, opinion in self.opinions.items()},
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Answers":
        """What `to_json` wrote, or no answer for an empty one. Raises ValueError on another format."""
        if not data:
            return cls()
        if data.get("format") != FORMAT:
            raise ValueError("unknown format of answers")
        return cls(
            exercices={key: _exercice_from_json(each) for key, each in data["exercices"].items()},
            financeurs={
                label: Financeur(GenreFinanceur(each["genre"]), each["nom"])
                for label, each in data["financeurs"].items()
            },
            opinions={key: Opinion(opinion) for key, opinion in data["opinions"].items()},
        )


def exercice_key(opened_on: date, closed_on: date) -> str:
    """An exercice is known by its two dates, whatever its accounts come from."""
    return f"{opened_on.isoformat()}/{closed_on.isoformat()}"


def _exercice_to_json(answers: ExerciceAnswers) -> dict[str, Any]:
    return {
        "valeurs": {question.value: number for question, number in answers.values.items()},
        "inconnues": sorted(question.value for question in answers.unknown),
        "rangements": dict(sorted(answers.rangements.items())),
    }


def _exercice_from_json(data: dict[str, Any]) -> ExerciceAnswers:
    return ExerciceAnswers(
        values={Question(key): number for key, number in data["valeurs"].items()},
        unknown=frozenset(Question(key) for key in data["inconnues"]),
        rangements=dict(data.get("rangements", {})),  # answers written before 0.4.0 have none
    )
