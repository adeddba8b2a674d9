"""A work by activity: what the person shared of each exercice, computed by the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from socioeco.typologies.activites import (
    Choix,
    Cible,
    Cle,
    ParActivite,
    cibles_of,
    compute_activites,
    repartition_of_choices,
    soldes_by_activity,
)
from trajectoires.trajectories.enums import KeyKind
from trajectoires.trajectories.models import Activity, Distribution, Trajectory
from trajectoires.trajectories.selectors.exercices import Exercice, Work

WHOLE_PERCENT = 100_00  # hundredths: what they leave is not shared


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One exercice by activity. `choices` and `keys` are those of the person, by row and by kind.

    `soldes` is what the column of the file gives to each activity; `column` is its name.
    """

    exercice: Exercice
    activities: tuple[Activity, ...]
    cibles: tuple[Cible, ...]
    choices: Mapping[str, Choix]
    key_kinds: Mapping[str, KeyKind]
    keys: Mapping[KeyKind, Mapping[str, int]]
    column: str
    soldes: Mapping[str, Mapping[str, int]]
    found: ParActivite


@dataclass(frozen=True, kw_only=True)
class ByActivity:
    """The activities of a work, and the exercices that are shared, the oldest first. `left`: those that are not."""

    activities: list[Activity] = field(default_factory=list)
    years: list[Shared] = field(default_factory=list)
    left: list[Exercice] = field(default_factory=list)


def year_slug(exercice: Exercice) -> str:
    """How an address names an exercice: its two dates."""
    return f"{exercice.postes.opened_on:%Y%m%d}-{exercice.postes.closed_on:%Y%m%d}"


def exercice_or_404(work: Work, slug: str) -> Exercice:
    found = next((each for each in work.exercices if year_slug(each) == slug), None)
    if found is None:
        raise Http404("Cet exercice n’est pas dans votre travail.")
    return found


def activity_or_404(trajectory: Trajectory, activity_id: int) -> Activity:
    found = trajectory.activities.filter(pk=activity_id).first()
    if found is None:
        raise Http404("Cette activité n’est pas dans votre travail.")
    return found


def rows_of(exercice: Exercice) -> tuple[Cible, ...]:
    """What is to be shared of an exercice."""
    return cibles_of(exercice.postes)


def distribution_of(exercice: Exercice, trajectory: Trajectory) -> Distribution | None:
    postes = exercice.postes
    return trajectory.distributions.filter(opened_on=postes.opened_on, closed_on=postes.closed_on).first()


def by_activity(work: Work) -> ByActivity:
    """In two queries. The work may be one that hides something: what it hides is shared among nobody."""
    activities = list(work.trajectory.activities.all())
    kept = {(each.opened_on, each.closed_on): each for each in work.trajectory.distributions.all()}
    years, left = [], []
    for exercice in work.exercices:
        distribution = kept.get((exercice.postes.opened_on, exercice.postes.closed_on))
        if activities and distribution and not distribution.is_empty:
            years.append(share_out(exercice, activities, distribution))
        else:
            left.append(exercice)
    return ByActivity(activities=activities, years=years, left=left)


def share_out(exercice: Exercice, activities: list[Activity], distribution: Distribution) -> Shared:
    names = {str(each.pk): each.name for each in activities}
    keys = {KeyKind(kind): _named(weights, names) for kind, weights in distribution.keys.items()}
    cles = {kind: _cle(kind, weights) for kind, weights in keys.items() if any(weights.values())}
    kinds = {row: KeyKind(said["cle"]) for row, said in distribution.choices.items() if said.get("cle")}
    choices = {
        row: Choix(centimes=_named(said.get("centimes", {}), names), cle=cles.get(kinds.get(row)))
        for row, said in distribution.choices.items()
    }
    column, soldes = soldes_of(exercice, activities, distribution)
    repartition = repartition_of_choices(exercice.postes, tuple(names.values()), choices, soldes=soldes)
    return Shared(
        exercice=exercice,
        activities=tuple(activities),
        cibles=cibles_of(exercice.postes),
        choices=choices,
        key_kinds=kinds,
        keys=keys,
        column=column,
        soldes=soldes,
        found=compute_activites(exercice.postes, repartition),
    )


def soldes_of(
    exercice: Exercice, activities: Sequence[Activity], distribution: Distribution | None
) -> tuple[str, dict[str, dict[str, int]]]:
    """The column of the file and what it gives to each activity, as the person said; nothing when she did not."""
    names = {each.pk: each.name for each in activities}
    said = distribution.values if distribution else {}
    if not (exercice.axis and said):
        return "", {}
    by_value = {value: names.get(number, "") for value, number in said.items()}
    return exercice.axis["colonne"], soldes_by_activity(exercice.axis["valeurs"], by_value)


def _named(numbers: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    """By name, in the order of the activities; a number that is no activity any more counts for nothing."""
    return {name: numbers[key] for key, name in names.items() if numbers.get(key)}


def _cle(kind: KeyKind, weights: Mapping[str, int]) -> Cle:
    return Cle(poids=weights, total=WHOLE_PERCENT if kind is KeyKind.PERCENT else None)


def keys_of_others(trajectory: Trajectory, exercice: Exercice) -> list[tuple[str, Distribution]]:
    """The other exercices whose keys may be taken up, the latest first, with what an address calls them."""
    postes = exercice.postes
    others = trajectory.distributions.exclude(opened_on=postes.opened_on, closed_on=postes.closed_on)
    return [
        (f"{each.opened_on:%Y%m%d}-{each.closed_on:%Y%m%d}", each)
        for each in others.order_by("-closed_on")
        if each.keys
    ]


def axis_of_file(exercice: Exercice) -> Mapping[str, Any]:
    """What the column of its file says. Raise Http404 when it has none."""
    if exercice.axis is None:
        raise Http404("Aucune colonne de ce fichier ne dit l’activité.")
    return exercice.axis
