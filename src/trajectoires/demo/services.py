"""Load the generator's associations, read by the same path as a visitor's files."""

from datetime import datetime

from django.db import transaction

import socioeco
from socioeco.generator import STORIES, generate_association
from socioeco.readers import read_fec
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
    return made


def _is_current(slug: str) -> bool:
    files = Trajectory.objects.filter(demonstration_slug=slug, files__engine_version=socioeco.__version__)
    return files.count() == YEARS


@transaction.atomic
def _load(slug: str, story: str, *, now: datetime) -> None:
    association = generate_association(story, seed=SEED, first_year=FIRST_YEAR, years=YEARS)
    Trajectory.objects.filter(demonstration_slug=slug).delete()
    trajectory = Trajectory.objects.create(
        created_at=now, demonstration_slug=slug, name=association.name, story=association.description
    )
    for exercice in association.exercices:
        reading = read_fec([exercice.fec_bytes()], exercice.fec_name)
        record_reading(trajectory=trajectory, reading=reading, now=now)
