"""Accounts that contradict the date: hints that another chart, or an early adoption, is in use."""

from collections.abc import Iterable
from dataclasses import dataclass

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.comptes.model import Regime, fold
from socioeco.readers import Balance, BalanceLine


@dataclass(frozen=True, slots=True)
class Hint:
    """A sign of the charts of `regimes`: accounts of these prefixes that moved.

    With `words`, only those whose label holds one of them; with `in_credit`, only those that end in credit.
    """

    regimes: tuple[str, ...]
    prefixes: tuple[str, ...]
    indice: str
    words: tuple[str, ...] = ()
    in_credit: bool = False

    def holds(self, line: BalanceLine) -> bool:
        label = fold(line.libelle)
        is_said = not self.words or any(word in label for word in self.words)
        return is_said and (line.solde_crediteur_centimes > 0 or not self.in_credit)


BEFORE_2025 = ("99-01", "2018-06")
HINTS = (
    Hint(BEFORE_2025, ("79", "675", "775", "777"), "avant 2025"),
    Hint(("2025",), ("747",), "à partir de 2025", words=("quote part",)),
    Hint(("2025",), ("757",), "à partir de 2025", words=("cession",)),
    Hint(("2025",), ("649",), "à partir de 2025", in_credit=True),
    Hint(("99-01",), ("870",), "CRC 99-01", words=("benevolat",)),
    Hint(("2018-06", "2025"), ("870",), "ANC 2018-06", words=("dons en nature",)),
)


def check_regime(balance: Balance, regime: Regime) -> tuple[Anomaly, ...]:
    """One piece of information by sign that contradicts this chart."""
    anomalies: list[Anomaly] = []
    for indice in dict.fromkeys(hint.indice for hint in HINTS):
        hints = [hint for hint in HINTS if hint.indice == indice and regime.code not in hint.regimes]
        comptes = sorted({line.compte for hint in hints for line in _found(balance, hint)})
        if comptes:
            collector = AnomalyCollector()
            collector.add("C1-regime", comptes=", ".join(comptes), indice=indice, regime=regime.code)
            anomalies.extend(collector.collected())
    return tuple(anomalies)


def _found(balance: Balance, hint: Hint) -> Iterable[BalanceLine]:
    return (line for line in balance.matching(*hint.prefixes) if hint.holds(line))
