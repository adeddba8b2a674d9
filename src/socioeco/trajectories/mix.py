"""The share of each family, of what recurs: disposals, exceptional and set-apart amounts stand beside.

A family that gives back more than it received keeps its sign in totals and counts for nothing in shares (dossier
on accounts, 2.7, caution (f)): the shares then bear on the families above zero, and add up to one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from socioeco.comptes import Ressource
from socioeco.indicators import Postes
from socioeco.indicators.financement import SANS_RESSOURCE, commande_bounds, top
from socioeco.trajectories.hors_mix import HorsMix, Lines, hors_mix
from socioeco.values import Value, calcule_entre, non_calculable


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """`parts` always holds the ten families; `planchers` are those below zero; `a_cote` is never in the shares."""

    parts: Mapping[Ressource, Value[Fraction]]
    planchers: tuple[Ressource, ...]
    a_cote: Mapping[HorsMix, tuple[int, Lines]]


def mix_of(postes: Postes) -> Mix:
    """A range for sales and public purchases as long as nobody said which is which."""
    cases = list(_cases(postes))
    found = hors_mix(postes)
    return Mix(
        parts={key: _part(postes, key, cases) for key in Ressource},
        planchers=tuple(
            famille.key for famille in postes.ressources.familles if (famille.value.number or 0) < 0
        ),
        a_cote={kind: measured for kind, measured in found.items() if measured[0]},
    )


def amounts_of(postes: Postes) -> dict[Ressource, int]:
    """What is not told apart is inside another family, and adds nothing by itself."""
    return {famille.key: famille.value.number or 0 for famille in postes.ressources.familles}


def breakpoints(low: int, high: int, *turns: int) -> list[int]:
    """The ends of what an unknown amount may be, and the values in between where a floor begins to act."""
    return sorted({low, high, *(turn for turn in turns if low < turn < high)})


def _cases(postes: Postes) -> Iterator[dict[Ressource, int]]:
    """The families floored at nil, for each bound of what public buyers paid."""
    amounts, bounds = amounts_of(postes), commande_bounds(postes)
    both = amounts[Ressource.COMMANDE] + amounts[Ressource.VENTES]
    for bought in breakpoints(bounds.number or 0, top(bounds), 0, both):
        case = amounts | {Ressource.COMMANDE: bought, Ressource.VENTES: both - bought}
        yield {key: max(amount, 0) for key, amount in case.items()}


def _part(postes: Postes, key: Ressource, cases: list[dict[Ressource, int]]) -> Value[Fraction]:
    shares = [Fraction(case[key], whole) for case in cases if (whole := sum(case.values()))]
    if not shares:
        return non_calculable(SANS_RESSOURCE)
    value, bounds = postes.ressources[key].value, commande_bounds(postes)
    if not value.is_computed and key is not Ressource.COMMANDE:
        return non_calculable(value.raison)
    split = key in (Ressource.COMMANDE, Ressource.VENTES) and bounds.is_range
    return calcule_entre(min(shares), max(shares), reserve=bounds.reserve if split else value.reserve)
