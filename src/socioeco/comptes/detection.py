"""Accounts that contradict the date: hints that another chart, or an early adoption, is in use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.comptes.model import Regime, fold
from socioeco.readers import Balance, BalanceLine


@dataclass(frozen=True, slots=True)
class Hint:
    """A sign of the charts of `regimes`: accounts of these prefixes that moved and satisfy `sign`."""

    regimes: tuple[str, ...]
    prefixes: tuple[str, ...]
    indice: str
    sign: Callable[[BalanceLine], bool] = lambda _line: True


def _says(*words: str) -> Callable[[BalanceLine], bool]:
    return lambda line: any(word in fold(line.libelle) for word in words)


BEFORE_2025 = ("99-01", "2018-06")
HINTS = (
    Hint(BEFORE_2025, ("79", "675", "775", "777"), "avant 2025"),
    Hint(("2025",), ("747",), "à partir de 2025", _says("quote part")),
    Hint(("2025",), ("757",), "à partir de 2025", _says("cession")),
    Hint(("2025",), ("649",), "à partir de 2025", lambda line: line.solde_crediteur_centimes > 0),
    Hint(("99-01",), ("870",), "CRC 99-01", _says("benevolat")),
    Hint(("2018-06", "2025"), ("870",), "ANC 2018-06", _says("dons en nature")),
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
    return (line for line in balance.matching(*hint.prefixes) if hint.sign(line))
