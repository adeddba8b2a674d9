"""Write what files say, page by page and record by record. Always inside the transaction of a loading."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site

from trajectoires.content.enums import Holds
from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import SourceFile, canonical_text, parent_of
from trajectoires.content.loader.genres import page_types
from trajectoires.content.loader.names import PAGE, Names
from trajectoires.content.loader.pages import body_values, field_values, records_of, relations_of
from trajectoires.content.loader.problems import Problem
from trajectoires.content.loader.records import RecordKind, record_kind, record_kinds
from trajectoires.content.models import BasePage, IndexPage, LoadedFile, Relation
from trajectoires.content.services.exporting import document_of_target, fingerprint_of
from trajectoires.content.services.memory import pages_by_key, remember
from trajectoires.content.services.origins import Origin
from trajectoires.content.services.records import (
    find_record,
    find_records,
    save_record,
    withdraw_record,
)
from trajectoires.content.services.reports import LoadReport

_LAST = 99
# What Wagtail gives to a page, and its place in the tree. Publishing validates it too.
_POINTERS = (field.name for field in Page._meta.fields if field.is_relation)
_GIVEN = ["path", "depth", "translation_key", *_POINTERS]
_HOME_SLUG = "accueil"
Loaded = tuple[SourceFile, Document]
Target = Any  # a page, or a record


class Writer:
    """One loading. Pages are first all placed, so that a text may link to a page written after it."""

    def __init__(
        self, *, known: dict[str, LoadedFile], names: Names, origin: Origin, report: LoadReport
    ) -> None:
        self._known = known
        self._names = names
        self._origin = origin
        self._report = report
        self._parents: dict[str, BasePage] = {}
        self._read: dict[str, tuple[SourceFile, Target]] = {}

    def write(self, loaded: Sequence[Loaded]) -> None:
        """What pages name comes before them; what has links to pages in its text comes after."""
        self._write_records(loaded, [kind for kind in record_kinds() if kind.genre.holds is not Holds.TEXT])
        pages = sorted((one for one in loaded if not one[0].record_kind), key=_place)
        placed = [one for one in pages if self._place(*one)]
        addresses = self._names.keys_of(PAGE)
        found = pages_by_key(addresses[file.address] for file, _ in placed)
        for file, document in placed:
            self._write_page(found[addresses[file.address]], file, document)
        self._write_records(loaded, [kind for kind in record_kinds() if kind.genre.holds is Holds.TEXT])
        remember(self._read.values(), origin=self._origin)

    def withdraw(self, present: set[str]) -> None:
        """Take off the site what came from files that are no longer there, unless an editor made it hers."""
        for path, record in self._known.items():
            if path in present or not record.file_fingerprint or not self._origin.may_replace(record):
                continue
            if target := _target(record):
                self._withdraw(record, target)
            elif record.document_id or record.image_id:
                self._report.left.append(path)
            LoadedFile.objects.filter(path=path).update(file_fingerprint="")

    def _withdraw(self, record: LoadedFile, target: Target) -> None:
        if not getattr(target, "live", True):
            return
        if not _is_intact(record, target):
            self._report.kept.append(record.path)
        elif _unpublish(target):
            self._report.unpublished.append(record.path)
        else:
            self._report.left.append(record.path)

    # --- pages

    def _place(self, file: SourceFile, document: Document) -> bool:
        """Make sure that the page exists; return False when it is to be left alone."""
        record = self._known.get(file.path)
        page_id = record.page_id if record else self._names.keys_of(PAGE).get(file.address)
        if page_id is None:
            if record:
                self._report.kept.append(file.path)  # an editor deleted the page
                return False
            return self._create(file, document)
        self._names.add(PAGE, file.address, page_id)
        page = BasePage.objects.get(pk=page_id).specific
        if self._says_so_already(page, document):
            self._report.unchanged.append(file.path)
            self._remember(file, page)
        elif record and self._may_write(record, page):
            self._report.updated.append(file.path)
            return True
        else:
            self._report.kept.append(file.path)
        return False

    def _says_so_already(self, target: Target, document: Document) -> bool:
        """An editor wrote it and it was exported, or somebody made it by hand: the file is its file from now on."""
        written = document_of_target(_latest(target), self._names)
        is_live = getattr(target, "live", True)
        return bool(is_live) and canonical_text(written) == canonical_text(document)

    def _create(self, file: SourceFile, document: Document) -> bool:
        page = page_types()[document.genre](
            slug=file.slug or _HOME_SLUG, live=False, **field_values(document, self._names)
        )
        try:
            page.full_clean(exclude=_GIVEN)
            if file.address == "/":
                _plant_site(page)
            else:
                self._parent_of(file).add_child(instance=page)
        except ValidationError as error:
            self._refuse(file, error)
            return False
        self._names.add(PAGE, file.address, page.pk)
        self._report.created.append(file.path)
        return True

    def _write_page(self, page: BasePage, file: SourceFile, document: Document) -> None:
        values = {**field_values(document, self._names), **body_values(document, self._names)}
        for name, value in values.items():
            setattr(page, name, value)
        self._write_links(page, document)
        try:
            _publish(page)
        except ValidationError as error:
            self._refuse(file, error)
            return
        self._remember(file, page)

    def _write_links(self, page: BasePage, document: Document) -> None:
        addresses = self._names.keys_of(PAGE)
        page.relations.set(
            Relation(target_id=addresses[address], kind=kind)
            for kind, address in relations_of(document)
            if address in addresses
        )
        for key, slugs in records_of(document):
            model = apps.get_model(key.record)
            setattr(page, key.attribute, list(model.objects.filter(slug__in=slugs)))

    def _parent_of(self, file: SourceFile) -> BasePage:
        """Read once, whatever number of pages it gets: the tree keeps count in it."""
        address = parent_of(file.address)
        if address not in self._parents:
            self._parents[address] = BasePage.objects.get(pk=self._names.keys_of(PAGE)[address])
        return self._parents[address]

    # --- records

    def _write_records(self, loaded: Sequence[Loaded], kinds: Sequence[RecordKind]) -> None:
        for kind in kinds:
            of_kind = [one for one in loaded if one[0].record_kind == kind]
            found = find_records(kind, [file.slug for file, _ in of_kind])
            for file, document in of_kind:
                self._write_record(kind, file, document, found.get(file.slug))

    def _write_record(
        self, kind: RecordKind, file: SourceFile, document: Document, target: Target | None
    ) -> None:
        record = self._known.get(file.path)
        if target and self._says_so_already(target, document):
            self._report.unchanged.append(file.path)
            self._remember(file, target)
            return
        if (record and target is None) or (target and not (record and self._may_write(record, target))):
            self._report.kept.append(file.path)
            return
        values = {**field_values(document, self._names), **body_values(document, self._names)}
        try:
            written = save_record(kind, slug=file.slug, values=values)
        except ValidationError as error:
            self._refuse(file, error)
            return
        self._names.add(kind.model, file.slug, written.pk)
        (self._report.updated if target else self._report.created).append(file.path)
        self._remember(file, written)

    # --- both

    def _may_write(self, record: LoadedFile, target: Target) -> bool:
        return self._origin.may_replace(record) and _is_intact(record, target)

    def _remember(self, file: SourceFile, target: Target) -> None:
        self._read[file.path] = (file, target)

    def _refuse(self, file: SourceFile, error: ValidationError) -> None:
        self._report.problems += [Problem(file.path, 0, message) for message in error.messages]


def _place(loaded: Loaded) -> tuple[int, int, bool, str]:
    """Parents first; below one parent, by number, then lists, then by name: the order that readers see."""
    file, document = loaded
    is_list = document.genre == IndexPage.genre
    return file.address.count("/"), document.header.get("numero", _LAST), not is_list, file.address


def _target(record: LoadedFile) -> Target | None:
    path = PurePosixPath(record.path)
    if kind := record_kind(folder=path.parts[0]):
        return find_record(kind, path.stem)
    page = BasePage.objects.filter(pk=record.page_id).first()
    return page.specific if page else None


def _unpublish(target: Target) -> bool:
    if not isinstance(target, BasePage):
        return withdraw_record(target)
    target.unpublish()
    return True


def _latest(target: Target) -> Target:
    """Its last draft, where there may be one."""
    return target.get_latest_revision_as_object() if hasattr(target, "latest_revision") else target


def _is_intact(record: LoadedFile, target: Target) -> bool:
    """Nobody touched it since it was loaded: same words, no draft, published if its file is there."""
    if not getattr(target, "live", True) and record.file_fingerprint:
        return False
    if record.revision_id and record.revision_id == target.latest_revision_id:
        return True
    return fingerprint_of(_latest(target)) == record.page_fingerprint


def _publish(page: BasePage) -> None:
    """Raise ValidationError, with everything that is wrong. Publishing looks at all; a draft is to fit its columns."""
    try:
        page.clean_fields(exclude=_GIVEN)
    except ValidationError:
        page.full_clean()
    page.save_revision(clean=False).publish()


def _plant_site(page: BasePage) -> None:
    """Make this page the first of the site, in place of the one that Wagtail installs."""
    root = Page.get_first_root_node()
    welcome = [child for child in root.get_children() if child.specific_class is Page and child.is_leaf()]
    root.add_child(instance=page)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    site.root_page = page
    site.save()
    for child in welcome:
        child.delete()
    Site.clear_site_root_paths_cache()
