"""What an exercice tells: resources, reconciliation of class 7, postes, funders, indicators."""

from socioeco.indicators.balance_postes import has_opening, postes_of_balance
from socioeco.indicators.definitions import Definition
from socioeco.indicators.financeurs import GENRES, compute_financeurs, genre_of
from socioeco.indicators.indicateurs import Indicateur, compute_indicateurs
from socioeco.indicators.postes import Financeurs, Origine, Poste, Postes, Versement
from socioeco.indicators.rapprochement import RapprochementClasse7, reconcile_classe_7
from socioeco.indicators.ressources import FamilleRessource, Ressources, compute_ressources
from socioeco.indicators.resultat import Resultat, compute_resultat
from socioeco.indicators.sources import SourceLine
from socioeco.indicators.terms import Terme
from socioeco.indicators.typed_postes import postes_of_typed

__all__ = [
    "GENRES",
    "Definition",
    "FamilleRessource",
    "Financeurs",
    "Indicateur",
    "Origine",
    "Poste",
    "Postes",
    "RapprochementClasse7",
    "Ressources",
    "Resultat",
    "SourceLine",
    "Terme",
    "Versement",
    "compute_financeurs",
    "compute_indicateurs",
    "compute_ressources",
    "compute_resultat",
    "genre_of",
    "has_opening",
    "postes_of_balance",
    "postes_of_typed",
    "reconcile_classe_7",
]
