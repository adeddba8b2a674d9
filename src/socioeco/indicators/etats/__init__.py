"""The statements of an exercice: compte de résultat, bilan, and what they weigh."""

from socioeco.indicators.etats.bilan import compute_bilan
from socioeco.indicators.etats.compte_de_resultat import compute_compte_de_resultat
from socioeco.indicators.etats.definitions import EtatsDefinition, etats_definition
from socioeco.indicators.etats.grandeurs import (
    Autofinancement,
    Equilibre,
    Etats,
    compute_autofinancement,
    compute_equilibre,
    compute_etats,
)
from socioeco.indicators.etats.model import (
    Bilan,
    CompteDeResultat,
    LigneEtat,
    RubriqueEtat,
    SectionEtat,
    TotalEtat,
)

__all__ = [
    "Autofinancement",
    "Bilan",
    "CompteDeResultat",
    "Equilibre",
    "Etats",
    "EtatsDefinition",
    "LigneEtat",
    "RubriqueEtat",
    "SectionEtat",
    "TotalEtat",
    "compute_autofinancement",
    "compute_bilan",
    "compute_compte_de_resultat",
    "compute_equilibre",
    "compute_etats",
    "etats_definition",
]
