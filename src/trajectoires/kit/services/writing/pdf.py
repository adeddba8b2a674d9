"""A document to fill in by hand, or filled in, as a tagged PDF: a sober letter, or tables as wide as the page."""

from datetime import datetime
from pathlib import Path

from trajectoires.documents.services import typeset
from trajectoires.kit.models.templates import TemplateContent
from trajectoires.kit.models.templates.placing import Filling
from trajectoires.kit.services.writing.drawing import drawing_of
from trajectoires.kit.services.writing.words import AUTHOR

TYPST = Path(__file__).parents[2] / "typst"
PAPER = "paper.typ"


def write_pdf(content: TemplateContent, filling: Filling, *, now: datetime) -> bytes:
    values = {"paper": drawing_of(content, filling), "author": AUTHOR}
    return typeset(TYPST / "one_paper.typ", values=values, now=now, files=paper_layout())


def paper_layout() -> dict[str, bytes]:
    """What draws a document, beside a template that imports it."""
    return {PAPER: (TYPST / PAPER).read_bytes()}
