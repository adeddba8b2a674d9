"""The files of a work that ask for something."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.selectors.exercices import work_of


def undated_file(trajectory: Trajectory) -> ImportedFile | None:
    """The first table whose dates nobody has told."""
    return trajectory.files.filter(undated__isnull=False).order_by("imported_at", "pk").first()


def dates_of(file: ImportedFile) -> tuple[date, date]:
    """The dates of a table: its own, or those to propose when it has none."""
    if file.undated is not None:
        opened, closed = (date.fromisoformat(file.undated[key]) for key in ("ouvert_le", "clos_le"))
        return opened, closed
    if file.opened_on is None or file.closed_on is None:
        raise ValueError("a file that tells nothing has no dates")
    return file.opened_on, file.closed_on


def has_actual(trajectory: Trajectory) -> bool:
    """Whether a year is told, or a refused file has its reasons to say: what the result page shows."""
    is_budget = Q(budget__isnull=False)
    return trajectory.typed_years.exists() or trajectory.files.exclude(is_budget).exists()


def has_budget(trajectory: Trajectory) -> bool:
    return trajectory.files.filter(budget__isnull=False).exists() or trajectory.typed_budgets.exists()


def are_of_one_sort(one: ImportedFile, other: ImportedFile) -> bool:
    """Whether both are accounts, said in the same way."""
    return one.balance is not None and other.balance is not None and one.genre == other.genre


def replaced_since(trajectory: Trajectory, at: datetime) -> QuerySet[ImportedFile]:
    """What was set aside for the files read at this instant."""
    found = trajectory.files.filter(replaced_by__imported_at=at)
    return found.select_related("replaced_by").order_by("pk")


def replaced_for(file: ImportedFile) -> QuerySet[ImportedFile]:
    """What was set aside for this file."""
    return file.replaced.select_related("replaced_by").order_by("pk")


def is_maybe_twice(trajectory: Trajectory, file: ImportedFile) -> bool:
    """Whether the files that a file is added up with seem to hold the same entries."""
    found = (each for each in work_of(trajectory).exercices if file in each.files)
    return any(each.is_maybe_twice for each in found)
