"""What a report or a page of the method is, before it is written for a terminal or for a browser.

Plain frozen values: a title, sections, and in each section a few kinds of block. Texts arrive with their French
typography and unescaped; who writes them escapes them. An anchor is unique in its document.
"""

from dataclasses import dataclass

from socioeco.charts import Chart
from socioeco.indicators import SourceLine


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `is_caution`: what must be kept in mind while reading a figure."""

    text: str
    is_caution: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms, each with what is said of it."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, with the anchor of what opens it."""

    text: str
    anchor: str = ""


Cell = str | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. The first column names the row; `is_words`: the others hold texts, not numbers."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_total: bool = False
    is_words: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"a row of « {self.caption} » has not a cell for each column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines that add up to a figure."""

    caption: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of `socioeco.charts`: its drawings, and its numbers as a table."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class See:
    """Lines that were shown already: where."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses inside the same document (`#anchor`) or the same set of pages (`slug.html`)."""

    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A figure, or a term, that opens on what makes it. `is_deep`: a page shows it, a terminal does not."""

    anchor: str
    title: str
    value: str = ""
    blocks: tuple["Block", ...] = ()
    is_deep: bool = False


Block = Text | Items | Facts | Grid | Lines | See | Drawing | Links | Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`lede` is one or two sentences; `foot` says where the document comes from, and when."""

    title: str
    lede: str
    sections: tuple[Section, ...]
    foot: str = ""
