"""The files of a work that ask for something."""

from datetime import date

from django.db.models import Q

from trajectoires.trajectories.models import ImportedFile, Trajectory


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
