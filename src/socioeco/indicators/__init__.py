"""What the balance of a year tells: resources, reconciliation of class 7, result."""

from socioeco.indicators.rapprochement import RapprochementClasse7, reconcile_classe_7
from socioeco.indicators.ressources import FamilleRessource, Ressources, compute_ressources
from socioeco.indicators.resultat import Resultat, compute_resultat
from socioeco.indicators.sources import SourceLine

__all__ = [
    "FamilleRessource",
    "RapprochementClasse7",
    "Ressources",
    "Resultat",
    "SourceLine",
    "compute_ressources",
    "compute_resultat",
    "reconcile_classe_7",
]
