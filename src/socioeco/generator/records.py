"""What a generated book is made of: regimes, lines and entries. Amounts are whole centimes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Regime(StrEnum):
    """Accounting text an exercice obeys; the values are the codes used by the charts of accounts."""

    CRC_99_01 = "99"
    ANC_2018_06 = "18"
    PCG_2025 = "25"


JOURNAUX: Final[dict[str, str]] = {
    "AN": "A nouveaux",
    "BQ": "Banque",
    "CA": "Caisse",
    "VE": "Ventes",
    "AC": "Achats",
    "OD": "Opérations diverses",
    "SA": "Salaires",
    "CV": "Contributions volontaires",
}


def regime_for(opened_on: date) -> Regime:
    """Return the regime of an exercice; only its opening date counts."""
    if opened_on < date(2020, 1, 1):
        return Regime.CRC_99_01
    if opened_on < date(2025, 1, 1):
        return Regime.ANC_2018_06
    return Regime.PCG_2025


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """One line of an entry; exactly one of the two amounts is above zero."""

    compte: str
    libelle_compte: str
    debit_centimes: int
    credit_centimes: int
    auxiliaire: str = ""
    libelle_auxiliaire: str = ""
    lettrage: str = ""
    lettrage_on: date | None = None

    @property
    def solde_centimes(self) -> int:
        """Debit minus credit."""
        return self.debit_centimes - self.credit_centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecriture:
    """One balanced entry; (journal, num) identifies it within its exercice."""

    journal: str
    num: int
    on: date
    piece_ref: str
    piece_on: date
    libelle: str
    lignes: tuple[Ligne, ...]
    valid_on: date
