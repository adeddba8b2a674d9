"""Logs say what failed and where, never on whose figures."""

import logging
import re
import traceback
from types import TracebackType

_LINK = re.compile(
    r"(/agir/(?:trajectoire|autodiagnostic)/reprendre/|/agir/trajectoire/partage/|/mon-espace/organisations/invitation/"
    r"|/(?:lettre|se-former/rappel)/(?:confirmer/)?)[^/\s]+"
)
_TYPED_KEY = re.compile(r"(/se-former/attestations/)[^/]+")  # by hand, with spaces perhaps
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")  # Wagtail names the person whom a message did not reach


class DiscreetFormatter(logging.Formatter):
    """The stack and the kind of an error, without its message: a database puts the refused row in it.

    The key of a *lien de reprise* opens a work, that of an invitation or of a share lets somebody in, that of a letter or
    of a reminder what somebody asked for, that of an attestation what its learner shows: a line that names the address
    does not hold it. Nor is anybody's electronic address written.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = _TYPED_KEY.sub(r"\1…", _LINK.sub(r"\1…", super().format(record)))
        return _ADDRESS.sub("…@…", line)

    def formatException(  # noqa: N802 - the name logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, stack = ei
        name = kind.__qualname__ if kind else "no exception"
        return "".join(traceback.format_tb(stack)) + name
