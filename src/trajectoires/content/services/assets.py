"""Keep the documents and the images of a folder. What a loading that is undone has stored is erased."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from wagtail.images.fields import WagtailImageField

from trajectoires.content.loader.assets import AssetFile
from trajectoires.content.loader.names import DOCUMENT, IMAGE, Names
from trajectoires.content.loader.problems import Problem
from trajectoires.content.models import LoadedFile
from trajectoires.content.services.origins import Origin
from trajectoires.content.services.reports import LoadReport
from trajectoires.documents.enums import MAXIMUM_FILE_BYTES

Stored = Any  # a Document or an Image of Wagtail


def content_problems(files: list[AssetFile]) -> list[Problem]:
    """Return a problem for each file that is empty, too large, or an image that cannot be shown."""
    return [Problem(file.path, 0, reason) for file in files for reason in _faults(file)]


def _faults(file: AssetFile) -> list[str]:
    size = file.source.stat().st_size
    if not size:
        return ["Le fichier est vide."]
    if size > MAXIMUM_FILE_BYTES:
        return [f"Le fichier dépasse {MAXIMUM_FILE_BYTES // 1_000_000} Mo."]
    return _image_faults(file) if file.kind.model == IMAGE else []


def _image_faults(file: AssetFile) -> list[str]:
    """The checks of the editors' space: real format, bytes, pixels (an image of few bytes may open on gigabytes)."""
    with file.source.open("rb") as content:
        try:
            WagtailImageField().to_python(File(content, name=file.name))
        except ValidationError as error:
            return list(error.messages)
    return []


class AssetWriter:
    """One loading: each new or changed file, stored under the path that pages cite."""

    def __init__(
        self, *, known: Mapping[str, LoadedFile], names: Names, origin: Origin, report: LoadReport
    ) -> None:
        self._known = known
        self._names = names
        self._origin = origin
        self._report = report
        self._stored: list[File] = []

    def write(self, file: AssetFile, *, title: str) -> None:
        """An editor's own change of the document or of the image wins, as it does for a page."""
        record = self._known.get(file.path)
        stored = _target(record) if record else _same_bytes(file)
        if stored and stored.get_file_hash() == file.fingerprint:
            self._report.unchanged.append(file.path)
        elif stored is None and record is None:
            stored = self._keep(apps.get_model(file.kind.model)(title=title or _title(file)), file)
            self._report.created.append(file.path)
        elif stored and record and self._may_replace(record, stored):
            stored = self._replace(stored, file)
            self._report.updated.append(file.path)
        else:
            self._report.kept.append(file.path)
            return
        self._remember(file, stored)

    def _may_replace(self, record: LoadedFile, stored: Stored) -> bool:
        return self._origin.may_replace(record) and stored.file_hash == record.page_fingerprint

    def undo(self) -> None:
        """Erase what this loading stored: nothing of it stays in the database."""
        for stored in self._stored:
            stored.delete(save=False)

    def _keep(self, target: Stored, file: AssetFile) -> Stored:
        with file.source.open("rb") as content:
            target.file.save(file.name, File(content), save=False)
        self._stored.append(target.file)
        target.file_size, target.file_hash = target.file.size, file.fingerprint
        target.save()
        return target

    def _replace(self, target: Stored, file: AssetFile) -> Stored:
        storage, old = target.file.storage, target.file.name
        kept = self._keep(target, file)
        if file.kind.model == IMAGE:
            kept.renditions.all().delete()
        transaction.on_commit(lambda: storage.delete(old))
        return kept

    def _remember(self, file: AssetFile, stored: Stored) -> None:
        self._names.add(file.kind.model, file.path, stored.pk)
        attribute = "document" if file.kind.model == DOCUMENT else "image"
        LoadedFile.objects.update_or_create(
            path=file.path,
            defaults={
                attribute: stored,
                "file_fingerprint": file.fingerprint,
                "page_fingerprint": file.fingerprint,
                **self._origin.memory,
            },
        )


def _target(record: LoadedFile) -> Stored | None:
    return record.document or record.image


def _same_bytes(file: AssetFile) -> Stored | None:
    """An editor uploaded it already: the file is its file from now on."""
    attribute = "document" if file.kind.model == DOCUMENT else "image"
    taken = LoadedFile.objects.exclude(**{attribute: None}).values(attribute)
    same = apps.get_model(file.kind.model).objects.filter(file_hash=file.fingerprint)
    return same.exclude(pk__in=taken).first()


def _title(file: AssetFile) -> str:
    return PurePosixPath(file.path).stem.replace("-", " ").capitalize()
