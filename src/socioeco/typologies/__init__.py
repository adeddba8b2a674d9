"""Where an exercice stands among the seven reference models: signals, never a score."""

from socioeco.typologies.conclusion import Conclusion, ConclusionKind
from socioeco.typologies.convention import QUESTIONS, Convention, ModelQuestion
from socioeco.typologies.position import Position, PositionModele, compute_position
from socioeco.typologies.signals import Signal

__all__ = [
    "QUESTIONS",
    "Conclusion",
    "ConclusionKind",
    "Convention",
    "ModelQuestion",
    "Position",
    "PositionModele",
    "Signal",
    "compute_position",
]
