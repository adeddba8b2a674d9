"""A whole file: front matter and body, read and written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trajectoires.content.enums import Audience, Holds, KeyKind, Theme
from trajectoires.content.fields import REVIEW_KEYS, SEARCHED_AS, SOURCES, Fault, FileKey
from trajectoires.content.loader.body import Block, parse_body, print_body
from trajectoires.content.loader.front_matter import HeaderReader, compose, print_front_matter
from trajectoires.content.loader.problems import Problems
from trajectoires.geography.enums import Region

FENCE = "---"
SOURCE = "source"  # what a file that is a source, whole, says
_RELATIONS = FileKey(name="relations", attribute="relations", kind=KeyKind.RELATIONS)
PAGE_KEYS = (
    FileKey(name="titre", attribute="title", is_required=True),
    FileKey(name="surtitre", attribute="kicker"),
    FileKey(name="chapeau", attribute="lede", is_required=True),
    FileKey(name="description", attribute="search_description"),
    FileKey(name="public", attribute="audience", kind=KeyKind.WORDS, choices=tuple(Audience.values)),
    FileKey(name="themes", attribute="themes", kind=KeyKind.WORDS, choices=tuple(Theme.values)),
    FileKey(name="territoires", attribute="territories", kind=KeyKind.WORDS, choices=tuple(Region.values)),
    SEARCHED_AS,
    REVIEW_KEYS[0],
    FileKey(name="signataires", attribute="people", kind=KeyKind.RECORDS, record="content.Person"),
    *REVIEW_KEYS[1:],
    SOURCES,
    _RELATIONS,
)
_GENRE = FileKey(name="genre", attribute="genre", is_required=True)


@dataclass(frozen=True)
class Genre:
    """A kind of file: the keys of its front matter, in the order in which they are written."""

    name: str
    keys: tuple[FileKey, ...]
    requires_sources: bool = False
    holds: Holds = Holds.BLOCKS
    find_faults: Callable[[str], Iterable[Fault]] | None = None  # of a source
    read_words: Callable[[str], Iterable[str]] | None = None  # of a source

    @property
    def all_keys(self) -> tuple[FileKey, ...]:
        return (_GENRE, *self.keys)


@dataclass(frozen=True)
class Document:
    """What a file says, apart from how it is written."""

    genre: str
    header: Mapping[str, Any]
    body: Sequence[Block]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


def parse_document(text: str, genres: Mapping[str, Genre], problems: Problems) -> Document | None:
    """Read a file. Every problem is added; None when there are some."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0] != FENCE or FENCE not in lines[1:]:
        problems.add(
            1, "Le fichier commence par un en-tête entre deux lignes « --- ».", "Voir docs/contenu.md."
        )
        return None
    end = lines.index(FENCE, 1)
    node = compose("\n".join(lines[1:end]), 2, problems)
    if node is None:
        return None
    genre = _find_genre({str(key.value): str(value.value) for key, value in node.value}, genres, problems)
    if genre is None:
        return None
    reader = HeaderReader(2, problems)
    header = reader.read(node, genre.all_keys)
    header.pop(_GENRE.name, None)
    body = parse_body(lines[end + 1 :], end + 2, problems)
    _check(genre, header, body, problems)
    return None if problems else Document(genre.name, header, body, reader.lines)


def parse_source(text: str, genre: Genre, problems: Problems) -> Document | None:
    """Read a file that its genre alone can judge. Every fault is added; None when there are some."""
    for fault in genre.find_faults(text) if genre.find_faults else ():
        problems.add(fault.line, fault.reason, fault.remedy)
    return None if problems else Document(genre.name, {SOURCE: text.strip()}, [])


def _find_genre(written: Mapping[str, str], genres: Mapping[str, Genre], problems: Problems) -> Genre | None:
    genre = genres.get(written.get("genre", ""))
    if genre is None:
        name = written.get("genre", "")
        reason = f"Le genre « {name} » n’existe pas." if name else "La clé « genre » manque."
        problems.add(2, reason, f"Genres : {', '.join(sorted(genres))}.")
    return genre


def _check(genre: Genre, header: Mapping[str, Any], body: Sequence[Block], problems: Problems) -> None:
    if genre.requires_sources and not header.get("sources"):
        problems.add(2, f"Un fichier « {genre.name} » a au moins une source.", "Ajoutez « sources: ».")
    updated, due = header.get("mis_a_jour_le"), header.get("a_revoir_le")
    if updated and due and due <= updated:
        problems.add(
            2, "« a_revoir_le » est avant « mis_a_jour_le ».", "La relecture à venir se place après."
        )
    _check_body(genre, body, problems)


def _check_body(genre: Genre, body: Sequence[Block], problems: Problems) -> None:
    types = [block.type for block in body]
    if genre.holds is Holds.TEXT and any(name != "text" for name in types):
        reason = f"Un fichier « {genre.name} » ne contient que du texte."
        problems.add(2, reason, "Retirez les parties (« ## ») et les cadres.")
    elif genre.holds is Holds.NOTHING and types:
        reason = f"Un fichier « {genre.name} » n’a qu’un en-tête."
        problems.add(2, reason, "Retirez ce qui suit le second « --- ».")
    elif genre.holds is Holds.FIGURE and types != ["figure"] and not problems:
        reason = (
            f"Un fichier « {genre.name} » contient un cadre « ::: figure » avec ses données, et rien d’autre."
        )
        problems.add(2, reason, "Voir docs/contenu.md.")


def print_document(document: Document, genres: Mapping[str, Genre]) -> str:
    """Write a file, the one way."""
    if genres[document.genre].holds is Holds.SOURCE:
        return f"{document.header[SOURCE]}\n"
    keys = genres[document.genre].all_keys
    header = print_front_matter({"genre": document.genre, **document.header}, keys)
    body = print_body(document.body)
    return f"{FENCE}\n{header}{FENCE}\n" + (f"\n{body}\n" if body else "")
