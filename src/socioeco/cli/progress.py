"""How far a long reading is: on stderr, only when somebody looks at it, and only when it lasts."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from socioeco.cli.screen import emit

BLOCK = 1 << 20
PATIENCE = 1.0  # seconds before anything is said
CLEAR = "\r\033[K"


def followed(file: BinaryIO, name: str, size: int) -> Iterator[bytes]:
    """The blocks of the file. On a terminal, past the first second, a line says the part that was read."""
    if not sys.stderr.isatty():
        yield from iter(lambda: file.read(BLOCK), b"")
        return
    done, started, is_told = 0, time.monotonic(), False
    try:
        while block := file.read(BLOCK):
            yield block
            done += len(block)
            if time.monotonic() - started > PATIENCE:
                is_told = True
                emit(f"{CLEAR}Lecture de {name}\u00a0: {_part(done, size)}", sys.stderr)
    finally:
        if is_told:
            emit(CLEAR, sys.stderr)


@contextmanager
def told(name: str) -> Iterator[None]:
    """The same for a reading that is done in one go: only that it is being done."""
    if not sys.stderr.isatty():
        yield
        return
    emit(f"{CLEAR}Lecture de {name}…", sys.stderr)
    try:
        yield
    finally:
        emit(CLEAR, sys.stderr)


def _part(done: int, size: int) -> str:
    """A pipe has no size: what was read is told instead."""
    return f"{min(100, 100 * done // size)}\u00a0%" if size else f"{done // BLOCK}\u00a0Mio"
