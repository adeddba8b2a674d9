"""What changes a diagnosis, and what is made of its result; the files of the kit. Each verb is one transaction."""

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
from trajectoires.kit.services.toolbox import KeptFile, empty_document, whole_kit
from trajectoires.kit.services.writing import MEDIA_TYPES, write_document
from trajectoires.kit.services.writing.files import WrongFormatError

__all__ = [
    "MEDIA_TYPES",
    "KeptFile",
    "WrongFormatError",
    "accept_version",
    "empty_document",
    "erase",
    "erase_expired",
    "forget_answer",
    "keep",
    "renew_link",
    "save_answers",
    "typeset_result",
    "whole_kit",
    "write_document",
    "write_tables",
]
