"""Dated charts of accounts of associations: which family an account belongs to, in which year."""

from socioeco.comptes.detection import check_regime
from socioeco.comptes.model import RESSOURCES, Classement, Regime, Ressource, Traitement, WordRule, fold
from socioeco.comptes.regimes import REGIME_CODES, regime_for, regime_named

__all__ = [
    "REGIME_CODES",
    "RESSOURCES",
    "Classement",
    "Regime",
    "Ressource",
    "Traitement",
    "WordRule",
    "check_regime",
    "fold",
    "regime_for",
    "regime_named",
]
