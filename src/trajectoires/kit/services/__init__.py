"""What changes a diagnosis, and what is made of its result. Each verb is one transaction."""

from trajectoires.kit.services.diagnoses import (
    accept_version,
    erase,
    erase_expired,
    forget_answer,
    keep,
    renew_link,
    save_answers,
)
from trajectoires.kit.services.exports import typeset_result, write_tables

__all__ = [
    "accept_version",
    "erase",
    "erase_expired",
    "forget_answer",
    "keep",
    "renew_link",
    "save_answers",
    "typeset_result",
    "write_tables",
]
