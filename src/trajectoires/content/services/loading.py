"""From files to pages. Loading again changes nothing; an editor's change always wins."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from trajectoires.content.enums import KeyKind
from trajectoires.content.loader.assets import AssetFile, list_assets, name_problems
from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import (
    SourceFile,
    is_canonical,
    list_files,
    parents_missing,
    read_files,
)
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.names import PAGE
from trajectoires.content.loader.problems import Problem
from trajectoires.content.models import LoadedFile
from trajectoires.content.services.assets import AssetWriter, content_problems
from trajectoires.content.services.checking import check_documents, check_references, dead_links
from trajectoires.content.services.naming import site_names
from trajectoires.content.services.origins import Origin
from trajectoires.content.services.reports import LoadReport
from trajectoires.content.services.site_version import raise_site_version
from trajectoires.content.services.writing import Writer
from trajectoires.jobs.services import each_once


def load_content(
    *,
    folder: Path,
    now: dt.datetime,
    withdraws: bool = True,
    is_trial: bool = False,
    is_archive: bool = False,
) -> LoadReport:
    """Bring the site to what the files say, all or nothing. docs/contenu.md says what happens to each.

    `withdraws`: a file that went takes its page offline. `is_trial`: say what would happen, change nothing.
    `is_archive`: the folder is a zip that somebody chose, and what it brings is hers.
    """
    loading = _Loading(folder)
    report = LoadReport(unchanged=loading.unchanged)
    report.problems = loading.problems()
    if not report.problems:
        report.notices = loading.notices()
        origin = Origin(now=now, is_archive=is_archive)
        loading.write(report, origin=origin, withdraws=withdraws, is_trial=is_trial)
    if report.problems:
        return LoadReport(unchanged=report.unchanged, problems=sorted(report.problems))
    return report


class _Loading:
    """The files of a folder, what they say, and what the site had from them."""

    def __init__(self, folder: Path) -> None:
        self.files, self.assets = list_files(folder), list_assets(folder)
        loaded = LoadedFile.objects.select_related("document", "image")
        self.known = {record.path: record for record in loaded}
        self.changed = [file for file in self.files if self._is_new(file)]
        self.new_assets = [file for file in self.assets if self._is_new(file)]
        self.documents, self.unreadable = read_files(self.changed)
        self.names = site_names()
        new = {file.path for file in (*self.changed, *self.new_assets)}
        self.unchanged = [file.path for file in (*self.files, *self.assets) if file.path not in new]

    def _is_new(self, file: SourceFile | AssetFile) -> bool:
        record = self.known.get(file.path)
        return record is None or record.file_fingerprint != file.fingerprint

    def problems(self) -> list[Problem]:
        """Everything that is wrong, in every file."""
        site = self.names.keys_of(PAGE)
        odd = name_problems(self.new_assets)
        return [
            *self.unreadable,
            *odd,
            *content_problems([file for file in self.new_assets if not odd]),
            *parents_missing(self.files, site),
            *check_documents(self.files, self.documents, site),
            *check_references(self.documents, self.names, self._coming()),
        ]

    def _coming(self) -> Mapping[str, set[str]]:
        """What an editor deleted does not come back: a file that the site knows brings nothing new."""
        coming: defaultdict[str, set[str]] = defaultdict(set)
        for file in self.files:
            if file.record_kind and file.path not in self.known:
                coming[file.record_kind.model].add(file.slug)
        for asset in self.assets:
            if asset.path not in self.known:
                coming[asset.kind.model].add(asset.path)
        return coming

    def notices(self) -> list[str]:
        return [*_odd_ones(self.changed, self.documents), *dead_links(self.files, self.documents, self.names)]

    def write(self, report: LoadReport, *, origin: Origin, withdraws: bool, is_trial: bool) -> None:
        """All, or nothing: neither rows nor stored bytes."""
        keeper = AssetWriter(known=self.known, names=self.names, origin=origin, report=report)
        writer = Writer(known=self.known, names=self.names, origin=origin, report=report)
        is_undone = True
        try:
            with transaction.atomic():
                self._write(keeper, writer, withdraws=withdraws)
                if report.changes:
                    raise_site_version()
                is_undone = is_trial or bool(report.problems)
                transaction.set_rollback(is_undone)
        finally:
            if is_undone:
                keeper.undo()

    def _write(self, keeper: AssetWriter, writer: Writer, *, withdraws: bool) -> None:
        titles = _titles(self.documents)
        with each_once():
            for asset in self.new_assets:
                keeper.write(asset, title=titles.get(asset.path, ""))
            writer.write([(file, self.documents[file.path]) for file in self.changed])
        if withdraws:
            writer.withdraw({file.path for file in (*self.files, *self.assets)})


def _titles(documents: Mapping[str, Document]) -> dict[str, str]:
    """A document is called what the page that gives it is called."""
    return {
        document.header[key.name]: document.header["titre"]
        for document in documents.values()
        for key in genres()[document.genre].keys
        if key.kind is KeyKind.FILE and document.header.get(key.name)
    }


def _odd_ones(files: list[SourceFile], documents: dict[str, Document]) -> list[str]:
    remedy = "« just contenu-mettre-en-forme » s’en charge"
    return [
        f"{file.path} : le fichier n’est pas écrit de la façon habituelle ; {remedy}."
        for file in files
        if not is_canonical(file, documents[file.path])
    ]
