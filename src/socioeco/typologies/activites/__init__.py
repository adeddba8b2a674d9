"""The same exercice by activity: a distribution that is the person's, full costs, and a position for each."""

from socioeco.typologies.activites.activite import (
    Activite,
    LectureActivite,
    ParActivite,
    Solde,
    appui_of,
    compute_position_of_activite,
)
from socioeco.typologies.activites.analytique import repartition_of_axis, soldes_by_activity, soldes_of_axis
from socioeco.typologies.activites.calcul import Mesure, activites_definition, compute_activites
from socioeco.typologies.activites.cibles import (
    Choix,
    Cible,
    Nature,
    axis_of,
    cibles_of,
    repartition_of_choices,
)
from socioeco.typologies.activites.partage import NON_REPARTI, Cle, Montants, RepartitionError
from socioeco.typologies.activites.repartition import Regle, Repartition

__all__ = [
    "NON_REPARTI",
    "Activite",
    "Choix",
    "Cible",
    "Cle",
    "LectureActivite",
    "Mesure",
    "Montants",
    "Nature",
    "ParActivite",
    "Regle",
    "Repartition",
    "RepartitionError",
    "Solde",
    "activites_definition",
    "appui_of",
    "axis_of",
    "cibles_of",
    "compute_activites",
    "compute_position_of_activite",
    "repartition_of_axis",
    "repartition_of_choices",
    "soldes_by_activity",
    "soldes_of_axis",
]
