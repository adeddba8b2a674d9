"""A text to fill in: titles, paragraphs, lists, tables, explanations to erase, lines to write on."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trajectoires.content.fields import Fault
from trajectoires.kit.models.templates.inline import Blank, Runs, blanks_of, read_runs, split_cells

MOST_LINES = 30
_HEADING = re.compile(r"(#{1,6}) +(.+)")
_ITEM = re.compile(r"(?P<mark>-|\d+\.) +(?P<box>\[ \] +)?(?P<words>.+)")
_HAND = re.compile(r"\[\[…(\d{1,2})\]\]")
_SEPARATOR = re.compile(r"\|?(\s*:?-{3,}:?\s*\|?)+")
BULLETS, NUMBERS, BOXES = "puces", "numeros", "cases"


@dataclass(frozen=True)
class Heading:
    level: int  # 2 or 3: the title of the document is the first
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Explanation:
    """Printed small and grey; erased once understood."""

    runs: Runs


@dataclass(frozen=True)
class Items:
    look: str
    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Grid:
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class HandLines:
    """Empty lines, to write on by hand."""

    count: int


@dataclass(frozen=True)
class PageBreak:
    pass


Node = Heading | Paragraph | Explanation | Items | Grid | HandLines | PageBreak


@dataclass(frozen=True, kw_only=True)
class TextTemplate:
    title: str
    subtitle: str
    mention: str
    updated_on: date
    nodes: tuple[Node, ...]

    @property
    def keys(self) -> list[str]:
        """What may be prefilled, in the order in which it is met."""
        return list(dict.fromkeys(blank.key for blank in self.blanks if blank.key))

    @property
    def texts(self) -> Iterator[str]:
        """What is read in it, a passage at a time; a blank by what is to be written there."""
        yield from filter(None, (self.title, self.subtitle, self.mention))
        for node in self.nodes:
            for runs in runs_of(node):
                yield "".join(run.label if isinstance(run, Blank) else run.text for run in runs)

    @property
    def repeats(self) -> list[str]:
        """A text repeats nothing."""
        return []

    @property
    def may_be_prefilled(self) -> bool:
        return bool(self.keys)

    @property
    def blanks(self) -> Iterator[Blank]:
        for node in self.nodes:
            for runs in runs_of(node):
                yield from blanks_of(runs)


def runs_of(node: Node) -> tuple[Runs, ...]:
    """The words of a node, paragraph by paragraph, as they are read."""
    if isinstance(node, Items):
        return node.items
    if isinstance(node, Grid):
        return (*node.header, *(cell for row in node.rows for cell in row))
    return (node.runs,) if isinstance(node, Heading | Paragraph | Explanation) else ()


def read_nodes(lines: Sequence[str], first_line: int, faults: list[Fault]) -> tuple[Node, ...]:
    """Read the lines under the front matter. Every fault is added."""
    return tuple(_Reader(lines, first_line, faults).read())


class _Reader:
    def __init__(self, lines: Sequence[str], first_line: int, faults: list[Fault]) -> None:
        self._lines = [line.rstrip() for line in lines]
        self._first, self._faults, self._index = first_line, faults, 0

    def read(self) -> Iterator[Node]:
        while self._index < len(self._lines):
            line = self._lines[self._index]
            if not line:
                self._index += 1
            elif line.startswith("#"):
                yield from self._heading(line)
            elif line.startswith("|"):
                yield from self._table()
            elif line.startswith(">"):
                words = " ".join(each[1:].strip() for each in self._take(lambda each: each.startswith(">")))
                yield Explanation(self._runs(words))
            elif _ITEM.fullmatch(line):
                yield from self._list()
            else:
                yield from self._other(line)

    @property
    def _number(self) -> int:
        return self._first + self._index

    def _fault(self, reason: str, remedy: str = "") -> None:
        self._faults.append(Fault(self._number, reason, remedy))

    def _runs(self, words: str) -> Runs:
        return read_runs(words, self._number - 1, self._faults)

    def _take(self, belongs: Callable[[str], Any]) -> list[str]:
        start = self._index
        while self._index < len(self._lines) and belongs(self._lines[self._index]):
            self._index += 1
        return self._lines[start : self._index]

    def _heading(self, line: str) -> Iterator[Node]:
        found = _HEADING.fullmatch(line)
        if found is None or len(found[1]) not in {2, 3}:
            self._fault(
                "Un titre s’écrit « ## » ou « ### », puis une espace.",
                "Le titre du document est déjà dans l’en-tête.",
            )
        self._index += 1
        if found:
            yield Heading(3 if len(found[1]) > 2 else 2, self._runs(found[2]))

    def _other(self, line: str) -> Iterator[Node]:
        hand = _HAND.fullmatch(line)
        if line.startswith(":::"):
            if line != "::: saut":
                self._fault(
                    f"« {line} » n’existe pas ici.", "Le seul cadre est « ::: saut », une nouvelle page."
                )
            self._index += 1
            yield PageBreak()
        elif hand:
            if not 1 <= int(hand[1]) <= MOST_LINES:
                self._fault(f"De 1 à {MOST_LINES} lignes à écrire.")
            self._index += 1
            yield HandLines(min(int(hand[1]), MOST_LINES))
        else:
            if line.startswith((" ", "\t")):
                self._fault("Une ligne ne commence pas par une espace.", "Les listes n’ont qu’un niveau.")
            lines = self._take(_is_plain)
            yield Paragraph(self._runs(" ".join(each.strip() for each in lines)))

    def _list(self) -> Iterator[Node]:
        look, items = "", []
        for line in self._take(_ITEM.fullmatch):
            found = _ITEM.fullmatch(line)
            own = BOXES if found["box"] else BULLETS if found["mark"] == "-" else NUMBERS
            if look and own != look:
                yield Items(look, tuple(items))
                items = []
            look = own
            items.append(self._runs(found["words"]))
        yield Items(look, tuple(items))

    def _table(self) -> Iterator[Node]:
        start = self._number
        lines = self._take(lambda each: each.startswith("|"))
        if len(lines) < 3 or not _SEPARATOR.fullmatch(lines[1]):
            remedy = "Une ligne d’en-têtes, une ligne « |---|---| », puis une ligne au moins."
            self._faults.append(Fault(start, "Ce tableau n’est pas complet.", remedy))
            return
        rows = [self._cells(line, start + place) for place, line in enumerate(lines) if place != 1]
        for place, row in enumerate(rows[1:], start=2):
            if len(row) != len(rows[0]):
                reason = f"Cette ligne a {len(row)} cases, et le tableau {len(rows[0])} colonnes."
                self._faults.append(Fault(start + place, reason))
        if not all(rows[0]):
            self._faults.append(Fault(start, "Chaque colonne d’un tableau a un en-tête."))
        yield Grid(rows[0], tuple(rows[1:]))

    def _cells(self, line: str, number: int) -> tuple[Runs, ...]:
        return tuple(read_runs(cell, number, self._faults) for cell in split_cells(line))


def _is_plain(line: str) -> bool:
    return bool(line) and not line.startswith(("#", "|", ">", ":::")) and not _ITEM.fullmatch(line)
