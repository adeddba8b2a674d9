"""The three levers of an exercice: people, money with what is given beside it, alliances."""

from socioeco.indicators.leviers.alliances import (
    AllianceAnnee,
    AlliancesAnnee,
    Presence,
    compute_alliances,
    echeances,
)
from socioeco.indicators.leviers.benevolat import Valorisation
from socioeco.indicators.leviers.calcul import Levier, Leviers, compute_leviers
from socioeco.indicators.leviers.definitions import (
    alliances_definition,
    leviers_definition,
    methodes_definition,
)
from socioeco.indicators.leviers.mesures import Mesure
from socioeco.indicators.leviers.smic import Taux

__all__ = [
    "AllianceAnnee",
    "AlliancesAnnee",
    "Levier",
    "Leviers",
    "Mesure",
    "Presence",
    "Taux",
    "Valorisation",
    "alliances_definition",
    "compute_alliances",
    "compute_leviers",
    "echeances",
    "leviers_definition",
    "methodes_definition",
]
