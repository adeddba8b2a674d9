"""Seeded generator of believable association accounts, for tests, benchmarks and demonstration.

Everything is fictitious. `generate_association` gives balanced books over several years under the three
accounting texts (CRC 99-01, ANC 2018-06, PCG 2025); each exercice writes a lawful FEC. The same arguments
give the same bytes on every machine: no clock, no hash order, no draw without a seed.

Simplifications, on purpose: no VAT, payroll rates of a plausible order only, exercices of twelve months.
"""

from __future__ import annotations

from socioeco.generator.association import SCALES, Size, generate_association
from socioeco.generator.exercices import GeneratedAssociation, GeneratedExercice
from socioeco.generator.fec import Amounts, Encoding, FecFormat, LineEnd, Separator, fec_columns
from socioeco.generator.records import JOURNAUX, Ecriture, Ligne, Regime, regime_for
from socioeco.generator.stories import STORIES

__all__ = [
    "JOURNAUX",
    "SCALES",
    "STORIES",
    "Amounts",
    "Ecriture",
    "Encoding",
    "FecFormat",
    "GeneratedAssociation",
    "GeneratedExercice",
    "Ligne",
    "LineEnd",
    "Regime",
    "Separator",
    "Size",
    "fec_columns",
    "generate_association",
    "regime_for",
]
