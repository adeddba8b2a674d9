"""The workbook of figures comes back: its years and its answers take their place in the work."""

from datetime import datetime

from django.db import transaction

from socioeco.readers import Answers, TypedExercice
from socioeco.report.saisie import Saisie, completed
from trajectoires.trajectories.enums import MOST_TYPED_YEARS
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.services.works import locked


class TooManyYears(ValueError):
    """More typed years than a work keeps, those of the workbook and those that stay."""


@transaction.atomic
def take_back(*, trajectory: Trajectory | None, saisie: Saisie, now: datetime) -> Trajectory:
    """Years of the same dates take the place of the former, the others stay; so do answers that no sheet asks for.

    Raises TooManyYears, and changes nothing. Starts a work when there is none.
    """
    work = locked(trajectory, now=now)
    for exercice in saisie.exercices:
        _keep(work, exercice, now=now)
    if work.typed_years.count() > MOST_TYPED_YEARS:
        raise TooManyYears
    work.answers = completed(Answers.from_json(work.answers), saisie).to_json()
    work.save(update_fields=["answers"])
    return work


def _keep(work: Trajectory, exercice: TypedExercice, *, now: datetime) -> None:
    lines = exercice.to_json()
    same = {"opened_on": exercice.opened_on, "closed_on": exercice.closed_on}
    if not work.typed_years.filter(**same, lines=lines).exists():
        work.typed_years.update_or_create(**same, defaults={"lines": lines, "updated_at": now})
