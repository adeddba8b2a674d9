"""Tables from other programs, text or workbook, opened within bounds: `read_document` never raises."""

from socioeco.readers.tableau.cellules import Cell, Montant, centimes_of, mots, text_of
from socioeco.readers.tableau.document import Document, Sheet, read_document
from socioeco.readers.tableau.periode import Periode, find_periode

__all__ = [
    "Cell",
    "Document",
    "Montant",
    "Periode",
    "Sheet",
    "centimes_of",
    "find_periode",
    "mots",
    "read_document",
    "text_of",
]
