"""Logs say what failed and where, never on whose figures."""

import logging
import traceback
from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """The stack and the kind of an error, without its message: a database puts the refused row in it."""

    def formatException(  # noqa: N802 - the name logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, stack = ei
        name = kind.__qualname__ if kind else "no exception"
        return "".join(traceback.format_tb(stack)) + name
