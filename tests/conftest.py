"""What every test relies on."""

import os

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
    "test_whole_life.py",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the draw of a random order, which holds on either side."""
    items.sort(key=lambda item: item.path.name not in LONG)
