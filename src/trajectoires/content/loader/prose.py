"""Paragraphs, sub-headings and lists, as lines of a file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trajectoires.content.loader.inline import (
    LINK_STARTS,
    Runs,
    UnreadableTextError,
    parse_inline,
    print_inline,
)
from trajectoires.content.loader.problems import Problems

_ITEM = re.compile(r"( *)(-|\d+\.)(?: +(.*))?")
_STRUCTURAL = re.compile(r"(?:#{1,6} |(?:-|\d+\.)(?: |$)|:::|> |\|)")
_WRONG = (
    (
        re.compile(r"#{1,2} "),
        "Un titre de page vient de l’en-tête ; une partie (« ## ») ne s’ouvre pas dans un cadre.",
    ),
    (re.compile(r"#{4,6} "), "Un sous-titre s’écrit « ### »."),
    (re.compile(r"> "), "Une citation s’écrit entre guillemets, ou dans un encadré."),
    (re.compile(r"\* "), "Une liste s’écrit avec des tirets : « - »."),
    (re.compile(r"\|"), "Un tableau s’écrit dans un cadre « ::: tableau »."),
)


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Subtitle:
    runs: Runs


@dataclass(frozen=True)
class Item:
    runs: Runs
    lists: "tuple[Items, ...]" = ()


@dataclass(frozen=True)
class Items:
    is_ordered: bool
    items: tuple[Item, ...]


Node = Paragraph | Subtitle | Items


@dataclass(frozen=True)
class Prose:
    """A rich text, apart from any markup."""

    nodes: tuple[Node, ...]


def tidy_nodes(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Drop what is empty, join two lists of one kind that follow each other: nobody sees the difference."""
    kept: list[Node] = []
    for node in map(_tidy_node, nodes):
        last = kept[-1] if kept else None
        if isinstance(node, Items) and isinstance(last, Items) and last.is_ordered == node.is_ordered:
            kept[-1] = Items(node.is_ordered, last.items + node.items)
        elif node.items if isinstance(node, Items) else node.runs:
            kept.append(node)
    return tuple(kept)


def _tidy_node(node: Node) -> Node:
    return Items(node.is_ordered, _tidy_items(node.items)) if isinstance(node, Items) else node


def _tidy_items(items: Sequence[Item]) -> tuple[Item, ...]:
    tidied = [
        Item(item.runs, tuple(n for n in tidy_nodes(item.lists) if isinstance(n, Items))) for item in items
    ]
    return tuple(item for item in tidied if item.runs or item.lists)


# --- reading ------------------------------------------------------------------------------------------------


@dataclass
class _OpenList:
    """A list being read: the column of its markers, and of what its items hold."""

    column: int
    is_ordered: bool
    entries: "list[_OpenItem]" = field(default_factory=list)

    def close(self) -> Items:
        return Items(self.is_ordered, tuple(entry.close() for entry in self.entries))


@dataclass
class _OpenItem:
    runs: Runs
    inner_column: int
    lists: list[_OpenList] = field(default_factory=list)

    def close(self) -> Item:
        return Item(self.runs, tuple(inner.close() for inner in self.lists))


def parse_prose(
    lines: Sequence[str], first_line: int, problems: Problems, *, may_have_subtitles: bool = True
) -> Prose:
    """Read lines; `first_line` is the number of the first one in its file."""
    reader = _Reader(problems, may_have_subtitles=may_have_subtitles)
    return Prose(tidy_nodes(list(reader.read(lines, first_line))))


