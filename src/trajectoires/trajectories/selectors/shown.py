"""What a reader may see of a work: all of it, or what her share grants."""

from dataclasses import dataclass, replace

from socioeco.indicators import hide_personnel, hide_personnel_lines, may_tell_a_salary
from trajectoires.trajectories.models import Share, Trajectory
from trajectoires.trajectories.selectors.exercices import Exercice, Work, work_of


@dataclass(frozen=True)
class Shown:
    """A work as it is shown. `has_lines`: with the lines of its accounts; `has_masked_staff`: without staff costs."""

    work: Work
    has_lines: bool = True
    has_masked_staff: bool = False


def work_shown(trajectory: Trajectory, share: Share | None = None) -> Shown:
    """What is not granted is taken out here, before anything is computed: no page or file can let it through."""
    work = work_of(trajectory)
    if share is None:
        return Shown(work)
    is_masked = not share.shows_personnel and masks_staff(work)
    if is_masked:
        work = without_personnel(work)
    if is_masked or not share.has_accounts:  # the anomalies of a file quote its accounts
        work = replace(work, files=[], set_aside=[], exercices=[_unread(each) for each in work.exercices])
    return Shown(work, has_lines=share.has_accounts, has_masked_staff=is_masked)


def shown_by_activity(shown: Shown) -> Shown:
    """An activity may pay one person only: who does not read the accounts reads nothing of what activities cost."""
    if shown.has_masked_staff or shown.has_lines:
        return shown
    return replace(shown, work=without_personnel(shown.work), has_masked_staff=True)


def masks_staff(work: Work) -> bool:
    """Whether staff costs are masked unless she who shares lifts the mask: one exercice is enough, for they compare."""
    return any(may_tell_a_salary(exercice.postes) for exercice in work.exercices)


def without_personnel(work: Work) -> Work:
    """The same, before anything is computed: what is not there cannot be told."""
    return replace(work, exercices=[_masked(exercice) for exercice in work.exercices])


def _masked(exercice: Exercice) -> Exercice:
    balance = hide_personnel_lines(exercice.balance) if exercice.balance else None
    return replace(exercice, postes=hide_personnel(exercice.postes), balance=balance)


def _unread(exercice: Exercice) -> Exercice:
    """Without the file or the typed lines that it comes from."""
    return replace(exercice, file=None, added=(), typed=None)
