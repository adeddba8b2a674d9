"""The same exercice by activity: a distribution that is the person's, full costs, and a position for each."""

from socioeco.typologies.activites.activite import (
    Activite,
    LectureActivite,
    ParActivite,
    Solde,
    compute_position_of_activite,
)
from socioeco.typologies.activites.analytique import repartition_of_axis
from socioeco.typologies.activites.calcul import compute_activites
from socioeco.typologies.activites.partage import NON_REPARTI, Cle, Montants, RepartitionError
from socioeco.typologies.activites.repartition import Regle, Repartition

__all__ = [
    "NON_REPARTI",
    "Activite",
    "Cle",
    "LectureActivite",
    "Montants",
    "ParActivite",
    "Regle",
    "Repartition",
    "RepartitionError",
    "Solde",
    "compute_activites",
    "compute_position_of_activite",
    "repartition_of_axis",
]
