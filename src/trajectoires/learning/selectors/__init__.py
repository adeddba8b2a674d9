from trajectoires.learning.selectors.accounts import Accounts, accounts_for
from trajectoires.learning.selectors.attestations import attestations_of, progress_in, sentences_on
from trajectoires.learning.selectors.courses import CourseOutline, Module, courses, outline_of
from trajectoires.learning.selectors.figures import FigureQuestion, question_on
from trajectoires.learning.selectors.progress import CourseProgress, LessonProgress, attempts_on, progress_of
from trajectoires.learning.selectors.statistics import answers_on, lessons_with_answers
from trajectoires.learning.selectors.suggestions import Suggestion, suggestions_for, suggestions_from

__all__ = [
    "Accounts",
    "CourseOutline",
    "CourseProgress",
    "FigureQuestion",
    "LessonProgress",
    "Module",
    "Suggestion",
    "accounts_for",
    "answers_on",
    "attempts_on",
    "attestations_of",
    "courses",
    "lessons_with_answers",
    "outline_of",
    "progress_in",
    "progress_of",
    "question_on",
    "sentences_on",
    "suggestions_for",
    "suggestions_from",
]
