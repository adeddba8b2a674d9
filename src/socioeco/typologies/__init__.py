"""Where an exercice stands among the seven reference models: signals, never a score."""

from socioeco.typologies.conclusion import Conclusion, ConclusionKind
from socioeco.typologies.convention import QUESTIONS, Convention, ModelQuestion
from socioeco.typologies.entrees import GenreEntree
from socioeco.typologies.position import Position, PositionModele, compute_position
from socioeco.typologies.sensitivity import Bascule, Issue, Variation, sensitivity
from socioeco.typologies.signals import Side, Signal

__all__ = [
    "QUESTIONS",
    "Bascule",
    "Conclusion",
    "ConclusionKind",
    "Convention",
    "GenreEntree",
    "Issue",
    "ModelQuestion",
    "Position",
    "PositionModele",
    "Side",
    "Signal",
    "Variation",
    "compute_position",
    "sensitivity",
]
