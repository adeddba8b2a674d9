"""Names of a formula become places: of this sheet or another. What cannot be found, or turns round, is a fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from trajectoires.content.fields import Fault
from trajectoires.kit.models.templates.formulas import (
    Call,
    Expression,
    Name,
    Negative,
    Number,
    Operation,
    Previous,
    Span,
    walk,
)

if TYPE_CHECKING:
    from trajectoires.kit.models.templates.placing import PlacedWorkbook

ARITHMETIC = frozenset("+-*/")


@dataclass(frozen=True, order=True)
class Place:
    """A cell: its sheet, its row, its column, counted from 0."""

    sheet: int
    row: int
    column: int


@dataclass(frozen=True)
class Ref:
    place: Place


@dataclass(frozen=True)
class Area:
    """Cells from corner to corner, both in."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[Place]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield Place(self.sheet, row, column)


class UnknownNameError(ValueError):
    """A name that leads nowhere, in French."""


class Reader:
    """Reads the formulas of one sheet of a placed workbook."""

    def __init__(self, placed: "PlacedWorkbook", index: int) -> None:
        self.placed, self._index = placed, index
        self._sheets = {sheet.key: place for place, sheet in enumerate(placed.workbook.sheets)}

    def fault(self, line: int, reason: str) -> None:
        sheet = self.placed.workbook.sheets[self._index]
        found = Fault(line, f"Feuille « {sheet.title} » : {reason}")
        if found not in self.placed.faults:
            self.placed.faults.append(found)

    def read(self, formula: Expression, at: Place, line: int, *, lines_first: bool) -> Expression | None:
        """The formula with places for names, as it stands in this cell; None, and a fault, when one is unknown."""
        try:
            return self._read(formula, at, lines_first)
        except UnknownNameError as error:
            self.fault(line, str(error))
            return None

    def _read(self, formula: Expression, at: Place, lines_first: bool) -> Expression:  # noqa: PLR0911 - one a kind
        match formula:
            case Name():
                return self._named(formula, at, lines_first)
            case Span(start=start, end=end):
                return self._area(start, end, at, lines_first)
            case Previous(name=name):
                return self._previous(name, at)
            case Operation(sign=sign, left=left, right=right):
                return Operation(sign, self._read(left, at, lines_first), self._read(right, at, lines_first))
            case Negative(value=value):
                return Negative(self._read(value, at, lines_first))
            case Call(function=function, arguments=arguments):
                return Call(function, tuple(self._read(each, at, lines_first) for each in arguments))
        return formula

    def _named(self, name: Name, at: Place, lines_first: bool) -> Expression:
        found = self._find(name, at, lines_first)
        if found is None:
            raise UnknownNameError(f"le nom « {name} » ne désigne rien.")
        return found

    def _find(self, name: Name, at: Place, lines_first: bool) -> Expression | None:
        if len(name.parts) == 1:
            own = [self._column(name.parts[0], at)]
            own.insert(len(own) if not lines_first else 0, self._line(at.sheet, name.parts[0], at.column))
            ways = [*own, self._heading(at.sheet, name.parts[0])]
        elif name.parts[0] in self._sheets:
            ways = [self._elsewhere(self._sheets[name.parts[0]], name.parts[1:])]
        else:
            ways = [self._elsewhere(at.sheet, name.parts)]
        return next((way for way in ways if way is not None), None)

    def _column(self, key: str, at: Place) -> Expression | None:
        sheet = self.placed.sheets[at.sheet]
        if at.row <= sheet.header_row or key not in sheet.columns:
            return None
        return Ref(Place(at.sheet, at.row, sheet.columns[key]))

    def _line(self, sheet: int, key: str, column: int) -> Expression | None:
        span = self.placed.sheets[sheet].lines.get(key)
        if span is None:
            return None
        first, last = span
        return Ref(Place(sheet, first, column)) if first == last else Area(sheet, first, column, last, column)

    def _heading(self, sheet: int, key: str) -> Expression | None:
        done = self.placed.sheets[sheet]
        row = done.headings.get(key)
        return None if row is None else Ref(Place(sheet, row, done.label_span))

    def _elsewhere(self, sheet: int, parts: tuple[str, ...]) -> Expression | None:
        """A heading, or a line and a column."""
        if len(parts) == 1:
            return self._heading(sheet, parts[0])
        column = self.placed.sheets[sheet].columns.get(parts[1])
        return None if column is None or len(parts) > 2 else self._line(sheet, parts[0], column)

    def _area(self, start: Name, end: Name, at: Place, lines_first: bool) -> Area:
        corners = [_corners(self._named(name, at, lines_first)) for name in (start, end)]
        (one, top, left, _, _), (other, _, _, bottom, right) = corners
        if one != other or top > bottom or left > right:
            raise UnknownNameError(f"« {start}:{end} » ne va pas du premier au dernier.")
        return Area(one, top, left, bottom, right)

    def _previous(self, name: Name, at: Place) -> Expression:
        """In the column of numbers before; 0 in the first."""
        sheet = self.placed.sheets[at.sheet]
        counted = [sheet.columns[column.key] for column in sheet.sheet.counted]
        before = [column for column in counted if column < at.column]
        found = self._line(at.sheet, str(name), before[-1] if before else at.column)
        if not isinstance(found, Ref):
            raise UnknownNameError(f"PRECEDENT : « {name} » n’est pas une ligne.")
        return found if before else Number(Fraction(0))


