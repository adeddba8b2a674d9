"""An exercice seen by activity: what each one receives, what it costs in full, and what is left undistributed.

The activities and what is left add up to the exercice, family by family, to the centime.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from socioeco.indicators import FamilleRessource, Poste, Postes
from socioeco.indicators.financement import top
from socioeco.readers import Opinion
from socioeco.typologies.position import Position, compute_position
from socioeco.values import Value


class Solde(StrEnum):
    """How the result of an activity reads."""

    DEFICITAIRE = "deficitaire"
    EQUILIBREE = "equilibree"
    EXCEDENTAIRE = "excedentaire"
    INCERTAIN = "incertain"  # what is not distributed may change the sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Activite:
    """One activity. `postes` holds its resources, produits and charges; the rest of them is not read by activity.

    `charges_indirectes` is its share of the charges that serve every activity, by the key of the person.
    `autres_produits` are produits that are not resources of the year.
    """

    nom: str
    postes: Postes
    autres_produits: Poste
    charges_directes: Poste
    charges_indirectes: Poste

    @property
    def recettes_centimes(self) -> int:
        return self.postes.produits.value.number or 0

    @property
    def cout_complet_centimes(self) -> int:
        """Direct charges and the share of the indirect ones."""
        return self.postes.charges.value.number or 0

    @property
    def resultat_centimes(self) -> int:
        """Of what is distributed to it."""
        return self.postes.resultat_centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class LectureActivite:
    """How a result reads: from its lowest to its highest, were the rest given to other activities or to this one."""

    solde: Solde
    resultat: Value[int]
    texte: str
    prudence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParActivite:
    """Every activity in the order of the person, then what is left. `lectures` are in the order of `activites`.

    `alertes` say in French what the distribution does not do as it was written.
    """

    activites: tuple[Activite, ...]
    lectures: tuple[LectureActivite, ...]
    non_reparti: Activite
    alertes: tuple[str, ...]
    source: str

    def __getitem__(self, nom: str) -> Activite:
        """KeyError when no activity has this name."""
        return {activite.nom: activite for activite in self.activites}[nom]


def compute_position_of_activite(activite: Activite, opinions: Mapping[str, Opinion]) -> Position:
    """Where this activity stands, by the same signals and the same convention as the whole exercice.

    `opinions` are those given about the activity, not about the association.
    """
    return compute_position(activite.postes, opinions)


def appui_of(activite: Activite) -> tuple[FamilleRessource, Fraction] | None:
    """The largest family of its resources, and its share of them; None when no resource is positive."""
    ressources = activite.postes.ressources
    largest = max(ressources.familles, key=lambda famille: famille.value.number or 0)
    amount = largest.value.number or 0
    if amount <= 0 or ressources.total_centimes <= 0:
        return None
    return largest, Fraction(amount, ressources.total_centimes)


def solde_of(resultat: Value[int], equilibre_centimes: int) -> Solde:
    """For sure, over the whole range; `equilibre_centimes` on both sides of zero is still balanced."""
    low, high = resultat.number or 0, top(resultat)
    if high < -equilibre_centimes:
        return Solde.DEFICITAIRE
    if low > equilibre_centimes:
        return Solde.EXCEDENTAIRE
    is_balanced = -equilibre_centimes <= low and high <= equilibre_centimes
    return Solde.EQUILIBREE if is_balanced else Solde.INCERTAIN
