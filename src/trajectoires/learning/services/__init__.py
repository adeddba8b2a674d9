from trajectoires.learning.services.answering import answer, start_again
from trajectoires.learning.services.learners import bring, forget, forget_expired, start
from trajectoires.learning.services.marking import Given, Mark, mark, readable

__all__ = [
    "Given",
    "Mark",
    "answer",
    "bring",
    "forget",
    "forget_expired",
    "mark",
    "readable",
    "start",
    "start_again",
]
