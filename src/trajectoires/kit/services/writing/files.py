"""A document in one of its formats, empty or filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from trajectoires.kit.models.templates import TemplateContent, Workbook
from trajectoires.kit.models.templates.placing import EMPTY, Filling, place
from trajectoires.kit.services.writing import ods, odt
from trajectoires.kit.services.writing.pdf import write_pdf

Format = Literal["odt", "ods", "pdf"]
MEDIA_TYPES: Mapping[Format, str] = {"odt": odt.MEDIA_TYPE, "ods": ods.MEDIA_TYPE, "pdf": "application/pdf"}


class WrongFormatError(ValueError):
    """A text is no workbook, and a workbook is no text."""


def write_document(
    content: TemplateContent, *, kind: Format, now: datetime, filling: Filling = EMPTY
) -> bytes:
    """The file; `now` dates a PDF. WrongFormatError for a format that this kind of document has not."""
    if kind == "pdf":
        return write_pdf(content, filling, now=now)
    if isinstance(content, Workbook) != (kind == "ods"):
        raise WrongFormatError(kind)
    if isinstance(content, Workbook):
        return ods.write_ods(place(content, filling), day=content.updated_on)
    return odt.write_odt(content, filling.values, day=content.updated_on)
