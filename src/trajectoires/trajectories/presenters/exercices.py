"""One exercice, from its stored balance to what the engine says of it."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from socioeco.anomalies import Anomaly
from socioeco.comptes import Regime, check_regime, regime_for
from socioeco.indicators import (
    RapprochementClasse7,
    Ressources,
    Resultat,
    compute_ressources,
    compute_resultat,
    reconcile_classe_7,
)
from socioeco.readers import Balance
from trajectoires.trajectories.models import ImportedFile


@dataclass(frozen=True)
class Exercice:
    """An exercice that could be read. Amounts are centimes."""

    file: ImportedFile
    balance: Balance
    label: str

    @cached_property
    def regime(self) -> Regime:
        return regime_for(self.balance.opened_on)

    @cached_property
    def ressources(self) -> Ressources:
        return compute_ressources(self.balance, self.regime)

    @cached_property
    def rapprochement(self) -> RapprochementClasse7:
        return reconcile_classe_7(self.balance, self.regime)

    @cached_property
    def resultat(self) -> Resultat:
        return compute_resultat(self.balance)

    @property
    def total(self) -> int:
        return self.ressources.total_centimes

    def amount(self, family: str) -> int | None:
        """None where the engine does not compute the family: never zero for what is not known."""
        return self.ressources[family].value.number

    def share(self, family: str) -> Fraction:
        return Fraction(self.amount(family) or 0, self.total) if self.total > 0 else Fraction(0)

    @cached_property
    def own_anomalies(self) -> list[Anomaly]:
        return [
            *check_regime(self.balance, self.regime),
            *self.rapprochement.anomalies,
            *self.resultat.anomalies,
        ]


def readable(files: list[ImportedFile]) -> list[Exercice]:
    """The exercices that could be read, oldest first, each with a name of its own."""
    balances = [(file, Balance.from_json(file.balance)) for file in files if file.balance]
    names = Counter(_short_name(balance) for _, balance in balances)
    return [
        Exercice(file, balance, name if names[name := _short_name(balance)] == 1 else _long_name(balance))
        for file, balance in balances
    ]


def _short_name(balance: Balance) -> str:
    """« 2025 » for a calendar year, « 2024-2025 » for a season."""
    opened, closed = balance.opened_on, balance.closed_on
    is_calendar = (opened.month, opened.day) == (1, 1) and opened.year == closed.year
    return str(closed.year) if is_calendar else f"{opened.year}-{closed.year}"


def _long_name(balance: Balance) -> str:
    """The database keeps one file for two dates: they tell exercices of one year apart."""
    return f"{balance.opened_on:%d/%m/%Y}-{balance.closed_on:%d/%m/%Y}"
