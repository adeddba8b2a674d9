"""A trajectory from the lines of its years."""

from collections.abc import Callable

import pytest

from trajectoires.trajectories.presenters import Results, present


@pytest.fixture
def results(work) -> Callable[[dict[int, list[str]]], Results]:
    return lambda years: present(work(years))
