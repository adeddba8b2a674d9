"""The files of the kit, kept ready as its pages are: under the version of the site, and the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.cache import caches
from django.utils import timezone

from trajectoires.content.selectors import site_version
from trajectoires.kit.models import KitPage, ToolPage
from trajectoires.kit.selectors.tools import changed_at, tools_of
from trajectoires.kit.services.toolbox_pdf import typeset_kit
from trajectoires.kit.services.toolbox_zip import pack_kit
from trajectoires.kit.services.writing import write_document
from trajectoires.kit.services.writing.files import Format

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class KeptFile:
    """The same kit gives the same bytes in every worker: `etag` is theirs."""

    content: bytes
    etag: str
    changed_at: datetime


def empty_document(*, tool: ToolPage, kind: Format) -> KeptFile:
    """The document of this tool with nothing in it. WrongFormatError for a format that it has not."""
    at = changed_at([tool])
    return _kept(
        f"outil-{tool.pk}-{kind}", at, lambda: write_document(tool.document.content, kind=kind, now=at)
    )


def whole_kit(*, kit: KitPage, kind: str) -> KeptFile:
    """Everything in one zip, or in one document to print: `kind` is « zip » or « pdf »."""
    tools = tools_of(kit)
    at = changed_at([kit, *(tool.page for tool in tools)])
    if kind == "zip":
        return _kept("kit-zip", at, lambda: pack_kit(kit=kit, tools=tools, at=at, document=_document))
    return _kept("kit-pdf", at, lambda: typeset_kit(kit=kit, tools=tools, at=at))


def _document(tool: ToolPage, kind: Format) -> bytes:
    return empty_document(tool=tool, kind=kind).content


def _kept(name: str, at: datetime, make: Callable[[], bytes]) -> KeptFile:
    """Made at the first asking, then kept until something is published or the day ends."""
    key, cache = f"{site_version()}-{timezone.localdate()}-{name}", caches["fragments"]
    kept: KeptFile | None = cache.get(key)
    if kept is None:
        content = make()
        kept = KeptFile(content, f'"{sha256(content).hexdigest()[:32]}"', at)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
