"""Disclosure control: what may be shown of sums and quantiles over organisations, and what must be hidden."""

from socioeco.disclosure.protection import protect
from socioeco.disclosure.quantiles import protect_quantiles
from socioeco.disclosure.rules import SOURCES, Rules, Source
from socioeco.disclosure.table import Cell, Key, ProtectedTable, Table

__all__ = [
    "SOURCES",
    "Cell",
    "Key",
    "ProtectedTable",
    "Rules",
    "Source",
    "Table",
    "protect",
    "protect_quantiles",
]
