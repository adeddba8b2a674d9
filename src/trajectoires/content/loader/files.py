"""The files of a folder: where each goes, what it says, what is wrong."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trajectoires.content.enums import Holds
from trajectoires.content.loader.documents import Document, parse_document, parse_source, print_document
from trajectoires.content.loader.genres import genres, page_types
from trajectoires.content.loader.problems import Problem, Problems
from trajectoires.content.loader.records import RecordKind, record_kind, record_kinds

PAGES = "pages"
_NOT_UTF_8 = "\ufffd"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class SourceFile:
    """A file of the folder and its fingerprint; `path` is relative to the folder."""

    path: str
    text: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.text)

    @property
    def record_kind(self) -> RecordKind | None:
        """None for a page."""
        return record_kind(folder=PurePosixPath(self.path).parts[0])

    @property
    def address(self) -> str:
        """Where the page stands: `pages/comprendre/index.md` → `/comprendre/`."""
        steps = list(PurePosixPath(self.path).with_suffix("").parts)
        if self.record_kind is None:
            steps = steps[1:-1] if steps[-1] == "index" else steps[1:]
        return "/" + "".join(f"{step}/" for step in steps)

    @property
    def slug(self) -> str:
        return self.address.rstrip("/").rpartition("/")[2]


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def list_files(folder: Path) -> list[SourceFile]:
    """Return every file of a page or of a record, in the order of their paths."""
    parts = {PAGES: (".md",), **{kind.folder: kind.endings for kind in record_kinds()}}
    paths = sorted(
        path
        for part, endings in parts.items()
        for end in endings
        for path in (folder / part).rglob(f"*{end}")
    )
    return [SourceFile(path.relative_to(folder).as_posix(), _text_of(path)) for path in paths]


def _text_of(path: Path) -> str:
    """What is not UTF-8 is marked, and said with the other problems of the file."""
    return path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")


def read_files(files: list[SourceFile]) -> tuple[dict[str, Document], list[Problem]]:
    """Read all the files; return what they say by path, and every problem of every one."""
    documents: dict[str, Document] = {}
    found: list[Problem] = []
    for file in files:
        problems = Problems(file.path)
        if _NOT_UTF_8 in file.text:
            line = file.text[: file.text.index(_NOT_UTF_8)].count("\n") + 1
            problems.add(line, "Ce caractère n’est pas écrit en UTF-8.", "Enregistrez le fichier en UTF-8.")
        document = _parse(file, problems)
        _check_place(file, document, problems)
        found += problems
        if document and not problems:
            documents[file.path] = document
    return documents, found


def _parse(file: SourceFile, problems: Problems) -> Document | None:
    kind = file.record_kind
    if kind and kind.genre.holds is Holds.SOURCE:
        return parse_source(file.text, kind.genre, problems)
    return parse_document(file.text, genres(), problems)


def _check_place(file: SourceFile, document: Document | None, problems: Problems) -> None:
    for step in file.address.strip("/").split("/"):
        if step and not _SLUG.fullmatch(step):
            problems.add(
                0,
                f"« {step} » n’est pas un nom d’adresse.",
                "Des minuscules sans accent, des chiffres, des traits d’union.",
            )
    kind = file.record_kind
    if document and (kind.genre.name != document.genre if kind else document.genre not in page_types()):
        right = record_kind(genre=document.genre)
        remedy = f"Rangez-le dans {right.folder if right else PAGES}/."
        problems.add(2, f"Un fichier « {document.genre} » n’a pas sa place ici.", remedy)
    elif kind and file.path.count("/") > 1:
        problems.add(0, f"Le dossier {kind.folder}/ n’a pas de sous-dossier.", "Remontez ce fichier.")


def is_canonical(file: SourceFile, document: Document) -> bool:
    """Tell whether the file is written the one way: what an export would give back."""
    return canonical_text(document) == file.text


def canonical_text(document: Document) -> str:
    return print_document(document, genres())


def parents_missing(files: list[SourceFile], addresses: Mapping[str, int]) -> list[Problem]:
    """Return a problem for each page whose folder has no page, neither in the files nor on the site."""
    known = {file.address for file in files} | set(addresses)
    return [
        Problem(file.path, 0, f"Le dossier « {parent} » n’a pas de page.", "Ajoutez-lui un fichier index.md.")
        for file in files
        if not file.record_kind and file.address != "/" and (parent := parent_of(file.address)) not in known
    ]


def parent_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0] + "/"
