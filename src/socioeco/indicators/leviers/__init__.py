"""The three levers of an exercice: people, money with what is given beside it, alliances."""

from socioeco.indicators.leviers.benevolat import Valorisation
from socioeco.indicators.leviers.calcul import Levier, Leviers, compute_leviers
from socioeco.indicators.leviers.definitions import leviers_definition, methodes_definition
from socioeco.indicators.leviers.mesures import Mesure
from socioeco.indicators.leviers.smic import Taux

__all__ = [
    "Levier",
    "Leviers",
    "Mesure",
    "Taux",
    "Valorisation",
    "compute_leviers",
    "leviers_definition",
    "methodes_definition",
]
