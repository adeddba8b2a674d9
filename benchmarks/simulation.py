"""Measure ten thousand simulated futures of five years by month against a bare NumPy draw and cumulative sum.

Both are taken in the same run, in turn, and the best of several is kept: the ratio depends little on the machine. What is
measured is what a person waits for: changes of the series, draws, months, quantiles and the share that runs out of cash.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from socioeco.comptes import regime_for
from socioeco.generator import generate_association
from socioeco.indicators import Postes, postes_of_balance
from socioeco.readers import read_fec
from socioeco.scenarios import depart_of_balance, project
from socioeco.scenarios.simulation import FUTURES, Simulation, simulate

YEARS, MONTHS, ROUNDS, SEED = 5, 60, 15, 2026
LIMIT = 5.0


@dataclass(frozen=True)
class Measure:
    """One row: what was measured, its time and that of its yardstick, and the ratio that must not be passed."""

    name: str
    seconds: float
    yardstick_seconds: float
    limit: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.yardstick_seconds

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit


def measures() -> list[Measure]:
    """The one bar of the scenarios, measured now."""
    play = _prepared()
    bare, ours = float("inf"), float("inf")
    for _round in range(ROUNDS):
        bare = min(bare, _timed(_bare))
        ours = min(ours, _timed(play))
    name = f"{FUTURES} futures of {YEARS} years by month, with quantiles"
    return [Measure(name=name, seconds=ours, yardstick_seconds=bare, limit=LIMIT)]


def main() -> int:
    found = measures()
    for each in found:
        verdict = "holds" if each.holds else "BROKEN"
        times = f"{each.seconds * 1000:.1f} ms against {each.yardstick_seconds * 1000:.1f} ms"
        print(f"{each.name}: {times}, {each.ratio:.2f} x (at most {each.limit:g} x): {verdict}")
    return 0 if all(each.holds for each in found) else 1


def _bare() -> None:
    np.random.default_rng(SEED).standard_normal((FUTURES, MONTHS)).cumsum(axis=1)


def _prepared() -> Callable[[], None]:
    """A fictitious association of six years, read and projected beforehand."""
    association = generate_association(
        "subvention_perdue", seed=SEED, first_year=2019, years=6, size="petite"
    )
    balances = [
        read_fec([exercice.fec_bytes()], exercice.fec_name).balance for exercice in association.exercices
    ]
    read = [balance for balance in balances if balance]
    postes: list[Postes] = [postes_of_balance(each, regime_for(each.opened_on)) for each in read]
    depart = depart_of_balance(read[-1], regime_for(read[-1].opened_on), postes[-1])
    scenario = project(depart, [], years=YEARS)

    def play() -> None:
        simulation = simulate(scenario, postes, seed=SEED).number
        if simulation is None:
            raise SystemExit("the six generated years make no simulation")
        _read(simulation)

    return play


def _read(simulation: Simulation) -> None:
    simulation.quantiles()
    _ = simulation.part_a_sec


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
