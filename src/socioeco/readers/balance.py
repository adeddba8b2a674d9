"""The yearly balance: one line by account, by month. This is all that is kept of an accounting file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from socioeco import __version__
from socioeco.readers.accounts import best_label

FORMAT = 1


@dataclass(frozen=True, slots=True, order=True)
class MonthAmounts:
    """What went to the debit and to the credit of an account in one month, written `2025-01`."""

    month: str
    debit_centimes: int
    credit_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine:
    """One account over the exercice, closing entries taken back. `label` is already masked.

    `ouverture_centimes` is the debit balance carried in by opening entries, None when none was recognised.
    """

    compte: str
    libelle: str
    debit_centimes: int
    credit_centimes: int
    months: tuple[MonthAmounts, ...] = ()
    ouverture_centimes: int | None = None

    def __post_init__(self) -> None:
        if self.months and (
            sum(month.debit_centimes for month in self.months) != self.debit_centimes
            or sum(month.credit_centimes for month in self.months) != self.credit_centimes
        ):
            raise ValueError("the months of a line add up to its totals")

    @property
    def solde_crediteur_centimes(self) -> int:
        """Credit minus debit: positive for a produit, negative for a charge."""
        return self.credit_centimes - self.debit_centimes

    def __add__(self, other: "BalanceLine") -> "BalanceLine":
        openings = [line.ouverture_centimes for line in (self, other)]
        known = [opening for opening in openings if opening is not None]
        return BalanceLine(
            compte=self.compte,
            libelle=best_label({self.libelle, other.libelle}),
            debit_centimes=self.debit_centimes + other.debit_centimes,
            credit_centimes=self.credit_centimes + other.credit_centimes,
            months=_added_months((*self.months, *other.months)),
            ouverture_centimes=sum(known) if known else None,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "compte": self.compte,
            "libelle": self.libelle,
            "debit_centimes": self.debit_centimes,
            "credit_centimes": self.credit_centimes,
            "mois": {m.month: [m.debit_centimes, m.credit_centimes] for m in self.months},
            "ouverture_centimes": self.ouverture_centimes,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "BalanceLine":
        months = (MonthAmounts(month, debit, credit) for month, (debit, credit) in data["mois"].items())
        return cls(
            compte=data["compte"],
            libelle=data["libelle"],
            debit_centimes=data["debit_centimes"],
            credit_centimes=data["credit_centimes"],
            months=tuple(sorted(months)),
            ouverture_centimes=data["ouverture_centimes"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The accounts of one exercice, sorted by number, with the fingerprints of the files they come from.

    `resultat_cloture_centimes` is what closing entries, now taken back, carried to account 12; else None.
    """

    opened_on: date
    closed_on: date
    lines: tuple[BalanceLine, ...]
    empreintes: tuple[str, ...] = ()
    resultat_cloture_centimes: int | None = None

    def matching(self, *prefixes: str) -> tuple[BalanceLine, ...]:
        return tuple(line for line in self.lines if line.compte.startswith(prefixes))

    def solde_crediteur_centimes(self, *prefixes: str) -> int:
        """Σ credit − Σ debit of the accounts that begin with one of the prefixes."""
        return sum(line.solde_crediteur_centimes for line in self.matching(*prefixes))

    def __add__(self, other: "Balance") -> "Balance":
        """Two parts of the same exercice, sent in several files, make one balance.

        As soon as one part says what accounts were opened with, those that it does not name were opened with nothing.
        """
        closings = [part.resultat_cloture_centimes for part in (self, other)]
        known = [closing for closing in closings if closing is not None]
        return Balance(
            opened_on=min(self.opened_on, other.opened_on),
            closed_on=max(self.closed_on, other.closed_on),
            lines=_opened(_added_lines((*self.lines, *other.lines))),
            empreintes=tuple(sorted({*self.empreintes, *other.empreintes})),
            resultat_cloture_centimes=sum(known) if known else None,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "moteur": __version__,
            "ouvert_le": self.opened_on.isoformat(),
            "clos_le": self.closed_on.isoformat(),
            "empreintes": list(self.empreintes),
            "resultat_cloture_centimes": self.resultat_cloture_centimes,
            "lignes": [line.to_json() for line in self.lines],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Balance":
        """The balance that `to_json` wrote. Raises ValueError on another format."""
        if data.get("format") != FORMAT:
            raise ValueError("unknown format of balance")
        return cls(
            opened_on=date.fromisoformat(data["ouvert_le"]),
            closed_on=date.fromisoformat(data["clos_le"]),
            lines=tuple(BalanceLine.from_json(line) for line in data["lignes"]),
            empreintes=tuple(data["empreintes"]),
            resultat_cloture_centimes=data["resultat_cloture_centimes"],
        )


def _added_months(months: Iterable[MonthAmounts]) -> tuple[MonthAmounts, ...]:
    totals: dict[str, MonthAmounts] = {}
    for month in months:
        known = totals.get(month.month)
        if known:
            month = replace(  # noqa: PLW2901 - the sum takes the place of the part
                month,
                debit_centimes=known.debit_centimes + month.debit_centimes,
                credit_centimes=known.credit_centimes + month.credit_centimes,
            )
        totals[month.month] = month
    return tuple(sorted(totals.values()))


def _added_lines(lines: Iterable[BalanceLine]) -> tuple[BalanceLine, ...]:
    totals: dict[str, BalanceLine] = {}
    for line in lines:
        known = totals.get(line.compte)
        totals[line.compte] = known + line if known else line
    return tuple(totals[compte] for compte in sorted(totals))


def _opened(lines: tuple[BalanceLine, ...]) -> tuple[BalanceLine, ...]:
    if all(line.ouverture_centimes is None for line in lines):
        return lines
    return tuple(replace(line, ouverture_centimes=line.ouverture_centimes or 0) for line in lines)
