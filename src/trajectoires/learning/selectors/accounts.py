"""Whose accounts an exercise is about: the visitor's own, else those of a demonstration association."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from socioeco.indicators import Postes
from trajectoires.organisations.access import Person
from trajectoires.trajectories.access import find_own
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.selectors import demonstrations, work_of


@dataclass(frozen=True)
class Accounts:
    """The last exercice of a trajectory that has one."""

    name: str
    is_demonstration: bool
    label: str
    postes: Postes


def accounts_for(
    session: SessionBase, user: Person, *, now: datetime, is_own: bool = False
) -> Accounts | None:
    """Nothing when neither has an exercice: an installation may have no demonstration. `is_own`: hers or nothing.

    A demonstration has whole accounts: ten typed lines would leave too much unknown."""
    own = find_own(session, user, now=now)
    found = _last_exercice(own) if own else None
    if found is None and not is_own and (shown := demonstrations().filter(files__isnull=False).first()):
        found = _last_exercice(shown)
    return found


def _last_exercice(trajectory: Trajectory) -> Accounts | None:
    exercices = work_of(trajectory).exercices
    if not exercices:
        return None
    last = exercices[-1]
    return Accounts(trajectory.short_name, trajectory.is_demonstration, last.label, last.postes)
