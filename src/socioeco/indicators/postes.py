"""What one exercice says, whichever way its accounts came: the amounts that every indicator is made of."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from socioeco.comptes import Regime
from socioeco.indicators.etats import Etats
from socioeco.indicators.poste import Poste
from socioeco.indicators.ressources import Ressources
from socioeco.indicators.sources import SourceLine
from socioeco.readers import ExerciceAnswers, GenreFinanceur

__all__ = ["Financeurs", "Origine", "Poste", "Postes", "Versement"]


class Origine(StrEnum):
    """What the amounts come from. A budget is a forecast: it never stands among actual years without its mark."""

    FEC = "fec"
    BALANCE = "balance"  # a balance générale: accounts, without their months
    SAISIE = "saisie"
    POSTES = "postes"  # amounts by poste, from another program
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Versement:
    """What one payer gave in the exercice. `nom` is the label, or the name the person gave.

    `is_collective`: the label names a kind of payers, « Mécénats », not one of them.
    """

    nom: str
    genre: GenreFinanceur
    montant_centimes: int
    sources: tuple[SourceLine, ...]
    is_declared: bool = False
    is_collective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Financeurs:
    """The payers that accounts name, largest first; `raison` says why there is none to name.

    Lines of accounts 73, 74, 7542 and 755 only: who pays the sales of account 70 is never in the accounts kept.
    """

    versements: tuple[Versement, ...] = ()
    raison: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postes:
    """One exercice. `regime` is None for typed lines, which follow no chart of accounts.

    `etats` are the statements, for accounts only: ten lines make none.
    """

    origine: Origine
    opened_on: date
    closed_on: date
    regime: Regime | None
    answers: ExerciceAnswers
    ressources: Ressources
    financeurs: Financeurs
    produits: Poste
    charges: Poste
    charges_decaissables: Poste
    personnel: Poste
    tresorerie: Poste
    fonds_propres: Poste
    fonds_de_roulement: Poste
    besoin_en_fonds_de_roulement: Poste
    en_nature: Poste
    etats: Etats | None = None

    @property
    def resultat_centimes(self) -> int:
        """Positive for a surplus; the produits and charges of an exercice are always known."""
        return (self.produits.value.number or 0) - (self.charges.value.number or 0)

    @property
    def months(self) -> Fraction:
        """Length of the exercice: whole calendar months when it has some, else days at 365.25 a year."""
        after = self.closed_on + timedelta(days=1)
        if self.opened_on.day == after.day == 1:
            return Fraction((after.year - self.opened_on.year) * 12 + after.month - self.opened_on.month)
        return Fraction((after - self.opened_on).days * 12 * 4, 1461)
