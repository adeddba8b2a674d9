"""What the result page shows, computed by the engine from the stored balances."""

from trajectoires.trajectories.presenters.results import Results, present

__all__ = ["Results", "present"]
