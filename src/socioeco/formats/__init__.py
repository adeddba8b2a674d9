"""French writing: numbers, dates and durations out; what people type in; typography at render time.

Lowest layer of the engine, with `charts` and `anomalies`: it imports nothing else of `socioeco`.
"""

from socioeco.formats.dates import (
    format_date,
    format_iso,
    format_mois_annee,
    format_periode,
    parse_date,
)
from socioeco.formats.durations import format_duree, format_mois
from socioeco.formats.html import typographie_html
from socioeco.formats.montants import parse_montant
from socioeco.formats.numbers import (
    MINUS,
    NARROW,
    NBSP,
    Number,
    format_euros,
    format_milliers,
    format_nombre,
    format_pourcent,
)
from socioeco.formats.refusals import Refusal
from socioeco.formats.typography import typographie

__all__ = [
    "MINUS",
    "NARROW",
    "NBSP",
    "Number",
    "Refusal",
    "format_date",
    "format_duree",
    "format_euros",
    "format_iso",
    "format_milliers",
    "format_mois",
    "format_mois_annee",
    "format_nombre",
    "format_periode",
    "format_pourcent",
    "parse_date",
    "parse_montant",
    "typographie",
    "typographie_html",
]
