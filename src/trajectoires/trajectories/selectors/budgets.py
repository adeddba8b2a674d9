"""The budgets of a work, each beside the actual year of the same dates when there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from socioeco.readers.budget import Budget, budget_of_amounts
from socioeco.trajectories.budget_realise import BudgetCompare, compare_budget
from trajectoires.trajectories.models import ImportedFile, TypedBudget
from trajectoires.trajectories.selectors.exercices import Exercice, Work, exercice_labels


@dataclass(frozen=True)
class BudgetYear:
    """A budget that counts, from a file or typed. `exercice` has its dates; a project's is set beside no year."""

    label: str
    budget: Budget
    exercice: Exercice | None
    file: ImportedFile | None = None
    typed: TypedBudget | None = None

    @property
    def compared(self) -> BudgetCompare | None:
        if self.exercice is None or self.budget.is_projet:
            return None
        return compare_budget(self.budget, self.exercice.postes)


@dataclass(frozen=True)
class Budgets:
    """`set_aside`: typed budgets that a file replaces. `alone`: actual years without any budget, by name."""

    years: list[BudgetYear]
    set_aside: list[tuple[str, TypedBudget]]
    alone: list[str]

    def __bool__(self) -> bool:
        return bool(self.years)


def budgets_of(work: Work) -> Budgets:
    """One query beyond those of the work. The latest first: it is the one that is looked at."""
    files = [file for file in work.files if file.budget is not None and file.stands]
    told_by_file = {(file.opened_on, file.closed_on) for file in files}
    typed = list(work.trajectory.typed_budgets.all())
    counted = [each for each in typed if (each.opened_on, each.closed_on) not in told_by_file]
    by_dates = {(each.postes.opened_on, each.postes.closed_on): each for each in work.exercices}
    found = sorted([*_of_files(files), *map(_of_typed, counted)], key=_dates, reverse=True)
    labels = exercice_labels(map(_dates, found))
    years = [
        BudgetYear(label, budget, by_dates.get((budget.opened_on, budget.closed_on)), *source)
        for label, (budget, *source) in zip(labels, found, strict=True)
    ]
    told = {year.exercice.label for year in years if year.exercice and not year.budget.is_projet}
    return Budgets(
        years=years,
        set_aside=_set_aside([each for each in typed if each not in counted]),
        alone=[each.label for each in work.exercices if each.label not in told],
    )


Found = tuple[Budget, ImportedFile | None, TypedBudget | None]


def _of_files(files: Sequence[ImportedFile]) -> Iterator[Found]:
    for file in files:
        yield Budget.from_json(file.budget), file, None


def _of_typed(typed: TypedBudget) -> Found:
    return budget_of_amounts(typed.amounts, typed.opened_on, typed.closed_on), None, typed


def _dates(found: Found) -> tuple[date, date]:
    return found[0].opened_on, found[0].closed_on


def _set_aside(typed: Sequence[TypedBudget]) -> list[tuple[str, TypedBudget]]:
    labels = exercice_labels((each.opened_on, each.closed_on) for each in typed)
    return list(zip(labels, typed, strict=True))
