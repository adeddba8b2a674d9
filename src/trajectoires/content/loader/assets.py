"""The files that pages show or give: documents and images, as they are in the folder."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from trajectoires.content.loader.names import DOCUMENT, IMAGE
from trajectoires.content.loader.problems import Problem

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\.([a-z0-9]+)")


@dataclass(frozen=True)
class AssetKind:
    folder: str
    model: str
    endings: tuple[str, ...]


ASSETS = (
    AssetKind(
        "fichiers",
        DOCUMENT,
        ("csv", "docx", "ics", "json", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"),
    ),
    AssetKind("images", IMAGE, ("avif", "gif", "jpeg", "jpg", "png", "webp")),
)


@dataclass(frozen=True)
class AssetFile:
    """A document or an image; `path` is relative to the folder."""

    path: str
    source: Path

    @property
    def kind(self) -> AssetKind:
        return next(kind for kind in ASSETS if self.path.startswith(f"{kind.folder}/"))

    @cached_property
    def fingerprint(self) -> str:
        """The one that Wagtail gives to the same bytes."""
        with self.source.open("rb") as content:
            return hashlib.file_digest(content, "sha1").hexdigest()

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


def list_assets(folder: Path) -> list[AssetFile]:
    """Return every file of the folders of documents and images; those whose name starts with a dot are left out."""
    paths = sorted(path for kind in ASSETS for path in (folder / kind.folder).rglob("*") if path.is_file())
    return [
        AssetFile(path.relative_to(folder).as_posix(), path)
        for path in paths
        if not path.name.startswith(".")
    ]


def name_problems(files: list[AssetFile]) -> list[Problem]:
    """Return a problem for each file whose name or place is not usual."""
    return [Problem(file.path, 0, *fault) for file in files if (fault := _fault(file))]


def _fault(file: AssetFile) -> tuple[str, str] | None:
    found = _NAME.fullmatch(file.name)
    if file.path.count("/") > 1:
        return f"Le dossier {file.kind.folder}/ n’a pas de sous-dossier.", "Remontez ce fichier."
    if found is None:
        return (
            f"« {file.name} » n’est pas un nom de fichier du site.",
            "Des minuscules sans accent, des chiffres, des traits d’union, puis l’extension.",
        )
    if found[1] not in file.kind.endings:
        return (
            f"Une extension « {found[1]} » n’a pas sa place dans {file.kind.folder}/.",
            f"Extensions : {', '.join(file.kind.endings)}.",
        )
    return None
