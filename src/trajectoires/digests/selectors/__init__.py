"""Read the news as a letter tells it, the calendar of letters, and how many read them."""

from trajectoires.digests.selectors.calendar import issue_at, next_issue_at
from trajectoires.digests.selectors.letters import Choice, Letter, compose_letter, latest_letter, letter_of
from trajectoires.digests.selectors.news import Item, read_news
from trajectoires.digests.selectors.readers import LetterReport, ReaderCount, count_readers, letter_report

__all__ = [
    "Choice",
    "Item",
    "Letter",
    "LetterReport",
    "ReaderCount",
    "compose_letter",
    "count_readers",
    "issue_at",
    "latest_letter",
    "letter_of",
    "letter_report",
    "next_issue_at",
    "read_news",
]
