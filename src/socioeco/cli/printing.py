"""A document on the screen, as wide as it is, its titles bold where they may be; and the day that reports bear."""

import sys
from datetime import date, datetime

from socioeco.cli.screen import emit, is_styled, width
from socioeco.report.document import Document
from socioeco.report.text import write_text


def show(document: Document, more: str = "") -> None:
    """The document, then a last line: what else there is, blank when there is nothing."""
    text = write_text(document, width=width(sys.stdout), is_styled=is_styled(sys.stdout))
    emit(f"{text}{more}\n", sys.stdout)


def today() -> date:
    """Where the person is: the engine has no clock, the command does."""
    return datetime.now().astimezone().date()
