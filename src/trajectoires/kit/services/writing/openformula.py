"""A formula as OpenDocument writes it."""

from trajectoires.kit.models.templates.formulas import (
    Call,
    Expression,
    Negative,
    Number,
    Operation,
    Text,
    walk,
)
from trajectoires.kit.models.templates.placing import PlacedWorkbook
from trajectoires.kit.models.templates.resolving import ARITHMETIC, Area, Place, Ref
from trajectoires.kit.services.writing.awaited import awaited

_NAMES = {"SOMME": "SUM", "SI": "IF", "MIN": "MIN", "MAX": "MAX"}


def column_name(column: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(place: Place) -> str:
    return f"{column_name(place.column)}{place.row + 1}"


def openformula(formula: Expression, *, placed: PlacedWorkbook, at: Place) -> str:
    """`of:=…`, as it stands in this cell. Nothing awaited is there, or a division by nothing: no words.

    As our own reckoning does.
    """
    writer = _Writer(placed, at.sheet)
    written = writer.write(formula)
    written = f'IFERROR({written};"")' if _divides(formula) else written
    waits = awaited(formula, placed=placed, at=at)
    if waits.numbers:
        return f'of:=IF(COUNT({";".join(map(writer.write, waits.numbers))})=0;"";{written})'
    if waits.words:
        return f'of:=IF({"&".join(map(writer.write, waits.words))}="";"";{written})'
    return f"of:={written}"


def _divides(formula: Expression) -> bool:
    return any(isinstance(each, Operation) and each.sign == "/" for each in walk(formula))


class _Writer:
    def __init__(self, placed: PlacedWorkbook, sheet: int) -> None:
        self._placed, self._sheet = placed, sheet

    def write(self, formula: Expression) -> str:  # noqa: PLR0911 - one a kind
        match formula:
            case Number(value=value):
                return format(float(value), ".15g")
            case Text(value=value):
                return f'"{value}"'
            case Ref(place=place):
                return f"[{self._owner(place.sheet)}.{cell_name(place)}]"
            case Area():
                start, end = (
                    Place(formula.sheet, formula.top, formula.left),
                    Place(formula.sheet, formula.bottom, formula.right),
                )
                return f"[{self._owner(formula.sheet)}.{cell_name(start)}:.{cell_name(end)}]"
            case Negative(value=value):
                return f"-{self._inner(value)}"
            case Operation(sign=sign, left=left, right=right) if sign in ARITHMETIC:
                return f"{self._inner(left)}{sign}{self._inner(right)}"
            case Operation(sign=sign, left=left, right=right):
                return f"{self._compared(left, right)}{sign}{self._compared(right, left)}"
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments)
        raise TypeError(f"{formula} cannot be written")

    def _owner(self, sheet: int) -> str:
        """Another sheet is named, between apostrophes: its title may hold anything else."""
        return "" if sheet == self._sheet else f"$'{self._placed.workbook.sheets[sheet].tab}'"

    def _inner(self, formula: Expression) -> str:
        """What is reckoned with. What may be words (no result) is counted for nothing, not for an error."""
        written = self.write(formula)
        if self._may_be_words(formula):
            return f"N({written})"
        return f"({written})" if isinstance(formula, Operation) else written

    def _compared(self, formula: Expression, other: Expression) -> str:
        """Numbers to numbers: no result is 0, as an empty cell is. Beside words, it stays no words."""
        if isinstance(formula, Ref) and self._is_number(formula) and not isinstance(other, Text):
            return self._inner(formula)
        written = self.write(formula)
        return (
            f"({written})" if isinstance(formula, Operation) and formula.sign not in ARITHMETIC else written
        )

    def _may_be_words(self, formula: Expression) -> bool:
        if isinstance(formula, Ref):
            cell = self._placed.cell(formula.place)
            return cell is not None and cell.formula is not None
        is_choice = isinstance(formula, Call) and formula.function == "SI"
        return is_choice and any(
            isinstance(each, Text) or self._may_be_words(each) for each in formula.arguments[1:]
        )

    def _is_number(self, ref: Ref) -> bool:
        cell = self._placed.cell(ref.place)
        return cell is not None and cell.kind.is_counted

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        how = self._alone if function in {"MIN", "MAX"} else self.write
        return f"{_NAMES[function]}({';'.join(map(how, arguments))})"

    def _alone(self, formula: Expression) -> str:
        """MIN and MAX pass over a lone empty cell: for us it counts for 0."""
        return f"N({self.write(formula)})" if isinstance(formula, Ref) else self.write(formula)
