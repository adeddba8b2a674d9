"""What is computed of the scenarios of a file: once here, told by every kind of report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socioeco.anomalies import Anomaly
from socioeco.indicators import Postes
from socioeco.report.analysis import Analysis
from socioeco.report.scenario.cards import NOTHING, Plan
from socioeco.scenarios import (
    Depart,
    Enveloppe,
    Scenario,
    ScenarioComparison,
    StressTable,
    compare_scenarios,
    envelope,
    passages_of,
    stress,
)
from socioeco.values import Value, non_calculable

if TYPE_CHECKING:
    from socioeco.scenarios.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One scenario played. `cle` begins its anchors. `is_reference`: added to compare with, not asked for."""

    cle: str
    plan: Plan
    enveloppe: Enveloppe
    pertes: StressTable
    simulation: "Value[Simulation]"
    is_reference: bool = False

    @property
    def nom(self) -> str:
        return self.plan.nom

    @property
    def scenario(self) -> Scenario:
        """The one of the central amounts."""
        return self.enveloppe.central

    @property
    def has_range(self) -> bool:
        return bool(self.enveloppe.cas)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What scenarios stand on: the name of the last actual exercice, the starting point that it gives, the actual years
    that it ends, oldest first. `fichiers` are names and fingerprints; whoever keeps no file has none.
    """

    label: str
    depart: Depart
    years: tuple[Postes, ...]
    fichiers: tuple[tuple[str, str], ...] = ()
    anomalies: tuple[tuple[str, Anomaly], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """Whether a file could not be computed: the last exercice is then the last one that could."""
        return any(anomaly.is_blocking for _, anomaly in self.anomalies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """`comparison` is there from two scenarios on; the first is the reference."""

    ground: Ground
    annees: int
    graine: int
    scenarios: tuple[Told, ...]
    comparison: ScenarioComparison | None

    @property
    def depart(self) -> Depart:
        return self.ground.depart

    @property
    def asked(self) -> tuple[Told, ...]:
        """The scenarios of the person."""
        return tuple(each for each in self.scenarios if not each.is_reference)


def ground_of(analysis: Analysis, depart: Depart) -> Ground:
    """`depart` is that of the last exercice of the analysis."""
    return Ground(
        label=analysis.exercices[-1].label,
        depart=depart,
        years=tuple(year.postes for year in analysis.exercices),
        fichiers=tuple((each.name, each.empreinte) for each in analysis.readings),
        anomalies=analysis.anomalies,
    )


def play_plans(ground: Ground, plans: Sequence[Plan], *, years: int, seed: int) -> Played:
    """Every scenario from the same start, and the last year repeated beside them unless it is one of them.

    The plans are valid for this start and for these years.
    """
    has_reference = any(not plan.cards for plan in plans)
    every = plans if has_reference else (NOTHING, *plans)
    told = tuple(
        _told(ground, plan, f"s{place}", years=years, seed=seed, is_reference=plan not in plans)
        for place, plan in enumerate(every)
    )
    named = {each.nom: each.scenario for each in told}
    return Played(
        ground=ground,
        annees=years,
        graine=seed,
        scenarios=told,
        comparison=compare_scenarios(named) if len(named) > 1 else None,
    )


def _told(  # noqa: PLR0913 - all that a scenario is played with
    ground: Ground, plan: Plan, cle: str, *, years: int, seed: int, is_reference: bool
) -> Told:
    found = envelope(ground.depart, plan.cards, years=years)
    return Told(
        cle=cle,
        plan=plan,
        enveloppe=found,
        pertes=stress(ground.depart, plan.cards, years=years),
        simulation=_simulated(ground.years, found.central, seed),
        is_reference=is_reference,
    )


def _simulated(years: tuple[Postes, ...], scenario: Scenario, seed: int) -> "Value[Simulation]":
    passages = passages_of(years)
    if passages.number is None:
        return non_calculable(passages.raison)
    from socioeco.scenarios.simulation import simulate  # NumPy, for those alone who have five years

    return simulate(scenario, years, seed=seed)
