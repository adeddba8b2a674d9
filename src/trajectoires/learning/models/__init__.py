from trajectoires.learning.models.attestations import Attestation
from trajectoires.learning.models.courses import CoursePage, LessonPage
from trajectoires.learning.models.learners import AnswerCount, Attempt, Learner
from trajectoires.learning.models.placement import PlacementPage
from trajectoires.learning.models.reminders import Reminder, ReminderAllowance

__all__ = [
    "AnswerCount",
    "Attempt",
    "Attestation",
    "CoursePage",
    "Learner",
    "LessonPage",
    "PlacementPage",
    "Reminder",
    "ReminderAllowance",
]
