"""A cell to the whole number that is kept, or to what is wrong with it."""

from dataclasses import dataclass

from socioeco.anomalies import AnomalyCollector
from socioeco.readers import Question
from socioeco.readers.tableau import Cell, Montant, centimes_of, mots
from socioeco.readers.tableau.cellules import is_blank
from socioeco.report.saisie.rows import Row, Unite

_UNKNOWN = {"ne sait pas", "ne sais pas", "je ne sais pas", "inconnu", "inconnue"}
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell says: a number, « ne sait pas », or nothing."""

    number: int | None = None
    is_unknown: bool = False


NOTHING = Place()


def number_of(cell: Cell, row: Row, ligne: int, colonne: str, anomalies: AnomalyCollector) -> Place:
    """A blank is nothing. A fault is an anomaly, and the cell counts for nothing."""
    if is_blank(cell):
        return NOTHING
    if says_unknown(cell):
        if isinstance(row.key, Question):
            return Place(is_unknown=True)
        return NOTHING  # an amount that is not known is an empty cell: both say the same
    found = centimes_of(cell)
    fault = _fault(found, row)
    if found is None or fault:
        anomalies.add(fault, ligne=ligne, colonne=colonne)
        return NOTHING
    if found.is_rounded:
        anomalies.add("T7-arrondi", ligne=ligne, colonne=colonne)
    return Place(found.centimes // 100 if row.unite is Unite.ENTIER else found.centimes)


def _fault(found: Montant | None, row: Row) -> str:
    """The code of what keeps the cell out, empty when nothing does."""
    if found is None or found.sens:
        return "T7-montant"
    if found.centimes < 0 and not row.may_be_negative:
        return "T7-negatif"
    if row.unite is Unite.ENTIER and (found.is_rounded or found.centimes % 100):
        return "T7-entier"
    return ""


def says_unknown(cell: Cell) -> bool:
    return isinstance(cell, str) and (cell.strip() == "?" or " ".join(mots(cell)) in _UNKNOWN)


def letter(column: int) -> str:
    """The name that a spreadsheet gives to a column: 0 is A, 26 is AA."""
    rest, last = divmod(column, _LETTERS)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)