class _Reader:
    def __init__(self, problems: Problems, *, may_have_subtitles: bool) -> None:
        self._problems = problems
        self._may_have_subtitles = may_have_subtitles

    def read(self, lines: Sequence[str], first_line: int) -> Iterator[Node]:
        index = 0
        while index < len(lines):
            end = index + 1
            if _is_item(lines[index]):
                while end < len(lines) and _is_item(lines[end]):
                    end += 1
                yield from self._read_lists(lines[index:end], first_line + index)
            elif lines[index].strip():
                end = _end_of_paragraph(lines, index)
                yield self._read_paragraph(lines[index:end], first_line + index)
            index = end

    def _read_paragraph(self, lines: Sequence[str], number: int) -> Node:
        text = " ".join(line.strip() for line in lines)
        for start, remedy in _WRONG:
            if found := start.match(text):
                self._problems.add(
                    number, f"« {found[0].strip()} » en début de ligne n’a pas de sens ici.", remedy
                )
                return Paragraph(())
        if text.startswith("### "):
            if not self._may_have_subtitles:
                self._problems.add(
                    number, "Un cadre ne contient pas de sous-titre.", "Placez-le dans le texte."
                )
            return Subtitle(self._read_text(text[4:], number))
        return Paragraph(self._read_text(text, number))

    def _read_text(self, text: str, number: int) -> Runs:
        try:
            runs = parse_inline(text)
        except UnreadableTextError as error:
            remedy = "Fermez-la, ou écrivez « \\* » pour une vraie étoile."
            self._problems.add(number, f"{error}"[0].upper() + f"{error}"[1:], remedy)
            return ()
        for link in sorted({run.link for run in runs if run.link and not run.link.startswith(LINK_STARTS)}):
            remedy = "Elle commence par / (ce site) ou par https:// (un autre site)."
            self._problems.add(number, f"« {link} » n’est pas une adresse.", remedy)
        return runs

    def _read_lists(self, lines: Sequence[str], first_line: int) -> Iterator[Items]:
        tops: list[_OpenList] = []
        for number, line in enumerate(lines, first_line):
            match = _ITEM.fullmatch(line)
            assert match  # noqa: S101 - lines are items
            indent, marker, text = match[1], match[2], match[3] or ""
            item = _OpenItem(self._read_text(text, number), len(indent) + len(marker) + 1)
            siblings = self._lists_at(tops, len(indent), number)
            if not siblings or siblings[-1].is_ordered != (marker != "-"):
                siblings.append(_OpenList(len(indent), marker != "-"))
            siblings[-1].entries.append(item)
        yield from (top.close() for top in tops)

    def _lists_at(self, tops: list[_OpenList], column: int, number: int) -> list[_OpenList]:
        """Return the lists whose markers stand in this column, going down from the last item."""
        siblings, wanted = tops, 0
        while column != wanted:
            if not siblings or siblings[-1].entries[-1].inner_column > column:
                self._problems.add(
                    number,
                    "Ce point de liste n’est aligné avec aucun autre.",
                    "Un point de second niveau commence sous la première lettre du point qui le porte.",
                )
                return siblings
            last = siblings[-1].entries[-1]
            siblings, wanted = last.lists, last.inner_column
        return siblings


def _is_item(line: str) -> bool:
    return _ITEM.fullmatch(line) is not None


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    """A paragraph goes on until a blank line, a list or a sub-heading; a sub-heading is one line."""
    end = start + 1
    if lines[start].startswith("#"):
        return end
    while (
        end < len(lines)
        and lines[end].strip()
        and not _is_item(lines[end])
        and not lines[end].startswith("#")
    ):
        end += 1
    return end


# --- writing ------------------------------------------------------------------------------------------------


def print_prose(prose: Prose) -> list[str]:
    """Write lines, a blank one between two nodes."""
    lines: list[str] = []
    for node in prose.nodes:
        lines += [""] if lines else []
        lines += _print_node(node)
    return lines


def _print_node(node: Node) -> list[str]:
    if isinstance(node, Items):
        return _print_items(node, 0)
    text = print_inline(node.runs)
    if isinstance(node, Subtitle):
        return [f"### {text}"]
    return [_mask_start(text)]


def _mask_start(text: str) -> str:
    """Keep a paragraph that begins like a list or a heading from being read as one."""
    match = _STRUCTURAL.match(text)
    if match is None:
        return text
    digits = len(text) - len(text.lstrip("0123456789"))
    return f"{text[:digits]}\\{text[digits:]}"


def _print_items(items: Items, column: int) -> list[str]:
    lines = []
    for number, item in enumerate(items.items, 1):
        marker = f"{number}." if items.is_ordered else "-"
        lines.append(f"{' ' * column}{marker} {print_inline(item.runs)}".rstrip(" "))
        for inner in item.lists:
            lines += _print_items(inner, column + len(marker) + 1)
    return lines
