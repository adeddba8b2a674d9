"""The whole kit in one zip: a folder a step, in the order of the kit, with everything that is needed to use it offline."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from trajectoires.kit.enums import LICENCE, LICENCE_ADDRESS
from trajectoires.kit.models import KitPage, ToolPage
from trajectoires.kit.selectors.tools import Tool, steps_of
from trajectoires.kit.services.toolbox_pdf import typeset_guide
from trajectoires.kit.services.writing.files import Format

FOLDER = "boite-a-outils"
MOST_TOOLS = 60  # a kit beyond that is no kit: what a visitor's click may cost stays bounded
_TEXTS = {"LISEZMOI.txt": "kit/tools/lisezmoi.txt", "LICENCE.txt": "kit/tools/licence.txt"}
Document = Callable[[ToolPage, Format], bytes]


class TooManyToolsError(ValueError):
    """More tools than a zip takes."""


def pack_kit(*, kit: KitPage, tools: Sequence[Tool], at: datetime, document: Document) -> bytes:
    """The zip, dated from the last publication: the same kit gives the same bytes. `document` writes an empty one."""
    if len(tools) > MOST_TOOLS:
        raise TooManyToolsError(f"{len(tools)} tools, {MOST_TOOLS} at most")
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _files(kit, tools, at, document):
            archive.writestr(_entry(f"{FOLDER}/{name}", at), content, ZIP_DEFLATED)
    return packed.getvalue()


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry


def _files(
    kit: KitPage, tools: Sequence[Tool], at: datetime, document: Document
) -> Iterator[tuple[str, bytes]]:
    steps = steps_of(tools)
    words = {
        "kit": kit, "steps": steps, "site": settings.SITE_URL, "licence": LICENCE, "licence_address": LICENCE_ADDRESS,
    }  # fmt: skip
    for name, template in _TEXTS.items():
        yield name, render_to_string(template, words).replace("\n", "\r\n").encode()
    for step in steps:
        folder = f"{step.number}-{slugify(step.stage.label)}"
        for tool in step.tools:
            yield f"{folder}/{tool.name}-guide.pdf", typeset_guide(tool=tool.page, at=at)
            formats: tuple[Format, ...] = (tool.page.document.format, "pdf")
            for kind in formats:
                yield f"{folder}/{tool.name}.{kind}", document(tool.page, kind)
