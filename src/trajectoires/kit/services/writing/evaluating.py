"""What each formula of a placed workbook gives: written beside it, so that a reader without formulas sees it too.

An empty cell counts for nothing; a division by nothing gives an empty cell, as does a formula of which nothing that
it waits for is there; a text worked out counts for nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from trajectoires.kit.enums import CellKind
from trajectoires.kit.models.templates.formulas import Call, Expression, Negative, Number, Operation, Text
from trajectoires.kit.models.templates.placing import PlacedWorkbook
from trajectoires.kit.models.templates.resolving import Area, Place, Ref, in_order
from trajectoires.kit.models.templates.workbook import Written
from trajectoires.kit.services.writing.awaited import awaited

_FIRST_DAY = date(1899, 12, 30)  # what spreadsheets count from
Value = Written | bool | None
Values = Mapping[Place, Written | None]


def evaluate(placed: PlacedWorkbook) -> dict[Place, Written | None]:
    """The value of every formula, None for an empty one; each is worked out after those that it reads."""
    working = _Working(placed)
    for place in in_order(placed):
        working.work_out(place)
    return working.found


class _Working:
    def __init__(self, placed: PlacedWorkbook) -> None:
        self._placed = placed
        self.found: dict[Place, Written | None] = {}

    def work_out(self, place: Place) -> None:
        cell = self._placed.cell(place)
        if cell is None or cell.formula is None:
            return
        try:
            value = self._value(cell.formula) if self._is_begun(cell.formula, place) else None
        except ZeroDivisionError:
            value = None
        if isinstance(value, bool):
            value = Fraction(value)
        if cell.kind is CellKind.DATE and isinstance(value, Fraction):
            value = _FIRST_DAY + timedelta(days=int(value))
        self.found[place] = None if value == "" else value

    def _is_begun(self, formula: Expression, at: Place) -> bool:
        waits = awaited(formula, placed=self._placed, at=at)
        if waits.numbers:
            return any(
                isinstance(value, Fraction | date) for each in waits.numbers for value in self._values(each)
            )
        return not waits.words or any(self._read(each.place) for each in waits.words)

    def _values(self, read: Ref | Area) -> list[Written | None]:
        return [self._read(place) for place in ([read.place] if isinstance(read, Ref) else read.places())]

    def _read(self, place: Place) -> Written | None:
        if place in self.found:
            return self.found[place]
        cell = self._placed.cell(place)
        return cell.value if cell else None

    def _value(self, formula: Expression) -> Value:
        match formula:
            case Number(value=value) | Text(value=value):
                return value
            case Ref(place=place):
                return self._read(place)
            case Negative(value=value):
                return -self._number(value)
            case Operation():
                return self._operation(formula)
            case Call(function="SI", arguments=(condition, if_true, if_false)):
                return self._value(if_true if self._value(condition) else if_false)
            case Call(function=function, arguments=arguments):
                return _FUNCTIONS[function]([number for each in arguments for number in self._numbers(each)])
        raise TypeError(f"{formula} has no value of its own")

    def _operation(self, formula: Operation) -> Value:
        sign = formula.sign
        if sign in _COMPARISONS:
            return _compare(sign, self._value(formula.left), self._value(formula.right))
        left, right = self._number(formula.left), self._number(formula.right)
        match sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        return left / right

    def _number(self, formula: Expression) -> Fraction:
        return _as_number(self._value(formula))

    def _numbers(self, formula: Expression) -> Iterator[Fraction]:
        """A lone cell counts for 0 when it is empty; among others, it does not count."""
        if isinstance(formula, Area):
            yield from (
                _as_number(value) for value in self._values(formula) if isinstance(value, Fraction | date)
            )
        else:
            yield self._number(formula)


def _as_number(value: Value) -> Fraction:
    if isinstance(value, date):
        return Fraction((value - _FIRST_DAY).days)
    return Fraction(value) if isinstance(value, Fraction | bool) else Fraction(0)


def _compare(sign: str, left: Value, right: Value) -> bool:
    """As a spreadsheet does: an empty cell is both nothing and no words, capitals do not count, words come after numbers."""
    pair = _comparable(left, right)
    match sign:
        case "=":
            return pair[0] == pair[1]
        case "<>":
            return pair[0] != pair[1]
        case "<":
            return pair[0] < pair[1]
        case ">":
            return pair[0] > pair[1]
        case "<=":
            return pair[0] <= pair[1]
    return pair[0] >= pair[1]


def _comparable(left: Value, right: Value) -> tuple[tuple[bool, Fraction, str], tuple[bool, Fraction, str]]:
    is_words = isinstance(left, str) or isinstance(right, str)
    return _rank(left, is_words=is_words), _rank(right, is_words=is_words)


def _rank(value: Value, *, is_words: bool) -> tuple[bool, Fraction, str]:
    if isinstance(value, str) or (value is None and is_words):
        return (True, Fraction(0), (value or "").casefold())
    return (False, _as_number(value), "")


_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
_FUNCTIONS = {
    "SOMME": lambda numbers: sum(numbers, Fraction(0)),
    "MIN": lambda numbers: min(numbers, default=Fraction(0)),
    "MAX": lambda numbers: max(numbers, default=Fraction(0)),
}
