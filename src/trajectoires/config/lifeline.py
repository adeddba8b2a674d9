"""A process started by `./run` does not outlive it, even when it was killed without a word."""

import os
import threading
import time

from trajectoires.config import postgres

# Set by ./run to its own number; each process replaces it by its own for those that it starts in turn. Asking for
# one's parent is not enough: a parent that died during a slow start has already been replaced.
VARIABLE = "TRAJECTOIRES_LIFELINE"


def offer() -> None:
    """Let the processes started from here depend on this one."""
    os.environ[VARIABLE] = str(os.getpid())


def hold() -> None:
    """Watch the parent from a thread, and leave (database included) once it is gone. Nothing outside `./run`."""
    expected = os.environ.get(VARIABLE)
    if expected:
        offer()
        threading.Thread(target=_watch, args=[int(expected)], daemon=True, name="lifeline").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    postgres.leave_all()
    os._exit(1)
