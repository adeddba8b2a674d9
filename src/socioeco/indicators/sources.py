"""The lines of the balance a figure comes from: a figure can always be opened."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from socioeco.comptes import Classement, Regime
from socioeco.readers import Balance, BalanceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One account inside a figure. `is_by_label` says that its label, not its number, decided where it stands.

    `is_told` says that the person did: « rangé par vous ».
    """

    compte: str
    libelle: str
    montant_centimes: int
    is_by_label: bool = False
    is_told: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "compte": self.compte,
            "libelle": self.libelle,
            "montant_centimes": self.montant_centimes,
            "selon_libelle": self.is_by_label,
            "selon_vous": self.is_told,
        }


def source_of(line: BalanceLine, *, is_by_label: bool = False, is_told: bool = False) -> SourceLine:
    return SourceLine(
        compte=line.compte,
        libelle=line.libelle,
        montant_centimes=line.solde_crediteur_centimes,
        is_by_label=is_by_label,
        is_told=is_told,
    )


def total(sources: Iterable[SourceLine]) -> int:
    return sum(source.montant_centimes for source in sources)


def opposite(sources: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    """The same lines, seen from the other side: what was in credit is in debit."""
    return tuple(replace(line, montant_centimes=-line.montant_centimes) for line in sources)


def classify_lines(
    balance: Balance, regime: Regime, prefix: str
) -> list[tuple[SourceLine, Classement | None]]:
    """Every account of the prefix with its place in the chart, None when it has none."""
    return [_classified(line, regime) for line in balance.matching(prefix)]


def _classified(line: BalanceLine, regime: Regime) -> tuple[SourceLine, Classement | None]:
    if told := regime.told(line.compte):
        return source_of(line, is_told=True), told
    rule = regime.rule_for(line.compte)
    classement = rule.classify(line.libelle) if rule else None
    return source_of(line, is_by_label=classement is not rule), classement
