"""From one exercice to the next: what changed, in parts that add up to the whole."""

from socioeco.trajectories.changes import Comparaison, Mouvement, compare

__all__ = ["Comparaison", "Mouvement", "compare"]
