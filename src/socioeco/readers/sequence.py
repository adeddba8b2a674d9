"""F8: gaps, repeats and steps back in the numbers of entries."""

import re
from array import array
from collections.abc import Iterable
from itertools import pairwise

from socioeco.anomalies import AnomalyCollector

_NUMBERED = re.compile(rb"(.*?)(\d{1,15})", re.DOTALL)
DENSE = 16
MOST_SERIES = 2_000  # more beginnings of numbers than that are names, not sequences
LONGEST_NUMBER = 60
Series = dict[tuple[bytes, bytes], "array[int]"]


def check_sequence(entry_keys: Iterable[bytes], anomalies: AnomalyCollector) -> None:
    """A sequence may run through the file or restart in each journal: the reading with fewer gaps is kept."""
    by_journal = _series(entry_keys)
    if len(by_journal) > MOST_SERIES:
        return
    by_prefix: Series = {}
    for (_journal, prefix), numbers in by_journal.items():
        by_prefix.setdefault((b"", prefix), array("q")).extend(numbers)
    gaps = min(_gaps(by_journal), _gaps(by_prefix))
    if gaps:
        anomalies.add("F8-trous", nombre=gaps)
    repeats = sum(len(numbers) - _distinct(numbers) for numbers in by_journal.values())
    if repeats:
        anomalies.add("F8-reprises", nombre=repeats)
    steps_back = sum(_steps_back(numbers) for numbers in by_journal.values())
    if steps_back:
        anomalies.add("F8-ordre", nombre=steps_back)


def _series(entry_keys: Iterable[bytes]) -> Series:
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


def _gaps(series: Series) -> int:
    return sum(max(numbers) - min(numbers) + 1 - _distinct(numbers) for numbers in series.values())


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


def _steps_back(numbers: "array[int]") -> int:
    return sum(after < before for before, after in pairwise(numbers))
