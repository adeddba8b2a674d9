"""What a formula waits for: a document that nobody has begun shows no zeros."""

from dataclasses import dataclass

from trajectoires.kit.models.templates.formulas import Expression, walk
from trajectoires.kit.models.templates.placing import PlacedWorkbook
from trajectoires.kit.models.templates.resolving import Area, Place, Ref


@dataclass(frozen=True)
class Awaited:
    """A formula says nothing until one of `numbers` is there; when it reads none, until one of `words` is."""

    numbers: tuple[Ref | Area, ...] = ()
    words: tuple[Ref, ...] = ()


def awaited(formula: Expression, *, placed: PlacedWorkbook, at: Place) -> Awaited:
    """What it reads in its own row when it reads something there, since a line is begun by itself; else all of it."""
    read = dict.fromkeys(each for each in walk(formula) if isinstance(each, Ref | Area))
    own = [each for each in read if _is_in_row(each, at)]
    reads = own or list(read)
    numbers = tuple(each for each in reads if isinstance(each, Area) or _is_counted(each, placed))
    return Awaited(numbers, () if numbers else tuple(each for each in reads if isinstance(each, Ref)))


def _is_in_row(read: Ref | Area, at: Place) -> bool:
    if isinstance(read, Ref):
        return (read.place.sheet, read.place.row) == (at.sheet, at.row)
    return (read.sheet, read.top, read.bottom) == (at.sheet, at.row, at.row)


def _is_counted(read: Ref, placed: PlacedWorkbook) -> bool:
    cell = placed.cell(read.place)
    return cell is not None and cell.kind.is_counted
