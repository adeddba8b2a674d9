"""The incoming watch: look at the feeds of others, decide of what they bring."""

from trajectoires.news.services.declaring import load_sources
from trajectoires.news.services.sorting import (
    NoWatch,
    discard_entries,
    forget_old_entries,
    keep_entries,
    restore_entries,
)
from trajectoires.news.services.watching import Reading, ask_due_sources, check_source

__all__ = [
    "NoWatch",
    "Reading",
    "ask_due_sources",
    "check_source",
    "discard_entries",
    "forget_old_entries",
    "keep_entries",
    "load_sources",
    "restore_entries",
]
