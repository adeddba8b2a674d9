"""The sheets of a workbook that come back: what a person typed and answered, written, completed, read again.

Two laws: what `saisie_tables` writes, `read_saisie` reads the same; and what was not understood changes nothing.
"""

from socioeco.report.saisie.model import Saisie, SaisieReading, completed
from socioeco.report.saisie.reading import read_saisie
from socioeco.report.saisie.writing import saisie_tables

__all__ = ["Saisie", "SaisieReading", "completed", "read_saisie", "saisie_tables"]
