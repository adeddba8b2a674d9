"""The cash plan: what comes in and goes out month by month, from the entries that move cash."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from socioeco.comptes import RESSOURCES
from socioeco.scenarios.flux import Nature
from socioeco.scenarios.livre import Ligne, Serie
from socioeco.scenarios.positions import Position
from socioeco.scenarios.scenario import Scenario

GROUPES: Mapping[str, str] = MappingProxyType(
    {
        "60": "Achats",
        "61": "Services extérieurs",
        "62": "Autres services extérieurs",
        "63": "Impôts et taxes",
        "64": "Charges de personnel",
        "65": "Autres charges de gestion",
        "66": "Charges financières",
        "67": "Charges exceptionnelles",
        "68": "Dotations",
        "69": "Impôts sur les bénéfices et participation",
    }
)
AUTRES_PRODUITS = "Produits exceptionnels, cessions et divers"
AUTRES_CHARGES = "Autres dépenses"


class Sens(StrEnum):
    ENCAISSEMENT = "encaissement"
    DECAISSEMENT = "decaissement"
    AUTRE = "autre"  # loans, assets, delays between accounts and bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubrique:
    """One row of the plan: what it adds to cash each month, with a minus sign when it takes from it."""

    label: str
    sens: Sens
    montants: tuple[int, ...]
    series: tuple[Serie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTresorerie:
    """By month, `ouverture` plus every row is `cloture`, to the centime.

    `raison` says why the first opening is not known: amounts are then what cash gains or loses since the closing.
    """

    mois: tuple[str, ...]
    ouverture: tuple[int, ...]
    rubriques: tuple[Rubrique, ...]
    cloture: tuple[int, ...]
    raison: str = ""

    def total(self, sens: Sens, mois: int) -> int:
        return sum(each.montants[mois - 1] for each in self.rubriques if each.sens is sens)


def cash_plan(scenario: Scenario) -> PlanTresorerie:
    """The rows by family of resources, nature of charges, then what is neither. Rows nil in every month are left out."""
    grouped: dict[tuple[Sens, str], list[Serie]] = {}
    for serie in scenario.series:
        if Position.TRESORERIE in (serie.debit, serie.credit):
            grouped.setdefault(_rubrique_of(serie), []).append(serie)
    closings = tuple(each.tresorerie_centimes for each in scenario.mois)
    rows = (_rubrique(sens, label, series) for (sens, label), series in grouped.items())
    return PlanTresorerie(
        mois=tuple(each.label for each in scenario.mois),
        ouverture=(scenario.depart.bilan[Position.TRESORERIE], *closings[:-1]),
        rubriques=tuple(sorted((row for row in rows if any(row.montants)), key=_rank)),
        cloture=closings,
        raison=scenario.depart.sans_tresorerie,
    )


def label_of(ligne: Ligne) -> str:
    """The family of a resource, the nature of a charge."""
    if ligne.famille:
        return RESSOURCES[ligne.famille]
    if ligne.nature is Nature.PRODUIT:
        return AUTRES_PRODUITS
    return GROUPES.get(ligne.groupe, AUTRES_CHARGES)


def _rubrique_of(serie: Serie) -> tuple[Sens, str]:
    if serie.ligne is None:
        return Sens.AUTRE, serie.libelle
    sens = Sens.ENCAISSEMENT if serie.ligne.nature is Nature.PRODUIT else Sens.DECAISSEMENT
    return sens, label_of(serie.ligne)


def _rubrique(sens: Sens, label: str, series: list[Serie]) -> Rubrique:
    months = range(1, len(series[0].montants) + 1)
    montants = tuple(sum(serie.effect_on(Position.TRESORERIE, month) for serie in series) for month in months)
    return Rubrique(label=label, sens=sens, montants=montants, series=tuple(series))


def _rank(row: Rubrique) -> tuple[int, int]:
    """The three parts in turn; inside, families and natures in the order of the charts."""
    order = (*RESSOURCES.values(), AUTRES_PRODUITS, *GROUPES.values())
    return list(Sens).index(row.sens), order.index(row.label) if row.label in order else len(order)
