"""The three levers of an exercice. Nothing is added from one to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from socioeco.indicators.leviers.benevolat import Valorisation, hours_of, value_hours
from socioeco.indicators.leviers.definitions import LevierDefinition, LeviersDefinition, leviers_definition
from socioeco.indicators.leviers.mesures import Mesure, first_reason, of_answer, told
from socioeco.indicators.leviers.nature import en_nature
from socioeco.indicators.postes import Postes
from socioeco.indicators.terms import Terme
from socioeco.readers import Question
from socioeco.values import Value, calcule, non_calculable

TEMPS_PLEIN = "Heures d’un temps plein"
TEMPS_PLEIN_NUL = "Une année à temps plein ne peut pas compter zéro heure."
PLUS_QUE_LE_TOTAL = "C’est plus que le total de vos partenaires\u00a0: vérifiez l’un des deux."
TWELVE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Levier:
    """One lever and its measures, in the order of its definition, told or not."""

    definition: LevierDefinition
    mesures: tuple[Mesure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leviers:
    """The three levers, and the time of volunteers valued by every method, side by side."""

    definition: LeviersDefinition
    leviers: tuple[Levier, ...]
    valorisations: tuple[Valorisation, ...]

    def __getitem__(self, cle: str) -> Mesure:
        """A measure by its key, whichever lever holds it. KeyError when there is none."""
        return {mesure.cle: mesure for levier in self.leviers for mesure in levier.mesures}[cle]


def compute_leviers(postes: Postes) -> Leviers:
    """What is known of the three levers: from the accounts, and from the answers of `postes`."""
    definition = leviers_definition()
    found = {mesure.cle: mesure for mesure in (*_humaines(postes), *_financiers(postes), *_alliances(postes))}
    leviers = (
        Levier(definition=levier, mesures=tuple(found[mesure.cle] for mesure in levier.mesures))
        for levier in definition.leviers
    )
    return Leviers(definition=definition, leviers=tuple(leviers), valorisations=value_hours(postes))


# --- people -------------------------------------------------------------------------------------------------------


def _humaines(postes: Postes) -> Iterator[Mesure]:
    hours = hours_of(postes)
    yield Mesure(definition=leviers_definition().mesure("heures_benevoles"), value=hours)
    yield _posts_of(hours, _full_time(postes))
    yield of_answer(postes, "etp_salaries", divisor=100)
    yield of_answer(postes, "service_civique")
    yield _civique(postes)
    yield of_answer(postes, "mecenat_competences")
    yield of_answer(postes, "mecenat_competences_cout")


def _civique(postes: Postes) -> Mesure:
    """Without any mission there is no hour of it: the second question is not worth asking."""
    mesure = of_answer(postes, "service_civique_heures")
    has_none = postes.answers.get(Question.SERVICE_CIVIQUE) == 0
    return Mesure(definition=mesure.definition, value=calcule(0)) if has_none else mesure


def _full_time(postes: Postes) -> Value[Fraction]:
    """Hours of a full-time post over the length of the exercice."""
    ou_trouver = leviers_definition().mesure("etp_benevoles").ou_trouver
    hours = told(postes, Question.HEURES_TEMPS_PLEIN, TEMPS_PLEIN, ou_trouver)
    if hours.number is None:
        return non_calculable(hours.raison)
    return calcule(hours.number * postes.months / TWELVE) if hours.number else non_calculable(TEMPS_PLEIN_NUL)


def _posts_of(hours: Value[int], full: Value[Fraction]) -> Mesure:
    definition = leviers_definition().mesure("etp_benevoles")
    if hours.number is None or full.number is None:
        return Mesure(definition=definition, value=non_calculable(first_reason(hours, full)))
    termes = (
        Terme.nombre("Heures données", Fraction(hours.number)),
        Terme.nombre(TEMPS_PLEIN, full.number),
    )
    return Mesure(definition=definition, value=calcule(hours.number / full.number), termes=termes)


# --- money and alliances ------------------------------------------------------------------------------------------


def _financiers(postes: Postes) -> Iterator[Mesure]:
    termes = tuple(
        Terme.euros(famille.label, famille.value, famille.sources) for famille in postes.ressources.familles
    )
    yield Mesure(
        definition=leviers_definition().mesure("ressources"),
        value=calcule(postes.ressources.total_centimes),
        termes=termes,
    )
    yield en_nature(postes)


def _alliances(postes: Postes) -> Iterator[Mesure]:
    """Kinds are never added: a partner may be of several."""
    partners, *kinds = (
        of_answer(postes, mesure.cle) for levier in leviers_definition().leviers
        if levier.cle == "alliances" for mesure in levier.mesures
    )  # fmt: skip
    yield partners
    yield from (_checked(kind, partners.value) for kind in kinds)


def _checked(kind: Mesure, partners: Value[int] | Value[Fraction]) -> Mesure:
    if kind.value.number is None or partners.number is None or kind.value.number <= partners.number:
        return kind
    return Mesure(
        definition=kind.definition, value=calcule(int(kind.value.number), reserve=PLUS_QUE_LE_TOTAL)
    )
