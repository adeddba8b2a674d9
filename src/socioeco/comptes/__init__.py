"""Dated charts of accounts of associations: which family an account belongs to, in which year."""

from socioeco.comptes.detection import check_regime
from socioeco.comptes.model import RESSOURCES, Classement, Regime, Ressource, Traitement, WordRule, fold
from socioeco.comptes.rangement import (
    NATURES,
    NatureCharge,
    classement_at,
    nature_by_number,
    place_of,
    places_of,
)
from socioeco.comptes.regimes import REGIME_CODES, regime_for, regime_named

__all__ = [
    "NATURES",
    "REGIME_CODES",
    "RESSOURCES",
    "Classement",
    "NatureCharge",
    "Regime",
    "Ressource",
    "Traitement",
    "WordRule",
    "check_regime",
    "classement_at",
    "fold",
    "nature_by_number",
    "place_of",
    "places_of",
    "regime_for",
    "regime_named",
]
