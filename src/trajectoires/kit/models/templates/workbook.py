"""A workbook to fill in, as its source says it: sheets, headings, columns, lines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from trajectoires.kit.enums import CellKind
from trajectoires.kit.models.templates.formulas import Expression

_TAB_FORBIDS = re.compile(r"[\[\]*?:/\\'\x00-\x1f]")
Written = Fraction | str | date  # what a cell holds before anybody fills it in


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A label and its value, above the table."""

    key: str
    title: str
    kind: CellKind
    prefilled: str = ""
    choices: tuple[str, ...] = ()
    formula: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    key: str
    title: str
    kind: CellKind
    width: float = 0  # centimetres; 0: what its kind asks for
    choices: tuple[str, ...] = ()
    formula: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the table. `part`: a title across it. `empties`: so many lines to fill in, under one name."""

    source_line: int
    key: str = ""
    part: str = ""
    empties: int = 0
    repeats: str = ""
    repeated: Mapping[str, str] = field(default_factory=dict)  # column -> attribute of what is repeated
    written: Mapping[str, Written] = field(default_factory=dict)
    prefilled: Mapping[str, str] = field(default_factory=dict)  # column -> key
    is_total: bool = False
    is_strong: bool = False
    formula: Expression | None = None
    first_formula: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    key: str
    title: str
    is_landscape: bool
    instruction: str
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    source_line: int

    @property
    def tab(self) -> str:
        """The title without what no spreadsheet takes in the name of a sheet."""
        return " ".join(_TAB_FORBIDS.sub(" ", self.title).split(" ")).strip()

    @property
    def counted(self) -> list[Column]:
        """The columns of numbers."""
        return [column for column in self.columns if column.kind.is_number]


@dataclass(frozen=True, kw_only=True)
class Workbook:
    title: str
    subtitle: str
    mention: str
    updated_on: date
    sheets: tuple[Sheet, ...]

    @property
    def keys(self) -> list[str]:
        """What may be prefilled, in the order in which it is met."""
        return list(dict.fromkeys(self._keys()))

    @property
    def texts(self) -> Iterator[str]:
        """What is read in it, a passage at a time."""
        yield from filter(None, (self.title, self.subtitle, self.mention))
        for sheet in self.sheets:
            yield from (sheet.title, sheet.instruction, *sheet.notes)
            yield from (each.title for each in (*sheet.headings, *sheet.columns))
            for line in sheet.lines:
                yield from (line.part, *(each for each in line.written.values() if isinstance(each, str)))

    def _keys(self) -> Iterator[str]:
        for sheet in self.sheets:
            yield from (heading.prefilled for heading in sheet.headings if heading.prefilled)
            for line in sheet.lines:
                yield from line.prefilled.values()

    @property
    def repeats(self) -> list[str]:
        """What is repeated, a line for each."""
        lines = (line for sheet in self.sheets for line in sheet.lines)
        return list(dict.fromkeys(line.repeats for line in lines if line.repeats))

    @property
    def may_be_prefilled(self) -> bool:
        return bool(self.keys or self.repeats)
