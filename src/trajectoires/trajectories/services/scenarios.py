"""Scenarios are written, copied, taken away; so are their cards. A work holds a few, each a few cards."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404

from socioeco.scenarios import ChosenCard
from trajectoires.trajectories.enums import MOST_CARDS, MOST_SCENARIOS
from trajectoires.trajectories.models import Scenario, Trajectory
from trajectoires.trajectories.models.scenarios import NAME_LENGTH
from trajectoires.trajectories.services.works import keep

FULL = f"Vous avez déjà {MOST_SCENARIOS} scénarios, le plus que nous gardons : supprimez-en un, ou modifiez-en un."
TOO_MANY_CARDS = f"Un scénario a déjà {MOST_CARDS} cartes, le plus que nous gardons : retirez-en une."
TAKEN = "Un autre scénario porte ce nom : donnez-en un autre, pour ne pas les confondre."


def scenario_or_404(trajectory: Trajectory, scenario_id: int) -> Scenario:
    """A scenario of this trajectory. Another's is not found."""
    scenario = trajectory.scenarios.filter(id=scenario_id).first()
    if scenario is None:
        raise Http404("Ce scénario n’est pas dans votre travail.")
    return scenario


@transaction.atomic
def create_scenario(  # noqa: PLR0913 - what a scenario says
    *,
    trajectory: Trajectory,
    name: str,
    years: int,
    notes: str = "",
    cards: Sequence[ChosenCard] = (),
    now: datetime,
) -> Scenario:
    """A name already taken gets a number. Raises ValidationError when the work is full."""
    _held(trajectory, now=now)
    if trajectory.scenarios.count() >= MOST_SCENARIOS:
        raise ValidationError(FULL)
    return trajectory.scenarios.create(
        name=_free_name(trajectory, name),
        years=years,
        notes=notes,
        cards=[card.to_json() for card in cards],
        created_at=now,
        updated_at=now,
    )


@transaction.atomic
def describe_scenario(*, scenario: Scenario, name: str, years: int, notes: str, now: datetime) -> Scenario:
    """Its name, its length, its notes. Raises ValidationError when another scenario of the work has this name."""
    _held(scenario.trajectory, now=now)
    if scenario.trajectory.scenarios.filter(name=name).exclude(pk=scenario.pk).exists():
        raise ValidationError({"nom": TAKEN})
    scenario.name, scenario.years, scenario.notes, scenario.updated_at = name, years, notes, now
    scenario.save(update_fields=["name", "years", "notes", "updated_at"])
    return scenario


def copy_scenario(*, scenario: Scenario, now: datetime) -> Scenario:
    """The same under another name. Raises ValidationError when the work is full."""
    return create_scenario(
        trajectory=scenario.trajectory,
        name=scenario.name,
        years=scenario.years,
        notes=scenario.notes,
        cards=[ChosenCard.from_json(card) for card in scenario.cards],
        now=now,
    )


@transaction.atomic
def remove_scenario(*, trajectory: Trajectory, scenario_id: int) -> str:
    """Remove one scenario of this trajectory; return its name."""
    scenario = scenario_or_404(trajectory, scenario_id)
    scenario.delete()
    return scenario.name


@transaction.atomic
def put_card(*, scenario: Scenario, card: ChosenCard, rank: int | None = None, now: datetime) -> Scenario:
    """In the place of the card of this rank, first is 0; after the others without rank.

    The card is one that the engine accepts. Raises Http404 when no card has this rank, ValidationError when there are
    too many.
    """
    found = _again(scenario, now=now)
    if rank is None and len(found.cards) >= MOST_CARDS:
        raise ValidationError(TOO_MANY_CARDS)
    place = len(found.cards) if rank is None else _place(found, rank)
    found.cards[place : place + 1] = [card.to_json()]
    return _changed(found, now=now)


@transaction.atomic
def remove_card(*, scenario: Scenario, rank: int, now: datetime) -> Scenario:
    """Raises Http404 when no card has this rank."""
    found = _again(scenario, now=now)
    del found.cards[_place(found, rank)]
    return _changed(found, now=now)


def _held(trajectory: Trajectory, *, now: datetime) -> None:
    """Two sends at once take their turn; a visit keeps the work."""
    work = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    keep(work=work, now=now)


def _again(scenario: Scenario, *, now: datetime) -> Scenario:
    """The cards as they stand now, another window may have changed them."""
    _held(scenario.trajectory, now=now)
    return Scenario.objects.get(pk=scenario.pk)


def _changed(scenario: Scenario, *, now: datetime) -> Scenario:
    scenario.updated_at = now
    scenario.save(update_fields=["cards", "updated_at"])
    return scenario


def _place(scenario: Scenario, rank: int) -> int:
    if not 0 <= rank < len(scenario.cards):
        raise Http404("Cette carte n’est plus dans ce scénario.")
    return rank


def _free_name(trajectory: Trajectory, name: str) -> str:
    """« Sans la ville », then « Sans la ville (2) »."""
    taken = set(trajectory.scenarios.values_list("name", flat=True))
    number, found = 1, name[:NAME_LENGTH]
    while found in taken:
        number += 1
        end = f" ({number})"
        found = name[: NAME_LENGTH - len(end)] + end
    return found
