"""Everything that is computed of the files a person names: once here, told by every kind of report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from socioeco.anomalies import Anomaly
from socioeco.comptes import REGIME_CODES, Regime, check_regime, regime_for, regime_named
from socioeco.indicators import (
    Indicateur,
    Origine,
    Postes,
    RapprochementClasse7,
    compute_indicateurs,
    compute_resultat,
    hide_personnel,
    postes_of_balance,
    postes_of_typed,
    reconcile_classe_7,
)
from socioeco.indicators.budget_postes import postes_of_budget
from socioeco.indicators.declared_postes import postes_of_declared
from socioeco.indicators.leviers import Leviers, compute_leviers
from socioeco.readers import Answers, Balance, TypedExercice, compare_opening, exercice_key
from socioeco.readers.budget import Budget
from socioeco.readers.declared import DeclaredExercice
from socioeco.report.joining import Year, join
from socioeco.report.reading import Reading
from socioeco.report.restating import Retraitement, restate_year
from socioeco.report.told import check_financeurs
from socioeco.trajectories import Trajectory, build_trajectory
from socioeco.trajectories.exercices import libelles_of
from socioeco.typologies import Position, Variation, compute_position, sensitivity
from socioeco.typologies.lectures import Lecture, lectures

NO_ANSWER = Answers()
WHOLE = "Les fichiers ensemble"
DAY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercice:
    """One year and what is computed of it. `anomalies` are those of the year, beyond those of its files.

    A budget has no indicator and no position: they would be those of a wish.
    """

    label: str
    names: tuple[str, ...]
    postes: Postes
    indicateurs: tuple[Indicateur, ...]
    leviers: Leviers
    position: Position
    variations: tuple[Variation, ...]
    lectures: tuple[Lecture, ...]
    balance: Balance | None = None
    typed: TypedExercice | None = None
    rapprochement: RapprochementClasse7 | None = None
    anomalies: tuple[Anomaly, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """`exercices` are actual years, oldest first; `budgets` are forecasts, never among them.

    `trajectory` holds the same years, with their gaps, in the same order and under the same names. `retraitements`
    are the years before a change of rules, told again under the rules that follow.
    """

    readings: tuple[Reading, ...]
    exercices: tuple[Exercice, ...]
    budgets: tuple[Exercice, ...]
    trajectory: Trajectory
    retraitements: tuple[Retraitement, ...] = ()
    of_the_whole: tuple[Anomaly, ...] = ()
    notes: tuple[str, ...] = ()
    answers: Answers = NO_ANSWER
    plan: str = ""

    @property
    def anomalies(self) -> tuple[tuple[str, Anomaly], ...]:
        """Every anomaly, with the file or the exercice it is about."""
        of_files = ((reading.name, each) for reading in self.readings for each in reading.anomalies)
        of_the_whole = ((WHOLE, each) for each in self.of_the_whole)
        years = (*self.exercices, *self.budgets)
        return (
            *of_files,
            *of_the_whole,
            *((f"Exercice {year.label}", each) for year in years for each in year.anomalies),
        )

    @property
    def is_blocked(self) -> bool:
        """Whether a file, or files together, could not be computed."""
        return any(anomaly.is_blocking for _, anomaly in self.anomalies)

    def retraitement(self, avant: str) -> Retraitement | None:
        """What this year becomes under the rules of the next one, when they differ and it could be told again."""
        return next((each for each in self.retraitements if each.avant == avant), None)


def analyse(
    readings: Iterable[Reading],
    *,
    plan: str = "",
    answers: Answers = NO_ANSWER,
    hides_salaries: bool = False,
) -> Analysis:
    """What the files say together. `plan` overrides the chart of accounts of every year; KeyError if unknown.

    `hides_salaries`: nothing computed tells what staff costs, for whoever shares the report (`indicators.salaires`).

    Files of one exercice are added up when they are parts of it; what would count twice is left aside, and
    `anomalies` and `notes` say so. Raises ExercicesInvalides, a French sentence, for a year that closes before it opens.
    """
    readings = tuple(readings)
    found = join(readings)
    told = [(year, _postes(year, plan, answers)) for year in found.years]
    shown = [(year, hide_personnel(postes) if hides_salaries else postes) for year, postes in told]
    years = sorted((_exercice(year, postes, answers) for year, postes in shown), key=_dates)
    actual, budgets = (_named(years, is_budget=is_budget) for is_budget in (False, True))
    again = tuple(restated_years(actual, answers, hides_salaries=hides_salaries))
    return Analysis(
        readings=readings,
        exercices=_with_openings(actual),
        budgets=tuple(replace(year, label=f"{year.label} (budget)") for year in budgets),
        trajectory=build_trajectory(
            [year.postes for year in years], restated={_key(each.postes): each.postes for each in again}
        ),
        retraitements=again,
        of_the_whole=(*found.anomalies, *check_financeurs(answers, (year.postes for year in years))),
        notes=found.notes,
        answers=answers,
        plan=plan,
    )


def _dates(year: Exercice) -> tuple[object, object]:
    return year.postes.opened_on, year.postes.closed_on


def _named(years: Sequence[Exercice], *, is_budget: bool) -> list[Exercice]:
    """The names that the trajectory gives to the same years."""
    found = [year for year in years if (year.postes.origine is Origine.BUDGET) == is_budget]
    labels = libelles_of([year.postes for year in found])
    return [replace(year, label=label) for year, label in zip(found, labels, strict=True)]


# --- one exercice -----------------------------------------------------------------------------------------


def _exercice(year: Year, postes: Postes, answers: Answers) -> Exercice:
    balance = year.told if isinstance(year.told, Balance) else None
    rapprochement = reconcile_classe_7(balance, postes.regime) if balance and postes.regime else None
    leviers = compute_leviers(postes)
    return Exercice(
        label="",
        names=year.names,
        postes=postes,
        indicateurs=compute_indicateurs(postes, niveau=None),
        leviers=leviers,
        position=compute_position(postes, answers.opinions),
        variations=sensitivity(postes, answers.opinions),
        lectures=lectures(postes, answers.opinions, leviers),
        balance=balance,
        typed=year.told if isinstance(year.told, TypedExercice) else None,
        rapprochement=rapprochement,
        anomalies=_own_anomalies(balance, postes.regime, rapprochement),
    )


def _postes(year: Year, plan: str, answers: Answers) -> Postes:
    known, told = answers.of(*year.key), year.told
    match told:
        case TypedExercice():
            return postes_of_typed(told, answers=known)
        case DeclaredExercice():
            return postes_of_declared(told, answers=known)
        case Budget():
            return postes_of_budget(told, answers=known)
    regime = regime_named(plan) if plan else regime_for(told.opened_on)
    return postes_of_balance(told, regime, answers=known, declared=answers.financeurs, origine=year.origine)


def restated_years(
    years: Sequence[Exercice], answers: Answers, *, hides_salaries: bool = False
) -> Iterator[Retraitement]:
    """The year before a change of rules, told again under the newer ones; what is hidden stays so."""
    for before, after in pairwise(years):
        old, new, names = before.postes.regime, after.postes.regime, (before.label, after.label)
        if before.balance and old and new and REGIME_CODES.index(old.code) < REGIME_CODES.index(new.code):
            again = restate_year(before.postes, before.balance, new, answers.financeurs, names)
            yield again.without_salaries() if hides_salaries else again


def _key(postes: Postes) -> str:
    return exercice_key(postes.opened_on, postes.closed_on)


def _own_anomalies(
    balance: Balance | None, regime: Regime | None, rapprochement: RapprochementClasse7 | None
) -> tuple[Anomaly, ...]:
    if balance is None or regime is None or rapprochement is None:
        return ()
    return (
        *compute_resultat(balance).anomalies,
        *rapprochement.anomalies,
        *check_regime(balance, regime),
    )


def _with_openings(years: Sequence[Exercice]) -> tuple[Exercice, ...]:
    """Each year also checked against the closing of the one before, when they follow each other."""
    found = list(years[:1])
    for before, after in pairwise(years):
        found.append(replace(after, anomalies=(*after.anomalies, *_opening(before, after))))
    return tuple(found)


def _opening(before: Exercice, after: Exercice) -> tuple[Anomaly, ...]:
    follows = (after.postes.opened_on - before.postes.closed_on).days == DAY
    if not (follows and before.balance and after.balance):
        return ()
    return compare_opening(before.balance, after.balance)
