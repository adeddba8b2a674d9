"""Actions are written, changed, taken away. A work holds a few."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from trajectoires.kit.enums import MOST_ACTIONS, State
from trajectoires.kit.models import Action
from trajectoires.kit.selectors.plans import base_of
from trajectoires.trajectories.models import Trajectory

FULL = f"Votre plan a déjà {MOST_ACTIONS} actions, le plus que nous gardons : retirez-en une, ou modifiez-en une."
TAKEN = "Cette suggestion est déjà dans votre plan."


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a person says of an action. Targets are centimes, or hours; `dropped_because` is there for a dropped one."""

    what: str
    why: str = ""
    why_href: str = ""
    suggestion: str = ""
    page: str = ""
    who: str = ""
    due_on: date | None = None
    effect_centimes: int | None = None
    effect: str = ""
    measure: str = ""
    target_1: int | None = None
    target_2: int | None = None
    state: State = State.TO_DO
    dropped_because: str = ""


@transaction.atomic
def add_action(*, trajectory: Trajectory, written: Written, now: datetime) -> Action:
    """Note the last actual exercice: what follows is measured from there.

    Raises ValidationError when the plan is full, or holds this suggestion already: two clicks at once take their turn.
    """
    work = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    actions = Action.objects.filter(trajectory=work)
    if actions.count() >= MOST_ACTIONS:
        raise ValidationError(FULL)
    if written.suggestion and actions.filter(suggestion=written.suggestion).exists():
        raise ValidationError(TAKEN)
    return Action.objects.create(
        trajectory=work,
        base_closed_on=base_of(work),
        created_at=now,
        updated_at=now,
        **asdict(written),
    )


@transaction.atomic
def change_action(*, action: Action, written: Written, now: datetime) -> Action:
    """Where it comes from does not change. An action that had no exercice to start from takes the last one."""
    for name, value in asdict(written).items():
        setattr(action, name, value)
    action.base_closed_on = action.base_closed_on or base_of(action.trajectory)
    action.updated_at = now
    action.save()
    return action


def remove_action(*, action: Action) -> str:
    """Return what it said."""
    action.delete()
    return action.what
