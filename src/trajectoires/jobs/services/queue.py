"""Declare a task in a room's `tasks` file, enqueue it by name from a service."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from procrastinate import sql
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

Task = Callable[..., None]
SILENT = timedelta(seconds=60)  # a worker tells every ten seconds that it lives
FINISHED_KEPT = timedelta(days=30)  # done, failed or given up: long enough to look for what went wrong
_FINISHED = ("succeeded", "failed", "cancelled", "aborted")


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


def take_up_stalled(*, now: datetime) -> int:
    """Put back in the queue the tasks of workers that died; return how many.

    A task left « doing » would hold its lock for ever. It may run twice: a task must bear it.
    """
    is_alone = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=now - SILENT)
    stalled = list(ProcrastinateJob.objects.filter(is_alone, status="doing").values_list("id", flat=True))
    for job_id in stalled:
        app.job_manager.retry_job_by_id(job_id, retry_at=now)
    return len(stalled)


def forget_finished() -> None:
    """Erase the tasks that ended thirty days ago, with their history. The database tells the time.

    The list grows by one line for each run of each periodic task: several thousand a day.
    """
    app.job_manager.connector.get_sync_connector().execute_query(
        query=sql.queries["delete_old_jobs"],
        nb_hours=int(FINISHED_KEPT / timedelta(hours=1)),
        queue=None,
        statuses=list(_FINISHED),
    )
