"""Dated charts of accounts of associations: which family an account belongs to, in which year."""

from socioeco.comptes.detection import check_regime
from socioeco.comptes.model import RESSOURCES, Classement, Regime, Ressource, Traitement
from socioeco.comptes.regimes import REGIME_CODES, regime_for, regime_named

__all__ = [
    "REGIME_CODES",
    "RESSOURCES",
    "Classement",
    "Regime",
    "Ressource",
    "Traitement",
    "check_regime",
    "regime_for",
    "regime_named",
]
