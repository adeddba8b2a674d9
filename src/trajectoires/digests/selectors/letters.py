"""A letter: what of the news concerns a reader, by section, a dozen at most and the rest counted."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trajectoires.digests.enums import MOST_ITEMS, Frequency, Section
from trajectoires.digests.selectors.calendar import issue_at
from trajectoires.digests.selectors.news import Item, read_news


@dataclass(frozen=True)
class Part:
    section: Section
    items: Sequence[Item]
    others: int  # that had no room


@dataclass(frozen=True)
class Letter:
    """What one reader, or all those who chose the same, is told."""

    at: dt.datetime
    frequency: Frequency
    parts: Sequence[Part]

    @property
    def count(self) -> int:
        return sum(len(part.items) + part.others for part in self.parts)


@dataclass(frozen=True)
class Choice:
    """What a reader wants to read about; nothing chosen means everything."""

    themes: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()


def compose_letter(
    news: Iterable[Item], choice: Choice, *, since: dt.datetime, at: dt.datetime, frequency: Frequency
) -> Letter:
    """Return the letter of these days; without parts when there is nothing to say."""
    found = [
        item
        for item in news
        if item.concerns(choice.themes, choice.territories) and item.is_new(since, at, ahead=frequency.span)
    ]
    return Letter(at, frequency, _parts(found))


def letter_of(choice: Choice, *, frequency: Frequency, until: dt.datetime) -> Letter:
    """Return what a letter leaving at this moment would say to a reader who had none before."""
    since = until - frequency.span
    news = read_news(since=since, until=until, ahead=frequency.span)
    return compose_letter(news, choice, since=since, at=until, frequency=frequency)


def latest_letter(*, now: dt.datetime) -> Letter:
    """Return the latest weekly letter, on everything; the latest monthly one when that week brought nothing."""
    for frequency in Frequency:
        letter = letter_of(Choice(), frequency=frequency, until=issue_at(now, frequency))
        if letter.parts:
            break
    return letter


def _parts(items: Sequence[Item]) -> list[Part]:
    """Each section gives one in turn, so that a full one leaves room to the others."""
    by_section = {section: [item for item in items if item.section is section] for section in Section}
    turns = sorted(
        (turn, rank, section)
        for rank, (section, found) in enumerate(by_section.items())
        for turn in range(len(found))
    )
    kept = [section for _, _, section in turns[:MOST_ITEMS]]
    return [
        Part(section, found[: kept.count(section)], len(found) - kept.count(section))
        for section, found in by_section.items()
        if found
    ]
