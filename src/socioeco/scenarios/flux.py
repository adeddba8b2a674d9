"""The last actual year as lines that flow month by month, and the balance sheet at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from socioeco.comptes import Ressource, Traitement
from socioeco.indicators import Origine, SourceLine
from socioeco.scenarios.positions import Position

MONTHS = 12


class Nature(StrEnum):
    PRODUIT = "produit"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flux:
    """A produit or a charge of the base year, positive in its own sense, month by month from the first one.

    `contrepartie` is cash, or what a line without payment moves in the balance sheet. `delais` says when a month of
    this line is paid: by month of the year, weights of 0, 1, 2... months later; empty when it is paid at once, which
    is what is supposed when accounts do not tell. `tiers` is the position that waits for the payment. `is_personnel`: it
    pays people, by its number or by the word of the person.
    """

    cle: str
    libelle: str
    nature: Nature
    profil: tuple[int, ...]
    compte: str = ""
    famille: Ressource | None = None
    groupe: str = ""
    is_personnel: bool = False
    traitement: Traitement | None = None
    payeur: str = ""
    contrepartie: Position = Position.TRESORERIE
    tiers: Position | None = None
    delais: tuple[tuple[int, ...], ...] = ()
    sources: tuple[SourceLine, ...] = ()

    def __post_init__(self) -> None:
        if len(self.profil) != MONTHS:
            raise ValueError("a line of the base year has twelve months")

    @property
    def montant_centimes(self) -> int:
        return sum(self.profil)

    @property
    def is_cash(self) -> bool:
        return self.contrepartie is Position.TRESORERIE

    @property
    def signe(self) -> int:
        """+1 for what adds to the result, −1 for what takes from it."""
        return 1 if self.nature is Nature.PRODUIT else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Decalage:
    """What a position of the balance sheet moves by month against cash, debit positive.

    Third parties: deviations around the mean of the year, so that twelve months come to nothing; `attendus` and
    `regles` are what came to wait there and what was settled, as it was. With `jusqu_a_zero` (repayment of loans) the
    movement goes on until the position is nil.
    """

    position: Position
    libelle: str
    profil: tuple[int, ...]
    attendus: tuple[int, ...] = ()
    regles: tuple[int, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    jusqu_a_zero: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Depart:
    """Where a scenario starts. `bilan` holds debit balances by position, and adds up to nil.

    `sans_tresorerie` and `sans_fonds_propres`: why they are not known; empty when they are.
    """

    origine: Origine
    opened_on: date
    closed_on: date
    flux: tuple[Flux, ...]
    bilan: Mapping[Position, int]
    bilan_sources: Mapping[Position, tuple[SourceLine, ...]]
    decalages: tuple[Decalage, ...] = ()
    notes: tuple[str, ...] = ()
    sans_tresorerie: str = ""
    sans_fonds_propres: str = ""

    def __post_init__(self) -> None:
        if sum(self.bilan.values()):
            raise ValueError("the opening balance sheet balances")

    @property
    def payeurs(self) -> tuple[str, ...]:
        """The payers that accounts name, the largest first."""
        amounts: dict[str, int] = {}
        for flux in self.flux:
            if flux.payeur:
                amounts[flux.payeur] = amounts.get(flux.payeur, 0) + flux.montant_centimes
        return tuple(sorted(amounts, key=lambda payeur: (-amounts[payeur], payeur)))

    @property
    def resultat_centimes(self) -> int:
        return sum(flux.signe * flux.montant_centimes for flux in self.flux)

    def month(self, number: int) -> tuple[int, int]:
        """Year and month of the calendar of month `number` of the scenario, 1 being the first after the closing."""
        after = self.closed_on.month if self.closed_on.day >= FULL_MONTH else self.closed_on.month - 1
        months = self.closed_on.year * MONTHS + after + number - 1
        return months // MONTHS, months % MONTHS + 1


FULL_MONTH = 28  # a year closed on the last day of a month is followed by the next one
