"""What is computed of the scenarios of a file: once here, told by every kind of report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socioeco.report.analysis import Analysis, Exercice
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
class Played:
    """`year` is the last actual exercice. `comparison` is there from two scenarios on; the first is the reference."""

    analysis: Analysis
    year: Exercice
    depart: Depart
    annees: int
    graine: int
    scenarios: tuple[Told, ...]
    comparison: ScenarioComparison | None

    @property
    def asked(self) -> tuple[Told, ...]:
        """The scenarios of the person."""
        return tuple(each for each in self.scenarios if not each.is_reference)


def play_plans(analysis: Analysis, depart: Depart, plans: Sequence[Plan], *, years: int, seed: int) -> Played:
    """Every scenario from the same start, and the last year repeated beside them unless it is one of them.

    `depart` is that of the last exercice of the analysis; the plans are valid for it and for these years.
    """
    has_reference = any(not plan.cards for plan in plans)
    every = plans if has_reference else (NOTHING, *plans)
    told = tuple(
        _told(analysis, depart, plan, f"s{place}", years=years, seed=seed, is_reference=plan not in plans)
        for place, plan in enumerate(every)
    )
    named = {each.nom: each.scenario for each in told}
    return Played(
        analysis=analysis,
        year=analysis.exercices[-1],
        depart=depart,
        annees=years,
        graine=seed,
        scenarios=told,
        comparison=compare_scenarios(named) if len(named) > 1 else None,
    )


def _told(  # noqa: PLR0913 - all that a scenario is played with
    analysis: Analysis, depart: Depart, plan: Plan, cle: str, *, years: int, seed: int, is_reference: bool
) -> Told:
    found = envelope(depart, plan.cards, years=years)
    return Told(
        cle=cle,
        plan=plan,
        enveloppe=found,
        pertes=stress(depart, plan.cards, years=years),
        simulation=_simulated(analysis, found.central, seed),
        is_reference=is_reference,
    )


def _simulated(analysis: Analysis, scenario: Scenario, seed: int) -> "Value[Simulation]":
    years = [year.postes for year in analysis.exercices]
    passages = passages_of(years)
    if passages.number is None:
        return non_calculable(passages.raison)
    from socioeco.scenarios.simulation import simulate  # NumPy, for those alone who have five years

    return simulate(scenario, years, seed=seed)
