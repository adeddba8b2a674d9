"""From files to pages. Loading again changes nothing; an editor's change always wins."""

import datetime as dt
from pathlib import Path

from django.db import transaction

from trajectoires.content.loader.documents import Document
from trajectoires.content.loader.files import (
    SourceFile,
    is_canonical,
    list_files,
    parents_missing,
    read_files,
)
from trajectoires.content.models import LoadedFile
from trajectoires.content.selectors import addresses
from trajectoires.content.services.checking import check_documents, dead_links
from trajectoires.content.services.reports import LoadReport
from trajectoires.content.services.writing import Writer


def load_content(*, folder: Path, now: dt.datetime) -> LoadReport:
    """Bring the site to what the files say, all or nothing. docs/contenu.md says what happens to each."""
    files = list_files(folder)
    known = {record.path: record for record in LoadedFile.objects.select_related("term")}
    changed = [file for file in files if not _is_known(file, known)]
    report = LoadReport(unchanged=[file.path for file in files if file not in changed])
    documents, report.problems = read_files(changed)
    site = {address: key for key, address in addresses().items()}
    report.problems += [*parents_missing(files, site), *check_documents(files, documents, site)]
    if not report.problems:
        report.notices = [*_odd_ones(changed, documents), *dead_links(files, documents, site)]
        with transaction.atomic():
            writer = Writer(known=known, now=now, report=report)
            writer.write([(file, documents[file.path]) for file in changed])
            writer.withdraw({file.path for file in files})
            transaction.set_rollback(bool(report.problems))
    if report.problems:
        return LoadReport(unchanged=report.unchanged, problems=sorted(report.problems))
    return report


def _odd_ones(files: list[SourceFile], documents: dict[str, Document]) -> list[str]:
    remedy = "« just contenu-mettre-en-forme » s’en charge"
    return [
        f"{file.path} : le fichier n’est pas écrit de la façon habituelle ; {remedy}."
        for file in files
        if not is_canonical(file, documents[file.path])
    ]


def _is_known(file: SourceFile, known: dict[str, LoadedFile]) -> bool:
    record = known.get(file.path)
    return record is not None and record.file_fingerprint == file.fingerprint
