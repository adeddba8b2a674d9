"""What changes a diagnosis or a plan of action, and what is made of them; the files of the kit. A verb is a transaction."""

from trajectoires.kit.services.diagnoses import (
    accept_version,
    erase,
    erase_expired,
    forget_answer,
    save_answers,
)
from trajectoires.kit.services.exports import typeset_result, write_tables
from trajectoires.kit.services.plan_exports import write_calendar, write_plan
from trajectoires.kit.services.plans import Written, add_action, change_action, remove_action
from trajectoires.kit.services.toolbox import KeptFile, empty_document, whole_kit
from trajectoires.kit.services.writing import MEDIA_TYPES, write_document
from trajectoires.kit.services.writing.files import WrongFormatError

__all__ = [
    "MEDIA_TYPES",
    "KeptFile",
    "Written",
    "WrongFormatError",
    "accept_version",
    "add_action",
    "change_action",
    "empty_document",
    "erase",
    "erase_expired",
    "forget_answer",
    "remove_action",
    "save_answers",
    "typeset_result",
    "whole_kit",
    "write_calendar",
    "write_document",
    "write_plan",
    "write_tables",
]
