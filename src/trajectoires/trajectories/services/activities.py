"""The activities of a work, named and taken away; how an exercice is shared among them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from trajectoires.trajectories.models import Activity, Distribution, Trajectory
from trajectoires.trajectories.services.works import locked

Period = tuple[date, date]


@transaction.atomic
def name_activities(
    *, trajectory: Trajectory, renamed: Mapping[int, str], added: Sequence[str], now: datetime
) -> Trajectory:
    """New names by number of activity, then new activities: one sent twice is begun once. Two may exchange names."""
    work = locked(trajectory, now=now)
    changed = [each for each in work.activities.all() if renamed.get(each.pk, each.name) != each.name]
    for each in changed:
        Activity.objects.filter(pk=each.pk).update(name=f"#{each.pk}")  # no two share a name meanwhile
    for each in changed:
        Activity.objects.filter(pk=each.pk).update(name=renamed[each.pk])
    known = set(work.activities.values_list("name", flat=True))
    _add(work, [name for name in added if name not in known])
    return work


def _add(work: Trajectory, names: Sequence[str]) -> list[Activity]:
    last = work.activities.aggregate(last=Max("rank"))["last"] or 0
    return [work.activities.create(name=name, rank=last + place) for place, name in enumerate(names, start=1)]


@transaction.atomic
def remove_activity(*, trajectory: Trajectory, activity: Activity, now: datetime) -> None:
    """What was shared to it is undistributed again, in every exercice."""
    work, number = locked(trajectory, now=now), str(activity.pk)
    for each in work.distributions.all():
        for weights in each.keys.values():
            weights.pop(number, None)
        for said in each.choices.values():
            said.get("centimes", {}).pop(number, None)
        each.values = {value: kept for value, kept in each.values.items() if str(kept) != number}
        each.choices = {
            row: said for row, said in each.choices.items() if said.get("centimes") or said.get("cle")
        }
        each.save()
    activity.delete()


@transaction.atomic
def save_distribution(
    *,
    trajectory: Trajectory,
    period: Period,
    keys: Mapping[str, Mapping[str, int]],
    choices: Mapping[str, Mapping[str, Any]],
    now: datetime,
) -> Distribution:
    """What the person wrote for one exercice takes the place of what she had written; the column stays as it was."""
    work = locked(trajectory, now=now)
    opened_on, closed_on = period
    return work.distributions.update_or_create(
        opened_on=opened_on,
        closed_on=closed_on,
        defaults={"keys": dict(keys), "choices": dict(choices), "updated_at": now},
    )[0]


@transaction.atomic
def share_by_column(
    *, trajectory: Trajectory, period: Period, names: Mapping[str, str], now: datetime
) -> Distribution:
    """The activity of each value of the column, by its name; those that are not there yet are begun.

    A value without name is shared among nobody.
    """
    work = locked(trajectory, now=now)
    known = {each.name: each for each in work.activities.all()}
    missing = [name for name in dict.fromkeys(names.values()) if name and name not in known]
    known |= {each.name: each for each in _add(work, missing)}
    opened_on, closed_on = period
    values = {value: known[name].pk for value, name in names.items() if name}
    return work.distributions.update_or_create(
        opened_on=opened_on, closed_on=closed_on, defaults={"values": values, "updated_at": now}
    )[0]


@transaction.atomic
def remove_distribution(*, trajectory: Trajectory, period: Period) -> None:
    """The exercice is undistributed again; its accounts and the activities stay."""
    opened_on, closed_on = period
    trajectory.distributions.filter(opened_on=opened_on, closed_on=closed_on).delete()
