"""The files of a folder: where each goes, what it says, what is wrong."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trajectoires.content.loader.documents import TERM, Document, parse_document, print_document
from trajectoires.content.loader.genres import genres
from trajectoires.content.loader.problems import Problem, Problems

PAGES, TERMS = "pages", "glossaire"
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
    def is_term(self) -> bool:
        return self.path.startswith(f"{TERMS}/")

    @property
    def address(self) -> str:
        """Where the page stands: `pages/comprendre/index.md` → `/comprendre/`."""
        steps = list(PurePosixPath(self.path).with_suffix("").parts)
        steps = steps if self.is_term else steps[1:]
        if not self.is_term and steps[-1] == "index":
            steps.pop()
        return "/" + "".join(f"{step}/" for step in steps)

    @property
    def slug(self) -> str:
        return self.address.rstrip("/").rpartition("/")[2]


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def list_files(folder: Path) -> list[SourceFile]:
    """Return every Markdown file of the two folders, in the order of their paths."""
    paths = sorted(path for part in (PAGES, TERMS) for path in (folder / part).rglob("*.md"))
    return [
        SourceFile(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in paths
    ]


def read_files(files: list[SourceFile]) -> tuple[dict[str, Document], list[Problem]]:
    """Read all the files; return what they say by path, and every problem of every one."""
    documents: dict[str, Document] = {}
    found: list[Problem] = []
    for file in files:
        problems = Problems(file.path)
        document = parse_document(file.text, genres(), problems)
        _check_place(file, document, problems)
        found += problems
        if document and not problems:
            documents[file.path] = document
    return documents, found


def _check_place(file: SourceFile, document: Document | None, problems: Problems) -> None:
    for step in file.address.strip("/").split("/"):
        if step and not _SLUG.fullmatch(step):
            problems.add(
                0,
                f"« {step} » n’est pas un nom d’adresse.",
                "Des minuscules sans accent, des chiffres, des traits d’union.",
            )
    if document and (document.genre == TERM) != file.is_term:
        problems.add(
            2,
            f"Un fichier « {document.genre} » n’a pas sa place ici.",
            "Les termes, et eux seuls, vont dans glossaire/.",
        )


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
        if not file.is_term and file.address != "/" and (parent := parent_of(file.address)) not in known
    ]


def parent_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0] + "/"
