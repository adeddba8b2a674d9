"""What the result page shows and what is taken away of it, computed by the engine from what is stored."""

from trajectoires.trajectories.presenters.comments import ThreadView, present_threads
from trajectoires.trajectories.presenters.hub import years_of
from trajectoires.trajectories.presenters.method import present_method, present_method_page
from trajectoires.trajectories.presenters.results import Results, present
from trajectoires.trajectories.presenters.tables import take_away

__all__ = [
    "Results",
    "ThreadView",
    "present",
    "present_method",
    "present_method_page",
    "present_threads",
    "take_away",
    "years_of",
]
