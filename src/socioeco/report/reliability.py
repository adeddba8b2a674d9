"""How sure a published figure is, in words: the same in the report and in the method."""

from collections.abc import Mapping
from types import MappingProxyType

from socioeco.benchmarks import Fiabilite

RELIABILITY: Mapping[Fiabilite, str] = MappingProxyType(
    {
        Fiabilite.VERIFIEE: "source officielle, ou deux sources qui concordent",
        Fiabilite.UNE_SOURCE: "une source",
        Fiabilite.CALCUL: "notre calcul",
    }
)
