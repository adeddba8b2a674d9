"""What each family of a series did from one year to the next: the only dispersion a simulation may draw from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from types import MappingProxyType

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.indicators import Origine, Postes
from socioeco.scenarios.depart import scale_of
from socioeco.scenarios.flux import Nature
from socioeco.scenarios.livre import Ligne
from socioeco.scenarios.spread import apportion
from socioeco.values import Value, calcule, non_calculable

FEWEST_YEARS = 5
TROP_PEU = (
    "Il faut au moins cinq années réelles qui se suivent pour tirer une fourchette de vos propres variations\u202f; vos "
    "comptes en donnent moins. Donnez plutôt votre plus bas, votre central et votre plus haut."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """Families that every way in can tell together, and the lines of a scenario that belong there."""

    label: str
    nature: Nature
    amount: Callable[[Postes], int]
    holds: Callable[[Ligne], bool]

    @property
    def signe(self) -> int:
        return 1 if self.nature is Nature.PRODUIT else -1


def _resources(label: str, *keys: Ressource) -> Groupe:
    return Groupe(
        label=label,
        nature=Nature.PRODUIT,
        amount=lambda postes: sum(postes.ressources[key].value.number or 0 for key in keys),
        holds=lambda ligne: ligne.famille in keys,
    )


def _is_staff(ligne: Ligne) -> bool:
    return ligne.nature is Nature.CHARGE and ligne.is_personnel


def _is_other_charge(ligne: Ligne) -> bool:
    return ligne.nature is Nature.CHARGE and ligne.is_cash and not _is_staff(ligne)


def _staff(postes: Postes) -> int:
    return postes.personnel.value.number or 0


GROUPES: tuple[Groupe, ...] = (
    _resources(RESSOURCES[Ressource.SUBVENTIONS], Ressource.SUBVENTIONS),
    _resources("Ventes et commande publique", Ressource.VENTES, Ressource.COMMANDE),
    _resources(RESSOURCES[Ressource.COTISATIONS], Ressource.COTISATIONS),
    _resources(RESSOURCES[Ressource.DONS], Ressource.DONS),
    _resources("Mécénat et fondations", Ressource.MECENAT, Ressource.FONDATIONS),
    _resources(
        "Autres produits, legs et produits financiers", Ressource.AUTRES, Ressource.LEGS, Ressource.PRODUITS
    ),
    Groupe(label="Charges de personnel", nature=Nature.CHARGE, amount=_staff, holds=_is_staff),
    Groupe(
        label="Autres charges payées",
        nature=Nature.CHARGE,
        amount=lambda postes: (postes.charges_decaissables.value.number or 0) - _staff(postes),
        holds=_is_other_charge,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """From one year to the next: by group of GROUPES, what changed, in centimes brought to twelve months.

    `is_rupture`: the two years follow other accounting rules, or did not come the same way.
    """

    label: str
    ecarts: tuple[int, ...]
    is_rupture: bool = False

    @property
    def by_label(self) -> Mapping[str, int]:
        pairs = zip(GROUPES, self.ecarts, strict=True)
        return MappingProxyType({groupe.label: ecart for groupe, ecart in pairs})


def passages_of(years: Sequence[Postes]) -> Value[tuple[Passage, ...]]:
    """The changes between actual years that follow each other; not computable under five such years.

    A budget is no actual year. Years that overlap or leave a gap make no change.
    """
    actual = sorted(
        (each for each in years if each.origine is not Origine.BUDGET), key=lambda each: each.opened_on
    )
    passages = tuple(_passage(before, after) for before, after in pairwise(actual) if _follows(before, after))
    return calcule(passages) if len(passages) >= FEWEST_YEARS - 1 else non_calculable(TROP_PEU)


def _follows(before: Postes, after: Postes) -> bool:
    return after.opened_on == before.closed_on + timedelta(days=1)


def _passage(before: Postes, after: Postes) -> Passage:
    amounts = zip(_yearly(before), _yearly(after), strict=True)
    return Passage(
        label=f"de {before.closed_on.year} à {after.closed_on.year}",
        ecarts=tuple(last - first for first, last in amounts),
        is_rupture=(before.regime, before.origine) != (after.regime, after.origine),
    )


def _yearly(postes: Postes) -> Iterable[int]:
    """Amounts of the groups, brought to twelve months."""
    scale = scale_of(postes)
    for groupe in GROUPES:
        yield apportion([groupe.amount(postes) * scale.numerator], scale.denominator)[0]
