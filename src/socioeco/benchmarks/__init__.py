"""Published figures on associations, each with its definition, population, source and date, and how one compares.

Only what two sources or an official one say, or one source that is named, is in the files; the rest is left out.
"""

from socioeco.benchmarks.comparaison import (
    Applicabilite,
    ComparaisonRepere,
    LigneComparee,
    Publie,
    applicable_reperes,
    compare_to_repere,
)
from socioeco.benchmarks.loading import CLES, repere_named, reperes, sources
from socioeco.benchmarks.mesures import Figure, Reponse
from socioeco.benchmarks.model import Cellule, Colonne, Condition, Fiabilite, Ligne, Repere, Source
from socioeco.benchmarks.profil import Ajustement, Convient, Profil

__all__ = [
    "CLES",
    "Ajustement",
    "Applicabilite",
    "Cellule",
    "Colonne",
    "ComparaisonRepere",
    "Condition",
    "Convient",
    "Fiabilite",
    "Figure",
    "Ligne",
    "LigneComparee",
    "Profil",
    "Publie",
    "Repere",
    "Reponse",
    "Source",
    "applicable_reperes",
    "compare_to_repere",
    "repere_named",
    "reperes",
    "sources",
]
