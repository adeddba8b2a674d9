"""From pages and records to files."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps

from trajectoires.content.loader.assets import ASSETS
from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import PAGES, canonical_text, fingerprint
from trajectoires.content.loader.names import KeysAsNames, Names
from trajectoires.content.loader.pages import document_of_page
from trajectoires.content.loader.records import record_kinds
from trajectoires.content.models import BasePage, IndexPage, LoadedFile
from trajectoires.content.services.naming import site_names
from trajectoires.content.services.records import document_of


def export_page(page: BasePage) -> str:
    """Write the page, as it is in memory, as the text of a file that loads back to the same page."""
    return canonical_text(document_of_page(page, site_names()))


def export_record(record: Any) -> str:
    """Write the record, as it is in memory, as the text of a file that loads back to the same record."""
    return canonical_text(document_of(record, site_names()))


def document_of_target(target: Any, names: Names) -> Document:
    """What the file of this page, or of this record, says."""
    return document_of_page(target, names) if isinstance(target, BasePage) else document_of(target, names)


def fingerprint_of(target: Any) -> str:
    """Return what changes when an editor changes anything of it, and not when something that it names moves."""
    return fingerprint(canonical_text(document_of_target(target, KeysAsNames())))


def export_content(*, folder: Path) -> list[str]:
    """Write everything that is published; return the paths. A file of something else is left alone."""
    written = []
    for path, text in published_texts():
        _place(folder, path).write_text(text, encoding="utf-8")
        written.append(path)
    for path, asset in assets():
        with asset.open("rb") as source, _place(folder, path).open("wb") as target:
            shutil.copyfileobj(source, target)
        written.append(path)
    return written


def _place(folder: Path, path: str) -> Path:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def published_texts() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every published page and record."""
    names = site_names()
    loaded = dict(LoadedFile.objects.exclude(page=None).values_list("page", "path"))
    for page in BasePage.objects.live().specific().order_by("path"):
        if page.is_kept_in_files:
            path = loaded.get(page.pk) or page_path(page)
            yield path, canonical_text(document_of_page(page, names))
    for kind in record_kinds():
        for record in apps.get_model(kind.model).objects.order_by("slug"):
            if getattr(record, "live", True):
                yield kind.path_of(record), canonical_text(document_of(record, names))


def assets() -> Iterator[tuple[str, Any]]:
    """Yield the path and the stored file of every document and image."""
    names = site_names()
    for kind in ASSETS:
        stored = apps.get_model(kind.model).objects.in_bulk()
        yield from ((path, stored[key].file) for path, key in sorted(names.keys_of(kind.model).items()))


def page_path(page: BasePage) -> str:
    """Return where the file of this page goes: a page that opens on others is the index of its folder."""
    if page.address == "/" or page.numchild or isinstance(page, IndexPage):
        return f"{PAGES}{page.address}index.md"
    return f"{PAGES}{page.address.rstrip('/')}.md"
