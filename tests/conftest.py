"""What every test relies on."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

# ./test sets the mode too, for pytest-django reads the settings before this file.
os.environ.setdefault("TRAJECTOIRES_MODE", "test")

# Machines are shared and noisy: no test fails for being slow.
settings.register_profile("shared", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=500)  # just lois
settings.load_profile("shared")

# A file stays in one process: those that take long begin, so that no process ends alone on one of them.
LONG = {
    "test_accessibility.py", "test_accessibility_work.py", "test_budgets.py", "test_processes.py", "test_sheet_life.py",
    "test_whole_life.py", "test_learning_keyboard.py",
}  # fmt: skip


@pytest.fixture(scope="session")
def one_at_a_time(tmp_path_factory, worker_id) -> Callable[[str], object]:
    """What takes long is made by one process of a run, the others copy it.

    `with one_at_a_time("name") as place:` lets one process in at a time; `place`, the same for all, is where it is made.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    @contextmanager
    def alone(name: str) -> Iterator[Path]:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield shared / name

    return alone


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the draw of a random order, which holds on either side."""
    items.sort(key=lambda item: item.path.name not in LONG)
