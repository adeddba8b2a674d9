from django.db.models import QuerySet

from socioeco.readers import Answers, TypedExercice
from trajectoires.trajectories.models import PendingFile, Trajectory, TypedYear
from trajectoires.trajectories.selectors.activities import (
    ByActivity,
    Shared,
    activity_or_404,
    axis_of_file,
    by_activity,
    distribution_of,
    exercice_or_404,
    keys_of_others,
    rows_of,
    soldes_of,
    year_slug,
)
from trajectoires.trajectories.selectors.alliances import (
    alliances_by_year,
    alliances_of,
    payers_for,
    told_of,
)
from trajectoires.trajectories.selectors.budgets import Budgets, BudgetYear, budgets_of
from trajectoires.trajectories.selectors.exercices import Exercice, Work, exercice_labels, work_of
from trajectoires.trajectories.selectors.files import (
    are_of_one_sort,
    dates_of,
    has_actual,
    has_budget,
    is_maybe_twice,
    replaced_for,
    replaced_since,
    undated_file,
)
from trajectoires.trajectories.selectors.method import MethodPage, method_pages
from trajectoires.trajectories.selectors.rangements import (
    Funded,
    Placed,
    account_or_404,
    alike,
    financeur_or_404,
    funded_of,
    placed_of,
)
from trajectoires.trajectories.selectors.reports import Salaries, figures_of, salaries_of
from trajectoires.trajectories.selectors.scenarios import (
    Proposal,
    cards_of,
    demonstration_plans,
    errors_of,
    ground_of,
    plan_of,
    play,
    proposals_of,
)
from trajectoires.trajectories.selectors.sharing import (
    KeptWork,
    accesses_of,
    kept_works,
    open_shares,
    shares_of,
    threads_of,
    without_work,
)
from trajectoires.trajectories.selectors.shown import (
    Shown,
    masks_staff,
    shown_by_activity,
    without_personnel,
    work_shown,
)
from trajectoires.trajectories.selectors.stories import last_sent, story_of, touched_choices

__all__ = [
    "BudgetYear",
    "Budgets",
    "ByActivity",
    "Exercice",
    "Funded",
    "KeptWork",
    "MethodPage",
    "Placed",
    "Proposal",
    "Salaries",
    "Shared",
    "Shown",
    "Work",
    "accesses_of",
    "account_or_404",
    "activity_or_404",
    "alike",
    "alliances_by_year",
    "alliances_of",
    "answers_of",
    "are_of_one_sort",
    "axis_of_file",
    "budgets_of",
    "by_activity",
    "cards_of",
    "dates_of",
    "demonstration_plans",
    "demonstrations",
    "distribution_of",
    "errors_of",
    "exercice_labels",
    "exercice_or_404",
    "figures_of",
    "financeur_or_404",
    "funded_of",
    "ground_of",
    "has_actual",
    "has_budget",
    "has_typed",
    "is_maybe_twice",
    "kept_works",
    "keys_of_others",
    "last_sent",
    "masks_staff",
    "method_pages",
    "open_shares",
    "payers_for",
    "pending_files",
    "placed_of",
    "plan_of",
    "play",
    "proposals_of",
    "replaced_for",
    "replaced_since",
    "rows_of",
    "salaries_of",
    "shares_of",
    "shown_by_activity",
    "soldes_of",
    "story_of",
    "threads_of",
    "told_of",
    "touched_choices",
    "undated_file",
    "without_personnel",
    "without_work",
    "work_of",
    "work_shown",
    "year_slug",
]


def demonstrations() -> QuerySet[Trajectory]:
    return Trajectory.objects.filter(demonstration_slug__isnull=False).order_by("name")


def pending_files(trajectory: Trajectory) -> list[PendingFile]:
    """In the order they came: those being read or waiting, and those whose reading was broken off."""
    return list(trajectory.pending_files.all())


def answers_of(trajectory: Trajectory) -> Answers:
    return Answers.from_json(trajectory.answers)


def has_typed(trajectory: Trajectory, exercice: TypedExercice, *, but: TypedYear | None) -> bool:
    """Whether another typed year has these dates."""
    found = trajectory.typed_years.filter(opened_on=exercice.opened_on, closed_on=exercice.closed_on)
    return (found.exclude(pk=but.pk) if but else found).exists()
