from trajectoires.learning.services.answering import answer, start_again
from trajectoires.learning.services.attestations import (
    CourseNotDone,
    TooManyNames,
    Wish,
    attest,
    change,
    check_name,
    signs_not_written,
    withdraw,
    write_attestation,
)
from trajectoires.learning.services.learners import bring, forget, forget_expired, start
from trajectoires.learning.services.marking import Given, Mark, mark, readable
from trajectoires.learning.services.persons import erase_person, export_person, keep_at_sign_in

__all__ = [
    "CourseNotDone",
    "Given",
    "Mark",
    "TooManyNames",
    "Wish",
    "answer",
    "attest",
    "bring",
    "change",
    "check_name",
    "erase_person",
    "export_person",
    "forget",
    "forget_expired",
    "keep_at_sign_in",
    "mark",
    "readable",
    "signs_not_written",
    "start",
    "start_again",
    "withdraw",
    "write_attestation",
]
