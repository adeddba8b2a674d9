"""Thousands of futures drawn from the person's own yearly changes, vectorised; each of them opens in double entry.

A future draws, for each of its years, one of the passages that were lived from a year to the next, and adds what every
family changed then, in euros, to the scenario. Families move together, as they did. No distribution is supposed; a
family that would fall below nil stays at nil.

Arithmetic is exact: amounts are whole centimes held in 64-bit floats, and shares of the year are fractions of a power of
two, so the same seed gives the same centimes on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from socioeco.formats import format_nombre
from socioeco.indicators import Postes
from socioeco.scenarios.flux import MONTHS, Nature
from socioeco.scenarios.livre import Ligne, ligne_of
from socioeco.scenarios.positions import Position
from socioeco.scenarios.scenario import Scenario, close, write
from socioeco.scenarios.variations import GROUPES, Groupe, Passage, passages_of
from socioeco.values import Value, calcule, non_calculable

FUTURES = 10_000
DIXIEMES = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
PRECISION_BITS = 12
EXACT_BITS = 52
TIRAGE = (
    "Chaque futur rejoue, dans un ordre tiré au sort, des passages d’une année à l’autre que vous avez vécus, tendance "
    "comprise. Ce que vous n’avez jamais vécu n’y est pas\u00a0: l’avenir peut sortir de cette fourchette."
)
RUPTURE = (
    "Une partie de ces variations traverse un changement de règles comptables ou de manière de saisir\u00a0: elle peut "
    "venir des comptes plutôt que de la vie de l’association."
)
Amounts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantilesMois:
    """Cash at the end of a month: for each share asked, the amount that this share of futures does not exceed."""

    numero: int
    valeurs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Futur:
    """One future, as a scenario whose entries balance, and the passage it drew for each year."""

    scenario: Scenario
    tirages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """Cash of every future by month: `tresorerie[month - 1, future]`, in centimes."""

    scenario: Scenario
    passages: tuple[Passage, ...]
    seed: int
    tirages: NDArray[np.int64]
    tresorerie: Amounts

    @property
    def futurs(self) -> int:
        return int(self.tresorerie.shape[1])

    @property
    def phrase(self) -> str:
        """How to name this range on screen."""
        return f"Sur {format_nombre(self.futurs)} futurs tirés de vos propres variations"

    @property
    def prudences(self) -> tuple[str, ...]:
        """What must be said beside these numbers."""
        return (TIRAGE, RUPTURE) if any(passage.is_rupture for passage in self.passages) else (TIRAGE,)

    def quantiles(self, parts: Sequence[Fraction] = DIXIEMES) -> tuple[QuantilesMois, ...]:
        """By month, amounts of actual futures: nothing is interpolated."""
        ranks = [max(-(-part.numerator * self.futurs // part.denominator) - 1, 0) for part in parts]
        ordered = np.partition(self.tresorerie, sorted(set(ranks)), axis=1)[:, ranks]
        return tuple(
            QuantilesMois(numero=numero, valeurs=tuple(map(int, row)))
            for numero, row in enumerate(ordered.tolist(), start=1)
        )

    @property
    def part_a_sec(self) -> Fraction:
        """The share of futures where cash runs out, in one month at least."""
        return Fraction(int(np.count_nonzero(self.tresorerie.min(axis=0) < 0)), self.futurs)

    def futur(self, rank: int) -> Futur:
        """One of the futures, opened: its entries, its balance sheet, the years it drew. `rank` begins with 0."""
        drawn = tuple(self.passages[pick] for pick in self.tirages[:, rank].tolist())
        base, years = self.scenario, len(drawn)
        cash = [int(amount) for amount in self.tresorerie[:, rank].tolist()]
        gaps = [amount - mois.tresorerie_centimes for amount, mois in zip(cash, base.mois, strict=True)]
        steps = [after - before for before, after in zip([0, *gaps], gaps, strict=False)]
        livre = write(base.depart, base.cards, years=years)
        ligne = Ligne(cle="simulation", libelle="Écart tiré de vos propres variations", nature=Nature.PRODUIT)
        livre.post_result(ligne, Position.TRESORERIE, steps)
        return Futur(scenario=close(livre, base.cards), tirages=drawn)


def simulate(
    scenario: Scenario, years: Sequence[Postes], *, seed: int, futures: int = FUTURES
) -> Value[Simulation]:
    """Futures around a scenario, from five actual years or more; else the reason, in French.

    The trend of the series is in its changes: a series that grew gives futures that grow.
    """
    passages = passages_of(years)
    if passages.number is None:
        return non_calculable(passages.raison)
    if scenario.depart.sans_tresorerie:
        return non_calculable(scenario.depart.sans_tresorerie)
    return calcule(_drawn(scenario, passages.number, seed=seed, futures=futures))


def _drawn(scenario: Scenario, passages: tuple[Passage, ...], *, seed: int, futures: int) -> Simulation:
    horizon = len(scenario.mois) // MONTHS
    picks = np.random.default_rng(seed).integers(0, len(passages), size=(horizon, futures))
    changes = np.array([passage.ecarts for passage in passages], dtype=np.float64).T
    levels = _levels(scenario)
    weights = _weights(scenario, _bits(levels, changes, horizon))
    cash = np.empty((horizon * MONTHS, futures))
    moved, start = np.zeros((len(GROUPES), futures)), np.zeros(futures)
    for year, (level, drawn) in enumerate(zip(levels, picks, strict=True)):
        moved += changes[:, drawn]
        gap = np.maximum(moved, np.minimum(-level, 0))
        months = cash[year * MONTHS : (year + 1) * MONTHS]
        np.rint(weights @ gap, out=months)
        months += start
        start = months[-1].copy()
    cash += np.array([[mois.tresorerie_centimes] for mois in scenario.mois], dtype=np.float64)
    return Simulation(scenario=scenario, passages=passages, seed=seed, tirages=picks, tresorerie=cash)


def _levels(scenario: Scenario) -> Amounts:
    """By year, what each group comes to in the scenario: how far it may fall before nil."""
    rows = [_year(scenario, annee.numero) for annee in scenario.annees]
    return np.array(rows, dtype=np.float64)[:, :, None]


def _year(scenario: Scenario, annee: int) -> list[int]:
    lignes = scenario.lignes(annee).values()
    return [sum(amount for ligne, amount in lignes if groupe.holds(ligne)) for groupe in GROUPES]


def _bits(levels: Amounts, changes: Amounts, horizon: int) -> int:
    """How finely months may be weighed for every sum to stay exact in a float."""
    most = int(np.abs(levels).max(initial=0)) + horizon * int(np.abs(changes).max(initial=0))
    return max(0, min(PRECISION_BITS, EXACT_BITS - (most * len(GROUPES)).bit_length()))


def _weights(scenario: Scenario, bits: int) -> Amounts:
    """By month and group, the signed share of the year that is there at the end of the month; 1 at the last."""
    return np.array([_cumulated(scenario, groupe, bits) for groupe in GROUPES], dtype=np.float64).T


def _cumulated(scenario: Scenario, groupe: Groupe, bits: int) -> list[float]:
    """As the base year does; by twelfths when the group is nil or has months below nil."""
    lines = [flux.profil for flux in scenario.depart.flux if groupe.holds(ligne_of(flux))]
    months = [sum(step) for step in zip(*lines, strict=True)] or [0] * MONTHS
    if min(months) < 0 or not any(months):
        months = [1] * MONTHS
    whole, steps = sum(months), 2**bits
    return [groupe.signe * (known * steps // whole) / steps for known in accumulate(months)]
