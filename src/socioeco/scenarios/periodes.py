"""What a scenario is made of: entries, months and years."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from socioeco.formats.dates import MOIS
from socioeco.indicators import SourceLine
from socioeco.scenarios.livre import Ligne
from socioeco.scenarios.positions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecriture:
    """One balanced entry of one month. `origine` is the card that posted it, or the base year."""

    mois: int
    origine: str
    libelle: str
    debit: Position
    credit: Position
    montant_centimes: int
    ligne: Ligne | None
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoisProjete:
    """One month. `positions` are the debit balances at its end: they add up to nil."""

    numero: int
    annee_civile: int
    mois_civil: int
    produits_centimes: int
    charges_centimes: int
    positions: Mapping[Position, int]

    @property
    def resultat_centimes(self) -> int:
        return self.produits_centimes - self.charges_centimes

    @property
    def tresorerie_centimes(self) -> int:
        return self.positions[Position.TRESORERIE]

    @property
    def fonds_propres_centimes(self) -> int:
        """With the result so far."""
        return -self.positions[Position.FONDS_PROPRES] - self.positions[Position.RESULTAT]

    @property
    def is_balanced(self) -> bool:
        return sum(self.positions.values()) == 0

    @property
    def label(self) -> str:
        return f"{MOIS[self.mois_civil - 1]} {self.annee_civile}"

    def to_json(self) -> dict[str, Any]:
        return {
            "mois": self.numero,
            "date": f"{self.annee_civile}-{self.mois_civil:02d}",
            "produits_centimes": self.produits_centimes,
            "charges_centimes": self.charges_centimes,
            "resultat_centimes": self.resultat_centimes,
            "bilan_centimes": {position.value: amount for position, amount in self.positions.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AnneeProjetee:
    """Twelve months together; `positions` and the rest at the end of the last one."""

    numero: int
    mois: tuple[MoisProjete, ...]

    @property
    def produits_centimes(self) -> int:
        return sum(each.produits_centimes for each in self.mois)

    @property
    def charges_centimes(self) -> int:
        return sum(each.charges_centimes for each in self.mois)

    @property
    def resultat_centimes(self) -> int:
        return self.produits_centimes - self.charges_centimes

    @property
    def cloture(self) -> MoisProjete:
        return self.mois[-1]
