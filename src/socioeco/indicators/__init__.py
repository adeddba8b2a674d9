"""What an exercice tells: resources, reconciliation of class 7, postes, funders, indicators."""

from socioeco.indicators.balance_postes import postes_of_balance
from socioeco.indicators.cerfa import cerfa_of_balance
from socioeco.indicators.definitions import ESSENTIELS, KEYS, Definition, Exemple, definition_of
from socioeco.indicators.etats import (
    Bilan,
    CompteDeResultat,
    Etats,
    compute_bilan,
    compute_compte_de_resultat,
)
from socioeco.indicators.financeurs import GENRES, compute_financeurs, genre_of
from socioeco.indicators.indicateurs import Indicateur, compute_indicateurs
from socioeco.indicators.opening import has_opening
from socioeco.indicators.postes import Financeurs, Origine, Poste, Postes, Versement
from socioeco.indicators.rapprochement import RapprochementClasse7, reconcile_classe_7
from socioeco.indicators.ressources import FamilleRessource, Ressources, compute_ressources
from socioeco.indicators.resultat import Resultat, compute_resultat
from socioeco.indicators.retraitement import Deplacement, NonRetraite, Restated, restate
from socioeco.indicators.salaires import hide_personnel, hide_personnel_lines, may_tell_a_salary
from socioeco.indicators.sources import SourceLine
from socioeco.indicators.terms import Terme
from socioeco.indicators.typed_postes import postes_of_typed

__all__ = [
    "ESSENTIELS",
    "GENRES",
    "KEYS",
    "Bilan",
    "CompteDeResultat",
    "Definition",
    "Deplacement",
    "Etats",
    "Exemple",
    "FamilleRessource",
    "Financeurs",
    "Indicateur",
    "NonRetraite",
    "Origine",
    "Poste",
    "Postes",
    "RapprochementClasse7",
    "Ressources",
    "Restated",
    "Resultat",
    "SourceLine",
    "Terme",
    "Versement",
    "cerfa_of_balance",
    "compute_bilan",
    "compute_compte_de_resultat",
    "compute_financeurs",
    "compute_indicateurs",
    "compute_ressources",
    "compute_resultat",
    "definition_of",
    "genre_of",
    "has_opening",
    "hide_personnel",
    "hide_personnel_lines",
    "may_tell_a_salary",
    "postes_of_balance",
    "postes_of_typed",
    "reconcile_classe_7",
    "restate",
]
