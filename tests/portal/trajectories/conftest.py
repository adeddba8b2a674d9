"""A trajectory from the lines of its years."""

from collections.abc import Callable

import pytest

from trajectoires.trajectories.models import Trajectory
from trajectoires.trajectories.presenters import Results, present
from trajectoires.trajectories.services import receive_files


@pytest.fixture
def work(db, fec, upload, now) -> Callable[[dict[int, list[str]]], Trajectory]:
    """`work({2024: ["741000 Subventions 600"]})` is what a visitor gets who sends these years."""

    def make(years: dict[int, list[str]]) -> Trajectory:
        files = [upload(fec(*lines, year=year), year=year) for year, lines in years.items()]
        return receive_files(trajectory=None, files=files, now=now)

    return make


@pytest.fixture
def results(work) -> Callable[[dict[int, list[str]]], Results]:
    return lambda years: present(work(years))