def _corners(found: Expression) -> tuple[int, int, int, int, int]:
    if isinstance(found, Ref):
        place = found.place
        return place.sheet, place.row, place.column, place.row, place.column
    if isinstance(found, Area):
        return found.sheet, found.top, found.left, found.bottom, found.right
    raise UnknownNameError("« : » relie deux noms.")


def check_reading(reader: Reader, formula: Expression, line: int) -> None:
    """Refuse what would be reckoned with and is not a number."""
    for each in walk(formula):
        for value in _reckoned(each):
            if isinstance(value, Area):
                reader.fault(line, "plusieurs lignes à la fois ne vont que dans SOMME, MIN ou MAX.")
            elif isinstance(value, Ref):
                cell = reader.placed.cell(value.place)
                if cell is None or not (cell.kind.is_counted):
                    reader.fault(line, "une formule compte avec une case de texte.")


def _reckoned(formula: Expression) -> tuple[Expression, ...]:
    match formula:
        case Operation(sign=sign, left=left, right=right) if sign in ARITHMETIC:
            return (left, right)
        case Negative(value=value):
            return (value,)
        case Call(function="SOMME" | "MIN" | "MAX", arguments=arguments):
            return tuple(each for each in arguments if isinstance(each, Ref))
    return ()


def places_read(formula: Expression) -> Iterator[Place]:
    """The cells that a formula reads."""
    for each in walk(formula):
        if isinstance(each, Ref):
            yield each.place
        elif isinstance(each, Area):
            yield from each.places()


def in_order(placed: "PlacedWorkbook") -> list[Place]:
    """The cells with a formula, each after those that it reads. CycleError when there is no such order."""
    formulas = dict(placed.formulas())
    graph = {
        place: {read for read in places_read(formula) if read in formulas}
        for place, formula in formulas.items()
    }
    return list(TopologicalSorter(graph).static_order())


def cycles_in(placed: "PlacedWorkbook") -> list[str]:
    """A sentence when a formula needs its own result."""
    try:
        in_order(placed)
    except CycleError as error:
        place = error.args[1][0]
        sheet = placed.sheets[place.sheet]
        title = sheet.sheet.columns[place.column].title if sheet.sheet.columns else ""
        return [f"Feuille « {sheet.sheet.title} », colonne « {title} » : une formule tourne en rond."]
    return []
