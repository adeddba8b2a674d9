"""The files that are not pages: one for each term, organisation, licence, person, shared figure."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

from trajectoires.content.enums import Holds, KeyKind
from trajectoires.content.fields import REVIEW_KEYS, SEARCHED_AS, SOURCES, FileKey
from trajectoires.content.loader.documents import SOURCE, Genre
from trajectoires.content.models import SourceRecord


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """A folder whose files are records of one model, each named by its slug."""

    genre: Genre
    folder: str
    model: str  # "organisations.Organisation"
    address: str = ""  # what stands before the slug where it has a page of its own
    endings: tuple[str, ...] = (".md",)

    def path_of(self, record: Any) -> str:
        """Where the file of this record goes."""
        return f"{self.folder}/{record.slug}{getattr(record, 'file_ending', self.endings[0])}"


def _name(attribute: str = "name") -> FileKey:
    return FileKey(name="titre", attribute=attribute, is_required=True)


ORGANISATION = RecordKind(
    folder="organisations",
    model="organisations.Organisation",
    genre=Genre(
        "organisation",
        (
            _name(),
            FileKey(name="sigle", attribute="short_name"),
            FileKey(name="site", attribute="website", is_address=True),
            FileKey(name="description", attribute="description"),
        ),
        holds=Holds.NOTHING,
    ),
)
LICENCE = RecordKind(
    folder="licences",
    model="content.Licence",
    genre=Genre(
        "licence",
        (
            _name(),
            FileKey(name="adresse", attribute="url", is_address=True),
            FileKey(name="permet", attribute="allows"),
        ),
        holds=Holds.NOTHING,
    ),
)
PERSON = RecordKind(
    folder="personnes",
    model="content.Person",
    genre=Genre(
        "personne",
        (
            _name(),
            FileKey(name="fonction", attribute="role"),
            FileKey(name="site", attribute="website", is_address=True),
        ),
        holds=Holds.NOTHING,
    ),
)
FIGURE = RecordKind(
    folder="figures", model="content.SharedFigure", genre=Genre("figure", (), holds=Holds.FIGURE)
)
TERM = RecordKind(
    folder="glossaire",
    model="glossary.Term",
    address="/glossaire/",
    genre=Genre(
        "terme",
        (
            _name("term"),
            FileKey(name="chapeau", attribute="definition", is_required=True),
            *REVIEW_KEYS,
            SOURCES,
            FileKey(name="variantes", attribute="variants", kind=KeyKind.WORDS),
            SEARCHED_AS,
        ),
        requires_sources=True,
        holds=Holds.TEXT,
    ),
)
_OWN = (ORGANISATION, LICENCE, PERSON, FIGURE, TERM)


@cache
def record_kinds() -> tuple[RecordKind, ...]:
    """Every kind, in the order in which they are written. An upper room adds one by extending SourceRecord."""
    sources = (model for model in apps.get_models() if issubclass(model, SourceRecord))
    return (*_OWN, *map(_kind_of_source, sources))


def _kind_of_source(model: type[SourceRecord]) -> RecordKind:
    return RecordKind(
        folder=model.folder,
        model=model._meta.label,
        endings=model.endings,
        genre=Genre(
            model.genre,
            (FileKey(name=SOURCE, attribute="source"),),
            holds=Holds.SOURCE,
            find_faults=model.faults_of,
            read_words=model.words_of,
        ),
    )


def record_kind(*, folder: str = "", genre: str = "", model: str = "") -> RecordKind | None:
    """Return the kind that has this folder, this genre or this model."""
    for kind in record_kinds():
        if kind.folder == folder or kind.genre.name == genre or kind.model == model:
            return kind
    return None
