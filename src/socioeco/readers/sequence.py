"""F8: gaps, repeats and steps back in the numbers of entries."""

import re
from array import array
from collections.abc import Iterable
from itertools import islice, pairwise
from operator import lt
from typing import NamedTuple

from socioeco.anomalies import AnomalyCollector

_NUMBERED = re.compile(rb"(.*?)(\d{1,15})", re.DOTALL)
DENSE = 16
MOST_SERIES = 2_000  # more beginnings of numbers than that are names, not sequences
LONGEST_NUMBER = 60
Series = dict[tuple[bytes, bytes], "array[int]"]


class _Counts(NamedTuple):
    gaps: int
    repeats: int
    steps_back: int


def check_series(by_journal: Series, anomalies: AnomalyCollector) -> None:
    """A sequence may run through the file or restart in each journal: the reading with fewer gaps is kept."""
    if len(by_journal) > MOST_SERIES:
        return
    journals = [_count(numbers) for numbers in by_journal.values()]
    gaps = sum(counts.gaps for counts in journals)
    if gaps:
        gaps = min(gaps, sum(_count(numbers).gaps for numbers in _by_prefix(by_journal).values()))
        if gaps:
            anomalies.add("F8-trous", nombre=gaps)
    repeats = sum(counts.repeats for counts in journals)
    if repeats:
        anomalies.add("F8-reprises", nombre=repeats)
    steps_back = sum(counts.steps_back for counts in journals)
    if steps_back:
        anomalies.add("F8-ordre", nombre=steps_back)


def _by_prefix(by_journal: Series) -> Series:
    by_prefix: Series = {}
    for (_journal, prefix), numbers in by_journal.items():
        by_prefix.setdefault((b"", prefix), array("q")).extend(numbers)
    return by_prefix


def series_of(entry_keys: Iterable[bytes]) -> Series:
    """Numbers by journal and by letters before the number, in the order of the file; cut short when too many."""
    series: Series = {}
    for key in entry_keys:
        journal, number, _date = key.split(b"\t", 2)
        if len(number) > LONGEST_NUMBER:
            continue
        if number.isdigit() and len(number) <= 15:
            prefix, digits = b"", number
        else:
            found = _NUMBERED.fullmatch(number)
            if not found:
                continue
            prefix, digits = found.groups()
        numbers = series.get((journal, prefix))
        if numbers is None:
            if len(series) > MOST_SERIES:
                break
            numbers = series[(journal, prefix)] = array("q")
        numbers.append(int(digits))
    return series


def _count(numbers: "array[int]") -> _Counts:
    always_grow = all(map(lt, numbers, islice(numbers, 1, None)))
    if always_grow:  # nearly always: nothing to look for
        return _Counts(numbers[-1] - numbers[0] + 1 - len(numbers), 0, 0)
    distinct = _distinct(numbers)
    steps_back = sum(after < before for before, after in pairwise(numbers))
    return _Counts(max(numbers) - min(numbers) + 1 - distinct, len(numbers) - distinct, steps_back)


def _distinct(numbers: "array[int]") -> int:
    """How many different numbers, by marks in a row of bytes when they are dense, as nearly always."""
    lowest = min(numbers)
    span = max(numbers) - lowest + 1
    if span > DENSE * len(numbers):
        return len(set(numbers))
    marks = bytearray(span)
    for number in numbers:
        marks[number - lowest] = 1
    return sum(marks)
