"""Budgets typed line by line."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from trajectoires.trajectories.models import Trajectory, TypedBudget
from trajectoires.trajectories.services.works import locked


@transaction.atomic
def save_budget(  # noqa: PLR0913 - whose, what, when
    *,
    trajectory: Trajectory | None,
    amounts: Mapping[str, int],
    opened_on: date,
    closed_on: date,
    replaces: TypedBudget | None = None,
    now: datetime,
) -> Trajectory:
    """Keep the amounts of one budget, in centimes by key of the form. The same dates take the place of the first."""
    work = locked(trajectory, now=now)
    if replaces is not None:
        work.typed_budgets.filter(pk=replaces.pk).delete()
    work.typed_budgets.update_or_create(
        opened_on=opened_on,
        closed_on=closed_on,
        defaults={"amounts": dict(amounts), "updated_at": now},
    )
    return work


def budget_or_404(trajectory: Trajectory, budget_id: int) -> TypedBudget:
    """A typed budget of this trajectory. Another's is not found."""
    budget = trajectory.typed_budgets.filter(id=budget_id).first()
    if budget is None:
        raise Http404("Ce budget n’est pas dans votre travail.")
    return budget


@transaction.atomic
def remove_budget(*, trajectory: Trajectory, budget_id: int) -> None:
    budget_or_404(trajectory, budget_id).delete()
