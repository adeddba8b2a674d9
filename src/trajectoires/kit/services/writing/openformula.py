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
from trajectoires.kit.models.templates.resolving import Area, Place, Ref

_NAMES = {"SOMME": "SUM", "SI": "IF", "MIN": "MIN", "MAX": "MAX"}
_ARITHMETIC = frozenset("+-*/")


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


def openformula(formula: Expression, *, placed: PlacedWorkbook, sheet: int) -> str:
    """`of:=…`, seen from this sheet. A division by nothing gives no words, as our own reckoning does."""
    written = _Writer(placed, sheet).write(formula)
    return f'of:=IFERROR({written};"")' if _divides(formula) else f"of:={written}"


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
            case Operation(sign=sign, left=left, right=right):
                how = self._inner if sign in _ARITHMETIC else self._compared
                return f"{how(left)}{sign}{how(right)}"
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments)
        raise TypeError(f"{formula} cannot be written")

    def _owner(self, sheet: int) -> str:
        """Another sheet is named, between apostrophes: its title may hold anything else."""
        return "" if sheet == self._sheet else f"$'{self._placed.workbook.sheets[sheet].tab}'"

    def _inner(self, formula: Expression) -> str:
        if isinstance(formula, Ref):
            return self._counted(formula)
        written = self.write(formula)
        return f"({written})" if isinstance(formula, Operation) else written

    def _compared(self, formula: Expression) -> str:
        written = self.write(formula)
        return (
            f"({written})" if isinstance(formula, Operation) and formula.sign not in _ARITHMETIC else written
        )

    def _counted(self, ref: Ref) -> str:
        """What may be words (no result) is counted for nothing, not for an error."""
        cell = self._placed.cell(ref.place)
        may_be_words = cell is not None and cell.formula is not None and _may_give_words(cell.formula)
        return f"N({self.write(ref)})" if may_be_words else self.write(ref)

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        how = self._alone if function in {"MIN", "MAX"} else self.write
        return f"{_NAMES[function]}({';'.join(map(how, arguments))})"

    def _alone(self, formula: Expression) -> str:
        """MIN and MAX pass over a lone empty cell: for us it counts for 0."""
        return f"N({self.write(formula)})" if isinstance(formula, Ref) else self.write(formula)


def _may_give_words(formula: Expression) -> bool:
    return _divides(formula) or any(isinstance(each, Text) for each in walk(formula))
