"""Declare a task in a room's `tasks` file, enqueue it by name from a service."""

from collections.abc import Callable
from typing import Any

from procrastinate.contrib.django import app

Task = Callable[..., None]


def task(name: str, *, cron: str | None = None) -> Callable[[Task], Task]:
    """Declare the function as the task `name`; with `cron`, it also runs at those times, one run at a time.

    A periodic task receives no argument: it reads the clock itself, which is where an interface does so.
    """

    def declare(function: Task) -> Task:
        if cron is None:
            app.task(function, name=name)
            return function

        def periodic(timestamp: int) -> None:  # noqa: ARG001 - the time it was due, given by the scheduler
            function()

        app.periodic(cron=cron)(app.task(periodic, name=name, queueing_lock=name))
        return function

    return declare


def enqueue(name: str, *, lock: str | None = None, **arguments: Any) -> int:
    """Ask for a task after the current transaction; `lock` keeps two tasks of one lock from running together."""
    return app.configure_task(name, lock=lock).defer(**arguments)
