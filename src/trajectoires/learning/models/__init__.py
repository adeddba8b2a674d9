from trajectoires.learning.models.courses import CoursePage, LessonPage
from trajectoires.learning.models.learners import AnswerCount, Attempt, Learner

__all__ = ["AnswerCount", "Attempt", "CoursePage", "Learner", "LessonPage"]
