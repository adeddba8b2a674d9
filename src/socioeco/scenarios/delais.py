"""When the base year was really paid: what its accounts tell of the months between a produit or a charge and its payment.

What does not go through a third-party position is paid at once. What does is settled oldest first, the year being taken
as following another one like it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from types import MappingProxyType

from socioeco.comptes import Ressource
from socioeco.scenarios.flux import MONTHS, Decalage, Flux
from socioeco.scenarios.positions import Position
from socioeco.scenarios.spread import spread

LONGEST = 2 * MONTHS
_VENTES = (Ressource.VENTES, Ressource.COMMANDE)
_FOURNISSEURS = ("60", "61", "62")

# Which lines of the result wait in which position until they are paid.
LIENS: Mapping[Position, Callable[[Flux], bool]] = MappingProxyType(
    {
        Position.SUBVENTIONS_A_RECEVOIR: lambda flux: flux.famille is Ressource.SUBVENTIONS,
        Position.CREANCES: lambda flux: flux.famille in _VENTES,
        Position.FOURNISSEURS: lambda flux: flux.groupe in _FOURNISSEURS,
        Position.DETTES_SOCIALES: lambda flux: flux.groupe == "64",
    }
)


def with_delais(flux: Iterable[Flux], decalages: Iterable[Decalage]) -> tuple[Flux, ...]:
    """The lines, with the position where each waits and, when accounts tell it, the months it waits."""
    lines, moved = tuple(flux), {each.position: each for each in decalages}
    found = {position: _delais_of(lines, position, moved.get(position)) for position in LIENS}
    return tuple(_linked(line, found) for line in lines)


def _linked(line: Flux, found: Mapping[Position, tuple[tuple[int, ...], ...]]) -> Flux:
    tiers = next((position for position, holds in LIENS.items() if line.is_cash and holds(line)), None)
    return replace(line, tiers=tiers, delais=found[tiers] if tiers else ())


def _delais_of(
    lines: tuple[Flux, ...], position: Position, moved: Decalage | None
) -> tuple[tuple[int, ...], ...]:
    """Nothing when accounts do not move, or when credit notes blur the months."""
    if moved is None:
        return ()
    waiting = [line for line in lines if line.is_cash and LIENS[position](line)]
    owed = [sum(line.profil[month] for line in waiting) for month in range(MONTHS)]
    held = [min(amount, came) for amount, came in zip(owed, moved.attendus, strict=True)]
    if min(held) < 0 or min(moved.regles) < 0 or not any(held) or not any(moved.regles):
        return ()
    delays = payment_delays(held, spread(sum(held), moved.regles))
    at_once = (amount - part for amount, part in zip(owed, held, strict=True))
    return tuple(_with_first(amount, weights) for amount, weights in zip(at_once, delays, strict=True))


def _with_first(amount: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """What is paid at once comes before what waits."""
    first, rest = weights[:1], weights[1:]
    return (amount + sum(first), *rest) if amount or weights else ()


def payment_delays(owed: Sequence[int], paid: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """By month, how much of what it owes is paid 0, 1, 2... months later; both years have the same total.

    The oldest is paid first. The amount that waits at the first month is the least for nothing to be paid before it
    is owed.
    """
    due, settled = _cumulated(owed), _cumulated(paid)
    waiting = max(0, *(after - before for before, after in zip(due[1:], settled[1:], strict=True)))
    return tuple(_delays_of_month(month, due, settled, waiting) for month in range(MONTHS))


def _delays_of_month(month: int, due: list[int], settled: list[int], waiting: int) -> tuple[int, ...]:
    parts = [
        _overlap(
            (_at(settled, month + delay) - waiting, _at(settled, month + delay + 1) - waiting),
            (due[month], due[month + 1]),
        )
        for delay in range(LONGEST + 1)
    ]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _cumulated(amounts: Sequence[int]) -> list[int]:
    return list(accumulate(amounts, initial=0))


def _at(cumulated: Sequence[int], month: int) -> int:
    """What is cumulated before a month, year after year."""
    years, rest = divmod(month, MONTHS)
    return years * cumulated[MONTHS] + cumulated[rest]


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))
