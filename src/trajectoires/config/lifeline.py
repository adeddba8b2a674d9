"""A process started by `./run` does not outlive it, even when it was killed without a word."""

import os
import threading
import time

from trajectoires.config import postgres

VARIABLE = "TRAJECTOIRES_LIFELINE"  # set by ./run for its children, inherited by theirs


def hold() -> None:
    """Watch the parent from a thread, and leave (database included) once it is gone. Nothing outside `./run`."""
    if os.environ.get(VARIABLE):
        threading.Thread(target=_watch, args=[os.getppid()], daemon=True, name="lifeline").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    postgres.leave_all()
    os._exit(1)
