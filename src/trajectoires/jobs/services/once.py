"""The small tasks that Wagtail runs at once after each save: the search index, the index of references.

A page that is loaded from a file is saved four times. What follows a save need not follow four.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

Waiting = dict[tuple[str, str], tuple[Any, Any, Any]]
_WAITING: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


class OnceBackend(ImmediateBackend):
    """Runs a task at once; inside `each_once`, keeps it for the end, and the same task once."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult:
        waiting = _WAITING.get()
        if waiting is None and _is_found(task, args):
            return super().enqueue(task, args, kwargs)
        if waiting is None:
            return _waiting_result(self.alias, task, args, kwargs)
        self.validate_task(task)
        waiting[task.module_path, json.dumps([args, kwargs])] = (task, args, kwargs)
        return _waiting_result(self.alias, task, args, kwargs)


@contextmanager
def each_once() -> Iterator[None]:
    """Run at the end, once each, the tasks asked for inside; none of them when the block fails.

    Those that can be done for many objects at once are, after the others; an error there is raised.
    """
    waiting: Waiting = {}
    token = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(token)
    _run(waiting)


def _run(waiting: Waiting) -> None:
    from trajectoires.jobs.services.together import TOGETHER  # Wagtail's models: once they are ready

    together: defaultdict[str, list[Any]] = defaultdict(list)
    for task, args, kwargs in waiting.values():
        if task.module_path in TOGETHER and not kwargs:
            together[task.module_path].append(tuple(args))
        else:
            task.enqueue(*args, **kwargs)
    for path, several in together.items():
        TOGETHER[path](several)


def _is_found(task: Any, args: Any) -> bool:
    """Both tasks of Wagtail look an object up by `objects`, and break on one that this hides, or that is gone since."""
    from trajectoires.jobs.services.together import TOGETHER

    if task.module_path not in TOGETHER or not args:
        return True
    app, model, key = args
    return apps.get_model(app, model).objects.filter(pk=key).exists()


def _waiting_result(alias: str, task: Any, args: Any, kwargs: Any) -> TaskResult:
    never = dict.fromkeys(("enqueued_at", "started_at", "last_attempted_at", "finished_at"))
    return TaskResult(
        task=task, id=get_random_id(), status=TaskResultStatus.READY, args=args, kwargs=kwargs,
        backend=alias, errors=[], worker_ids=[], **never,
    )  # fmt: skip
