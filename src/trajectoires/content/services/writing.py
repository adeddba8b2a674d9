"""Write what files say, page by page and term by term. Always inside the transaction of a loading."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from wagtail.models import Page, Site

from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import SourceFile, canonical_text, parent_of
from trajectoires.content.loader.genres import page_types
from trajectoires.content.loader.pages import (
    document_of_page,
    document_of_term,
    field_values,
    page_body,
    relations_of,
    term_body,
)
from trajectoires.content.loader.problems import Problem
from trajectoires.content.models import BasePage, IndexPage, LoadedFile, Relation
from trajectoires.content.selectors import addresses
from trajectoires.content.services.exporting import fingerprint_of
from trajectoires.content.services.reports import LoadReport
from trajectoires.glossary.models import Term
from trajectoires.glossary.services import publish_term, unpublish_term

_LAST = 99
_HOME_SLUG = "accueil"
Loaded = tuple[SourceFile, Document]


class Writer:
    """One loading. Pages are first all placed, so that a text may link to a page written after it."""

    def __init__(self, *, known: dict[str, LoadedFile], now: dt.datetime, report: LoadReport) -> None:
        self._known = known
        self._now = now
        self._report = report
        self._page_ids = {address: key for key, address in addresses().items()}

    def write(self, loaded: Sequence[Loaded]) -> None:
        pages = sorted((one for one in loaded if not one[0].is_term), key=_place)
        placed = [one for one in pages if self._place(*one)]
        for file, document in placed:
            self._write_page(file, document)
        for file, document in loaded:
            if file.is_term:
                self._write_term(file, document)

    def withdraw(self, present: set[str]) -> None:
        """Unpublish what came from files that are no longer there, unless an editor made it hers."""
        for path, record in self._known.items():
            if path in present or not record.file_fingerprint:
                continue
            if target := _target(record):
                self._withdraw(record, target)
            LoadedFile.objects.filter(path=path).update(file_fingerprint="")

    def _withdraw(self, record: LoadedFile, target: BasePage | Term) -> None:
        if not target.live:
            return
        if not _is_intact(record, target):
            self._report.kept.append(record.path)
            return
        if isinstance(target, Term):
            unpublish_term(term=target)
        else:
            target.unpublish()
        self._report.unpublished.append(record.path)

    # --- pages

    def _place(self, file: SourceFile, document: Document) -> bool:
        """Make sure that the page exists; return False when it is to be left alone."""
        record = self._known.get(file.path)
        page_id = record.page_id if record else self._page_ids.get(file.address)
        if page_id is None:
            if record:
                self._report.kept.append(file.path)  # an editor deleted the page
                return False
            return self._create(file, document)
        self._page_ids[file.address] = page_id
        page = BasePage.objects.get(pk=page_id).specific
        if self._says_so_already(page, document):
            self._report.unchanged.append(file.path)
            self._remember(file, page=page)
        elif record and _is_intact(record, page):
            self._report.updated.append(file.path)
            return True
        else:
            self._report.kept.append(file.path)
        return False

    def _says_so_already(self, target: BasePage | Term, document: Document) -> bool:
        """An editor wrote it and it was exported, or somebody made it by hand: the file is its file from now on."""
        known = {key: address for address, key in self._page_ids.items()}
        latest = target.get_latest_revision_as_object()
        written = (
            document_of_term(latest, known) if isinstance(latest, Term) else document_of_page(latest, known)
        )
        return bool(target.live) and canonical_text(written) == canonical_text(document)

    def _create(self, file: SourceFile, document: Document) -> bool:
        page = page_types()[document.genre](
            slug=file.slug or _HOME_SLUG, live=False, **field_values(document)
        )
        try:
            page.full_clean(exclude=["path", "depth"])  # given by the place in the tree, just below
            if file.address == "/":
                _plant_site(page)
            else:
                BasePage.objects.get(pk=self._page_ids[parent_of(file.address)]).add_child(instance=page)
        except ValidationError as error:
            self._refuse(file, error)
            return False
        self._page_ids[file.address] = page.pk
        self._report.created.append(file.path)
        return True

    def _write_page(self, file: SourceFile, document: Document) -> None:
        page = BasePage.objects.get(pk=self._page_ids[file.address]).specific
        for name, value in {**field_values(document), "body": page_body(document, self._page_ids)}.items():
            setattr(page, name, value)
        page.relations.set(
            Relation(target_id=self._page_ids[address], kind=kind)
            for kind, address in relations_of(document)
            if address in self._page_ids
        )
        try:
            page.full_clean()
        except ValidationError as error:
            self._refuse(file, error)
            return
        page.save_revision().publish()
        self._remember(file, page=page.__class__.objects.get(pk=page.pk))

    # --- terms

    def _write_term(self, file: SourceFile, document: Document) -> None:
        record = self._known.get(file.path)
        term = record.term if record else Term.objects.filter(slug=file.slug).first()
        if term and self._says_so_already(term, document):
            self._report.unchanged.append(file.path)
            self._remember(file, term=term)
            return
        if (record and term is None) or (term and not (record and _is_intact(record, term))):
            self._report.kept.append(file.path)
            return
        values = {**field_values(document), "body": term_body(document, self._page_ids)}
        try:
            written = publish_term(slug=term.slug if term else file.slug, values=values)
        except ValidationError as error:
            self._refuse(file, error)
            return
        (self._report.updated if term else self._report.created).append(file.path)
        self._remember(file, term=written)

    # --- both

    def _remember(self, file: SourceFile, *, page: BasePage | None = None, term: Term | None = None) -> None:
        target = page or term
        assert target  # noqa: S101 - one of the two
        LoadedFile.objects.update_or_create(
            path=file.path,
            defaults={
                "page": page,
                "term": term,
                "file_fingerprint": file.fingerprint,
                "page_fingerprint": fingerprint_of(target),
                "revision_id": target.latest_revision_id,
                "loaded_at": self._now,
            },
        )

    def _refuse(self, file: SourceFile, error: ValidationError) -> None:
        self._report.problems += [Problem(file.path, 0, message) for message in error.messages]


def _place(loaded: Loaded) -> tuple[int, int, bool, str]:
    """Parents first; below one parent, by number, then lists, then by name: the order that readers see."""
    file, document = loaded
    is_list = document.genre == IndexPage.genre
    return file.address.count("/"), document.header.get("numero", _LAST), not is_list, file.address


def _target(record: LoadedFile) -> BasePage | Term | None:
    if record.term:
        return record.term
    page = BasePage.objects.filter(pk=record.page_id).first()
    return page.specific if page else None


def _is_intact(record: LoadedFile, target: BasePage | Term) -> bool:
    """Nobody touched it since it was loaded: same words, no draft, published if its file is there."""
    if not target.live and record.file_fingerprint:
        return False
    if record.revision_id and record.revision_id == target.latest_revision_id:
        return True
    return fingerprint_of(target.get_latest_revision_as_object()) == record.page_fingerprint


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
