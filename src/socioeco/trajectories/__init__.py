"""How an organisation moves: from one exercice to the next, and across all of them."""

from socioeco.trajectories.changes import Comparaison, Mouvement, compare
from socioeco.trajectories.dessins import draw_base_100, draw_triangle
from socioeco.trajectories.exceptionnel import set_exceptionnel_apart
from socioeco.trajectories.exercices import Etape, EtapeKind, ExercicesInvalides, Rupture, RuptureKind
from socioeco.trajectories.explication import Cause, CauseKind, Explication, Total, explain
from socioeco.trajectories.groupe import Cote, PlaceDansGroupe, Repere, compare_to_group
from socioeco.trajectories.mesures import Mesure, Nature, Releve
from socioeco.trajectories.mix import Mix, mix_of
from socioeco.trajectories.series import Point, PointIndice, Serie, base_100
from socioeco.trajectories.trajectory import Budget, Changement, Trajectory, build_trajectory
from socioeco.trajectories.triangle import Chemin, ConventionAchat, PointTriangle, Pole

__all__ = [
    "Budget",
    "Cause",
    "CauseKind",
    "Changement",
    "Chemin",
    "Comparaison",
    "ConventionAchat",
    "Cote",
    "Etape",
    "EtapeKind",
    "ExercicesInvalides",
    "Explication",
    "Mesure",
    "Mix",
    "Mouvement",
    "Nature",
    "PlaceDansGroupe",
    "Point",
    "PointIndice",
    "PointTriangle",
    "Pole",
    "Releve",
    "Repere",
    "Rupture",
    "RuptureKind",
    "Serie",
    "Total",
    "Trajectory",
    "base_100",
    "build_trajectory",
    "compare",
    "compare_to_group",
    "draw_base_100",
    "draw_triangle",
    "explain",
    "mix_of",
    "set_exceptionnel_apart",
]
