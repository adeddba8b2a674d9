from trajectoires.learning.selectors.accounts import Accounts, accounts_for
from trajectoires.learning.selectors.courses import CourseOutline, Module, courses, outline_of
from trajectoires.learning.selectors.figures import FigureQuestion, question_on
from trajectoires.learning.selectors.progress import CourseProgress, LessonProgress, attempts_on, progress_of

__all__ = [
    "Accounts",
    "CourseOutline",
    "CourseProgress",
    "FigureQuestion",
    "LessonProgress",
    "Module",
    "accounts_for",
    "attempts_on",
    "courses",
    "outline_of",
    "progress_of",
    "question_on",
]
