"""What changes a trajectory. Each verb is one transaction, except reading a long file, which reports on its way."""

from trajectoires.trajectories.services.answers import dispute, save_answers
from trajectoires.trajectories.services.files import file_or_404, record_reading, remove_file
from trajectoires.trajectories.services.reading import (
    cancel_reading,
    give_up_lost_files,
    read_pending,
    receive_files,
    replace_file,
)
from trajectoires.trajectories.services.typed import remove_typed, save_typed, typed_or_404
from trajectoires.trajectories.services.works import erase, erase_expired, keep, renew_link

__all__ = [
    "cancel_reading",
    "dispute",
    "erase",
    "erase_expired",
    "file_or_404",
    "give_up_lost_files",
    "keep",
    "read_pending",
    "receive_files",
    "record_reading",
    "remove_file",
    "remove_typed",
    "renew_link",
    "replace_file",
    "save_answers",
    "save_typed",
    "typed_or_404",
]
