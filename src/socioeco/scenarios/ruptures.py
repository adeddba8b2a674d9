"""What breaks first in a scenario: the thresholds it crosses, in the order of time, and how early they may come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from socioeco.scenarios.flux import MONTHS
from socioeco.scenarios.ranges import Enveloppe
from socioeco.scenarios.scenario import Scenario


class Rupture(StrEnum):
    """What gives way. No threshold here is a norm: below nil, there is nothing left."""

    TRESORERIE = "tresorerie"  # a month ends with cash below nil
    FONDS_PROPRES = "fonds_propres"  # a month ends with own funds below nil, result so far included
    DEFICIT = "deficit"  # a year ends in loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Franchissement:
    """`mois` is the first month that ends past the threshold with the central amounts, None when none does.

    `au_plus_tot` is the earliest one among every corner of the ranges, None when even there it is not crossed.
    """

    rupture: Rupture
    mois: int | None
    au_plus_tot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruptures:
    """`franchies` in the order of time, `evitees` those that no case crosses, `raisons` what is not known, and why."""

    franchies: tuple[Franchissement, ...]
    evitees: tuple[Rupture, ...]
    raisons: tuple[str, ...]

    @property
    def premiere(self) -> Franchissement | None:
        """The first to give way with the central amounts; None when none does."""
        return next((each for each in self.franchies if each.mois is not None), None)


First = Callable[[Scenario], int | None]


def ruptures_of(enveloppe: Enveloppe) -> Ruptures:
    """What is not known at the start is never said to hold, nor to break. On the same month, cash comes first."""
    depart = enveloppe.central.depart
    unknown = {Rupture.TRESORERIE: depart.sans_tresorerie, Rupture.FONDS_PROPRES: depart.sans_fonds_propres}
    judged = [each for each in Rupture if not unknown.get(each)]
    found = [_crossed(enveloppe, each) for each in judged]
    crossed = (each for each in found if each.au_plus_tot is not None)
    return Ruptures(
        franchies=tuple(sorted(crossed, key=lambda each: _rank(each, len(enveloppe.central.mois)))),
        evitees=tuple(each.rupture for each in found if each.au_plus_tot is None),
        raisons=tuple(dict.fromkeys(filter(None, unknown.values()))),
    )


def _crossed(enveloppe: Enveloppe, rupture: Rupture) -> Franchissement:
    first = FIRSTS[rupture]
    months = [month for each in enveloppe.cas if (month := first(each)) is not None]
    central = first(enveloppe.central)
    every = months if central is None else [central, *months]
    return Franchissement(rupture=rupture, mois=central, au_plus_tot=min(every, default=None))


def _rank(each: Franchissement, horizon: int) -> tuple[int, int]:
    """What breaks only in a corner comes after what breaks with the central amounts."""
    return (each.mois or horizon + (each.au_plus_tot or 0), list(Rupture).index(each.rupture))


def _months(is_past: Callable[[Scenario, int], bool]) -> First:
    def first(scenario: Scenario) -> int | None:
        return next((each.numero for each in scenario.mois if is_past(scenario, each.numero)), None)

    return first


def _losses(scenario: Scenario) -> Iterator[int]:
    return (annee.numero * MONTHS for annee in scenario.annees if annee.resultat_centimes < 0)


FIRSTS: dict[Rupture, First] = {
    Rupture.TRESORERIE: _months(lambda each, month: each.mois[month - 1].tresorerie_centimes < 0),
    Rupture.FONDS_PROPRES: _months(lambda each, month: each.mois[month - 1].fonds_propres_centimes < 0),
    Rupture.DEFICIT: lambda each: next(_losses(each), None),
}
