from trajectoires.learning.views.exercises import exercises
from trajectoires.learning.views.progress import forget, progress

__all__ = ["exercises", "forget", "progress"]
