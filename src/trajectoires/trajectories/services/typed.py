"""Years typed by hand."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from socioeco.readers import TypedExercice
from trajectoires.trajectories.models import Trajectory, TypedYear
from trajectoires.trajectories.services.answers import put_hours
from trajectoires.trajectories.services.works import locked


@transaction.atomic
def save_typed(
    *,
    trajectory: Trajectory | None,
    exercice: TypedExercice,
    hours: int | None,
    replaces: TypedYear | None = None,
    now: datetime,
) -> Trajectory:
    """Keep the lines of one exercice. The same dates typed again take the place of the first lines."""
    work = locked(trajectory, now=now)
    if replaces is not None:
        work.typed_years.filter(pk=replaces.pk).delete()
    work.typed_years.update_or_create(
        opened_on=exercice.opened_on,
        closed_on=exercice.closed_on,
        defaults={"lines": exercice.to_json(), "updated_at": now},
    )
    put_hours(work, opened_on=exercice.opened_on, closed_on=exercice.closed_on, hours=hours)
    return work


def typed_or_404(trajectory: Trajectory, typed_id: int) -> TypedYear:
    """A typed year of this trajectory. Another's is not found."""
    typed = trajectory.typed_years.filter(id=typed_id).first()
    if typed is None:
        raise Http404("Cette année n’est pas dans votre travail.")
    return typed


@transaction.atomic
def remove_typed(*, trajectory: Trajectory, typed_id: int) -> None:
    typed_or_404(trajectory, typed_id).delete()
