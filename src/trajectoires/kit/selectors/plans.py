"""The plan of a work: its actions, and for each what was aimed at beside what the accounts say since."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from socioeco.indicators import Origine, SourceLine
from socioeco.readers import Question
from socioeco.values import Value, calcule, non_calculable
from trajectoires.kit.enums import HOURS, RESULT, State
from trajectoires.kit.models import Action
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.selectors import Exercice, work_of

A_YEAR = range(359, 371)  # days from opening to closing, as the results say of an exercice that is none
NO_HOURS = "Vous n’avez pas dit combien d’heures les bénévoles ont données cette année-là."


@dataclass(frozen=True)
class Measured:
    """A measure of one exercice: centimes, or hours. `terms` are what it is made of, each with its lines."""

    exercice: Exercice
    value: Value[int]
    terms: tuple[tuple[str, Value[int], tuple[SourceLine, ...]], ...] = ()

    @property
    def is_a_year(self) -> bool:
        postes = self.exercice.postes
        return (postes.closed_on - postes.opened_on).days in A_YEAR


@dataclass(frozen=True)
class Goal:
    """What is aimed at for the exercice that holds `day`, `rank` years after the start. `reached`: once it is there."""

    rank: int
    day: date
    target: int
    reached: Measured | None

    @property
    def gap(self) -> int | None:
        """What was reached less what was aimed at; None until both are exact."""
        if self.reached is None or self.reached.value.number is None or self.reached.value.is_range:
            return None
        return self.reached.value.number - self.target


@dataclass(frozen=True)
class Tracked:
    action: Action
    start: Measured | None
    goals: list[Goal]


def actual(exercices: Sequence[Exercice]) -> list[Exercice]:
    """Those that are over: a budget is no exercice to measure."""
    return [each for each in exercices if each.postes.origine is not Origine.BUDGET]


def base_of(trajectory: Trajectory) -> date | None:
    """When the last actual exercice closed."""
    found = actual(work_of(trajectory).exercices)
    return found[-1].postes.closed_on if found else None


def actions_of(trajectory: Trajectory) -> list[Action]:
    """By date, those without a date last."""
    return list(Action.objects.filter(trajectory=trajectory))


def grouped(actions: Sequence[Action]) -> list[tuple[str, list[Action]]]:
    """What is to be done first, then what is done, then what was dropped."""
    groups = [
        ("À faire et en cours", [each for each in actions if State(each.state).is_open]),
        ("Faites", [each for each in actions if each.state == State.DONE]),
        ("Abandonnées", [each for each in actions if each.state == State.DROPPED]),
    ]
    return [group for group in groups if group[1]]


def track(action: Action, exercices: Sequence[Exercice]) -> Tracked:
    """`exercices` are those shown to whoever reads: what is hidden from her is hidden here."""
    years = actual(exercices)
    if not action.measure or action.base_closed_on is None:
        return Tracked(action, None, [])
    targets = [(1, action.target_1), (2, action.target_2)]
    return Tracked(
        action,
        _measured(_holding(years, action.base_closed_on), action.measure),
        [_goal(action, rank, target, years) for rank, target in targets if target is not None],
    )


def _goal(action: Action, rank: int, target: int, years: Sequence[Exercice]) -> Goal:
    day = years_after(action.base_closed_on, rank)
    later = [each for each in years if each.postes.closed_on > action.base_closed_on]
    return Goal(rank, day, target, _measured(_holding(later, day), action.measure))


def years_after(day: date, rank: int) -> date:
    """The same day of a later year; 29 February becomes the 28th, and the last of February stays the last."""
    year = day.year + rank
    last = calendar.monthrange(year, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, last if is_last else min(day.day, last))


def _holding(years: Sequence[Exercice], day: date) -> Exercice | None:
    """The exercice that this day belongs to: its closing may have moved by a few days, or months."""
    return next((each for each in years if each.postes.opened_on <= day <= each.postes.closed_on), None)


def _measured(exercice: Exercice | None, measure: str) -> Measured | None:
    if exercice is None:
        return None
    postes = exercice.postes
    if measure == HOURS:
        hours = postes.answers.get(Question.HEURES)
        return Measured(exercice, non_calculable(NO_HOURS) if hours is None else calcule(hours))
    if measure == RESULT:
        terms = (("Produits", postes.produits), ("Charges", postes.charges))
        return Measured(
            exercice,
            calcule(postes.resultat_centimes),
            tuple((label, poste.value, poste.sources) for label, poste in terms),
        )
    found = getattr(postes, measure) if measure in {"charges", "tresorerie"} else postes.ressources[measure]
    return Measured(exercice, found.value, (("", found.value, found.sources),))
