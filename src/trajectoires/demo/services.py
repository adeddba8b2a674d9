"""Load the fictitious associations: the generator's, read by the same path as a visitor's files, and the typed one."""

from datetime import date, datetime

from django.db import transaction

import socioeco
from socioeco.comptes import Ressource, regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import compute_ressources
from socioeco.readers import TypedLine, read_fec
from socioeco.report.reading import of_fec
from trajectoires.demo import loader
from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.services import record_reading

SEED = 2026
FIRST_YEAR = 2022  # four years across the change of accounting rules of 2025
YEARS = 4


def load_demonstrations(*, now: datetime) -> int:
    """Make the demonstrations those of this version of the engine; return how many were made."""
    made = 0
    for story in STORIES:
        slug = story.replace("_", "-")
        if not _is_current(slug):
            _load(slug, story, now=now)
            made += 1
    for association in loader.associations().saisies:
        made += _load_typed(association, now=now)
    return made


def _is_current(slug: str) -> bool:
    files = Trajectory.objects.filter(demonstration_slug=slug, files__engine_version=socioeco.__version__)
    return files.count() == YEARS


@transaction.atomic
def _load(slug: str, story: str, *, now: datetime) -> None:
    association = generate_association(story, seed=SEED, first_year=FIRST_YEAR, years=YEARS)
    trajectory = _replace(slug, name=association.name, story=association.description, now=now)
    balances = []
    for exercice in association.exercices:
        reading = read_fec([exercice.fec_bytes()], exercice.fec_name)
        record_reading(trajectory=trajectory, reading=of_fec(reading), now=now)
        balances += [reading.balance] if reading.balance else []
    sales = [
        compute_ressources(balance, regime_for(balance.opened_on))[Ressource.VENTES].value.number or 0
        for balance in balances
    ]
    told = loader.associations().histoires[story]
    periods = [(balance.opened_on, balance.closed_on) for balance in balances]
    _answer(trajectory, told, periods, sales)


@transaction.atomic
def _load_typed(association: loader.TypedAssociation, *, now: datetime) -> bool:
    """Whether it was made: lines that are already those of the definition are left alone."""
    exercices = loader.typed_exercices(
        association, first_year=FIRST_YEAR + YEARS - len(association.exercices)
    )
    known = Trajectory.objects.filter(demonstration_slug=association.slug, story=association.story).first()
    lines = [exercice.to_json() for exercice in exercices]
    if known and list(known.typed_years.values_list("lines", flat=True)) == lines:
        return False
    trajectory = _replace(association.slug, name=association.name, story=association.story, now=now)
    for exercice in exercices:
        trajectory.typed_years.create(
            opened_on=exercice.opened_on,
            closed_on=exercice.closed_on,
            lines=exercice.to_json(),
            updated_at=now,
        )
    periods = [(exercice.opened_on, exercice.closed_on) for exercice in exercices]
    _answer(trajectory, association.answers, periods, [each[TypedLine.VENTES] or 0 for each in exercices])
    return True


def _replace(slug: str, *, name: str, story: str, now: datetime) -> Trajectory:
    Trajectory.objects.filter(demonstration_slug=slug).delete()
    return Trajectory.objects.create(created_at=now, demonstration_slug=slug, name=name, story=story)


def _answer(
    trajectory: Trajectory, told: loader.StoryAnswers, periods: list[tuple[date, date]], sales: list[int]
) -> None:
    trajectory.answers = loader.answers_of(told, periods, sales).to_json()
    trajectory.save(update_fields=["answers"])
