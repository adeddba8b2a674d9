"""Sums over the lines of a balance, each with the lines it adds up."""

from collections.abc import Callable

from socioeco.comptes import Regime
from socioeco.indicators.poste import Poste
from socioeco.indicators.sources import SourceLine, opposite, source_of, total
from socioeco.readers import Balance, BalanceLine
from socioeco.values import calcule

Keep = Callable[[BalanceLine], bool]


def credit(
    balance: Balance, *prefixes: str, keep: Keep = lambda _line: True, regime: Regime | None = None
) -> tuple[SourceLine, ...]:
    """The accounts of the prefixes, positive when they are in credit; accounts that are nil are left out.

    With the chart, each line says whether the person placed its account.
    """
    lines = (
        source_of(line, is_told=regime is not None and regime.told(line.compte) is not None)
        for line in balance.matching(*prefixes)
        if keep(line)
    )
    return tuple(line for line in lines if line.montant_centimes)


def debit(
    balance: Balance, *prefixes: str, keep: Keep = lambda _line: True, regime: Regime | None = None
) -> tuple[SourceLine, ...]:
    """The same, positive when they are in debit: charges, what is owned, cash."""
    return opposite(credit(balance, *prefixes, keep=keep, regime=regime))


def poste(*groups: tuple[SourceLine, ...], reserve: str = "") -> Poste:
    sources = tuple(line for group in groups for line in group)
    return Poste(value=calcule(total(sources), reserve=reserve), sources=sources)


def subtotal(libelle: str, sources: tuple[SourceLine, ...], *, sign: int = 1) -> tuple[SourceLine, ...]:
    """One line for many accounts that are shown elsewhere; none when they make nothing."""
    amount = sign * total(sources)
    return (SourceLine(compte="", libelle=libelle, montant_centimes=amount),) if amount else ()
