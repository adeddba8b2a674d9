"""A document as the text of a terminal: wrapped, its columns aligned, its titles bold if asked.

The lines that add up to a figure, and what a document marks as deep, are not written here: a terminal does not open.
The HTML report does.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from socioeco.charts import Chart
from socioeco.report.document import (
    Block,
    Cell,
    Document,
    Drawing,
    Facts,
    Figure,
    Grid,
    Items,
    Opening,
    Section,
    Text,
)

BOLD, PLAIN = "\033[1m", "\033[0m"
NAMES = 34  # the widest that names of rows are, before they wrap
HEADS = 14  # the widest that names of columns are, before they wrap, unless their numbers are wider
GAP = "  "
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLANK = re.compile("[ \t\n]+")


def write_text(document: Document, *, width: int = 80, is_styled: bool = False) -> str:
    """The whole document, each line at most `width` columns but for a word that is longer by itself."""
    parts = [_title(document.title, width, is_styled), *_wrapped(document.lede, width), ""]
    for section in document.sections:
        parts += _section(section, width, is_styled)
    return "\n".join([*parts, *_wrapped(document.foot, width)]).rstrip("\n") + "\n"


def _title(title: str, width: int, is_styled: bool) -> str:
    text = "\n".join(_wrapped(title, width))
    return f"{BOLD}{text}{PLAIN}" if is_styled else text


def _section(section: Section, width: int, is_styled: bool) -> list[str]:
    underline = "-" * min(width, len(section.title))
    lines = [_title(section.title, width, is_styled), underline]
    for block in section.blocks:
        written = _block(block, width)
        lines += [*written, ""] if written else []
    return lines if section.blocks else [*lines, ""]


def _block(block: Block, width: int) -> list[str]:  # noqa: PLR0911 - one line by kind of block
    match block:
        case Text():
            return _wrapped(block.text, width, first="! " if block.is_caution else "")
        case Items():
            return [line for item in block.items for line in _wrapped(item, width, first="- ")]
        case Facts():
            pairs = (f"{term}\u00a0: {said}" for term, said in block.pairs)
            return [line for pair in pairs for line in _wrapped(pair, width, first="  ", rest="    ")]
        case Grid():
            return _grid(block, width)
        case Drawing():
            return _chart(block.chart, width)
        case Opening():
            return _opening(block, width)
        case _:  # lines, and where they lead: a terminal does not open
            return []


def _opening(opening: Opening, width: int) -> list[str]:
    if opening.is_deep:
        return []
    head = f"{opening.title}\u00a0: {opening.value}" if opening.value else opening.title
    inner = [line for block in opening.blocks for line in _block(block, width - 2)]
    return [*_wrapped(head, width, first="* "), *(f"  {line}" for line in inner)]


def _chart(chart: Chart, width: int) -> list[str]:
    """Its sentence: the table of its numbers stands in the document, where each number opens."""
    return [*_wrapped(chart.title, width), *_wrapped(chart.summary, width)]


def _wrapped(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Broken at plain blanks only: a number keeps its spaces, and no control character of a file gets through."""
    clean = _CONTROL.sub("", text)
    if not clean.strip():
        return []
    after = " " * len(first) if rest is None else rest
    # textwrap takes U+00A0 for a letter, which is what is wanted; it is told of no other blank than these.
    return textwrap.wrap(
        _BLANK.sub(" ", clean),
        width,
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )


# --- tables -----------------------------------------------------------------------------------------------


def _grid(grid: Grid, width: int) -> list[str]:
    rows = [tuple(map(_text, row)) for row in grid.rows]
    caption = _wrapped(grid.caption, width)
    if grid.is_words:
        return [*caption, *_words(grid.header, rows, width)]
    return [*caption, *_numbers(grid.header, rows, width, has_total=grid.has_total)]


def _text(cell: Cell) -> str:
    return _CONTROL.sub("", cell.text if isinstance(cell, Figure) else cell)


def _words(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """One row under the other: texts in columns of a terminal are unreadable beyond two."""
    lines: list[str] = []
    for row in rows:
        lines += _wrapped(row[0], width, first="- ")
        for name, said in zip(header[1:], row[1:], strict=True):
            lines += _wrapped(f"{name}\u00a0: {said}", width, first="  ", rest="    ") if said else []
    return lines


def _numbers(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, has_total: bool
) -> list[str]:
    """Numbers to the right; too many years for the width go under the first ones, their names repeated."""
    name_width = min(NAMES, max((len(row[0]) for row in [header, *rows]), default=0))
    heads = _heads(header, rows)
    columns = [[*head, *(row[place] for row in rows)] for place, head in enumerate(heads, start=1)]
    widths = [max(map(len, column)) + len(GAP) for column in columns]
    lines: list[str] = []
    for first, last in _chunks(widths, width - name_width):
        table = [*_head_rows(header[0], heads, (first, last)), *rows]
        lines += _chunk(table, name_width, widths, (first, last), has_total=has_total)
    return lines


def _heads(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Names of columns, each in as many lines as keep it near the width of its numbers."""
    return [
        textwrap.wrap(
            name,
            max([HEADS, *(len(row[place]) for row in rows)]),
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [""]
        for place, name in enumerate(header[1:], start=1)
    ]


def _head_rows(name: str, heads: Sequence[Sequence[str]], place: tuple[int, int]) -> list[list[str]]:
    """Rows whose last one stands just above the numbers."""
    height = max((len(head) for head in heads[slice(*place)]), default=1)
    padded = [[*[""] * (height - len(head)), *head[:height]] for head in heads]
    above = [["", *(head[line] for head in padded)] for line in range(height - 1)]
    return [*above, [name, *(head[-1] for head in padded)]]


def _chunks(widths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Runs of columns that fit; one that is too wide stands alone."""
    start, used = 0, 0
    for place, each in enumerate(widths):
        if place > start and used + each > room:
            yield start, place
            start, used = place, 0
        used += each
    yield start, len(widths)


def _chunk(
    table: Sequence[Sequence[str]],
    name_width: int,
    widths: Sequence[int],
    place: tuple[int, int],
    *,
    has_total: bool,
) -> Iterable[str]:
    first, last = place
    for number, row in enumerate(table, start=1):
        if has_total and number == len(table):
            yield "-" * (name_width + sum(widths[first:last]))
        *above, name = textwrap.wrap(row[0], name_width, break_on_hyphens=False) or [""]
        yield from above
        cells = "".join(cell.rjust(each) for cell, each in zip(row[1:], widths, strict=True))
        start, stop = sum(widths[:first]), sum(widths[:last])
        yield f"{name.ljust(name_width)}{cells[start:stop]}".rstrip()
