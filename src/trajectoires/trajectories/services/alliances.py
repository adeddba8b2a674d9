"""A partner is written down, corrected, taken away. A work holds a few."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404

from socioeco.indicators.financeurs import key_of_payer
from socioeco.readers import alliances as told
from trajectoires.trajectories.enums import MOST_ALLIANCES
from trajectoires.trajectories.models import Alliance, Trajectory
from trajectoires.trajectories.services.works import locked

FULL = f"Vous avez déjà détaillé {MOST_ALLIANCES} partenaires, le plus que nous gardons : retirez-en un."
TAKEN = "Vous avez déjà détaillé ce partenaire : corrigez ce que vous en aviez dit, ou donnez un autre nom."
PAID_TWICE = (
    "Ce payeur est déjà celui de « {name} » : son argent serait compté deux fois. Choisissez-en un autre."
)


def alliance_or_404(trajectory: Trajectory, alliance_id: int) -> Alliance:
    """A partner of this trajectory. Another's is not found."""
    found = trajectory.alliances.filter(pk=alliance_id).first()
    if found is None:
        raise Http404("Cette alliance n’est pas dans votre travail.")
    return found


@transaction.atomic
def save_alliance(
    *, trajectory: Trajectory, alliance: told.Alliance, replaces: Alliance | None, now: datetime
) -> Alliance:
    """Write a partner down, or correct one. What was said of exercices that are no longer there stays.

    Raises ValidationError, by field of the form, when there are too many, when the name is taken, and when the payer is
    another partner's already.
    """
    work = locked(trajectory, now=now)
    others = list(work.alliances.exclude(pk=replaces.pk) if replaces else work.alliances.all())
    _check(alliance, others)
    kept = replaces or Alliance(trajectory=work)
    for field, value in _values(alliance).items():
        setattr(kept, field, value)
    kept.updated_at = now
    kept.save()
    return kept


def _check(alliance: told.Alliance, others: list[Alliance]) -> None:
    if len(others) >= MOST_ALLIANCES:
        raise ValidationError(FULL)
    wrong: dict[str, str] = {}
    if any(each.name == alliance.nom for each in others):
        wrong["nom"] = TAKEN
    same = [each for each in others if each.payer and _is_same(each.payer, alliance.payeur)]
    if same:
        wrong["payeur"] = PAID_TWICE.format(name=same[0].name)
    if wrong:
        raise ValidationError(wrong)


def _is_same(one: str, other: str) -> bool:
    return bool(other) and key_of_payer(one) == key_of_payer(other)


def _values(alliance: told.Alliance) -> dict[str, Any]:
    return {
        "name": alliance.nom,
        "nature": alliance.nature or "",
        "since_on": alliance.depuis,
        "ends_on": alliance.jusqu_au,
        "writing": alliance.ecrit or "",
        "brings": [each.value for each in told.Apport if each in alliance.apporte],
        "gives": alliance.donne,
        "payer": alliance.payeur,
        "money": dict(alliance.argent),
        "in_kind": dict(alliance.en_nature),
    }


@transaction.atomic
def remove_alliance(*, trajectory: Trajectory, alliance_id: int, now: datetime) -> str:
    """Take a partner away, and all that was said of it; return its name."""
    locked(trajectory, now=now)
    found = alliance_or_404(trajectory, alliance_id)
    found.delete()
    return found.name
