"""The columns that a program adds after the lawful ones: one of them may be an axis."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from socioeco.readers.fec import layout_of
from socioeco.readers.header import Layout, fold, known_name

LONGEST_NAME = 100
# How the words of a column begin when it is an axis. Only the order of the answer depends on them.
WORDS = (
    "ana", "codeana", "axe", "section", "activite", "centre", "etablissement", "projet", "action", "service", "pole",
    "antenne", "site",
)  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def axis_columns(source: BinaryIO | Iterable[bytes]) -> tuple[str, ...]:
    """Names of the columns that are not of the law, from the first line only; never raises on the content.

    Those whose name says « analytique », « section », « activité » come first, then the others, each in the order of
    the file. None for a file without header, of fixed length, or that is no FEC.
    """
    layout = layout_of(source)
    return in_order(extra_columns(layout)) if layout else ()


def extra_columns(layout: Layout) -> Mapping[str, int]:
    """Place by name, in the order of the file. Of two columns of one name, the first."""
    taken = {*layout.positions.values()}
    places: dict[str, int] = {}
    for place, cell in enumerate(layout.names):
        name = _clean(cell)
        if name and place not in taken and not known_name(cell):
            places.setdefault(name, place)
    return places


def in_order(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(columns, key=lambda name: not is_known(name)))


def find_column(columns: Iterable[str], asked: str) -> str | None:
    """The column of this name, written the same or, failing that, with other capitals, accents or blanks."""
    name, names = _clean(asked), tuple(columns)
    if name in names:
        return name
    return next((each for each in names if fold(name) and fold(each) == fold(name)), None)


def _clean(cell: str) -> str:
    return " ".join(cell.strip(' "\r').split())[:LONGEST_NAME]


def is_known(name: str) -> bool:
    """Whether a word of the name is one of those that axes bear."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return any(word.lower().startswith(WORDS) for word in _WORD.findall(plain))
