from trajectoires.learning.models.courses import CoursePage, LessonPage
from trajectoires.learning.models.learners import AnswerCount, Attempt, Learner
from trajectoires.learning.models.placement import PlacementPage

__all__ = ["AnswerCount", "Attempt", "CoursePage", "Learner", "LessonPage", "PlacementPage"]
