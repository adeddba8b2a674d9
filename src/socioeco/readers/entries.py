"""What the pass over the rows keeps: accounts, days, and the lines of one entry while they follow each other."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from socioeco.readers.accounts import LABEL_BYTES

RESULTAT, COMPTE_12, OTHER = 1, 2, 4
CLOSING = RESULTAT | COMPTE_12
MOST_LABELS = 16
LONGEST_PART = 64  # of a key, and of what is remembered as it was written
LONGEST_KEY = 120


@dataclass(slots=True)
class Account:
    code: str
    kind: int
    mask: str
    months: dict[int, list[int]] = field(default_factory=dict)
    labels: set[bytes] = field(default_factory=set)
    last_label: bytes = b""
    opening: int = 0

    def see_label(self, label: bytes) -> None:
        label = label[:LABEL_BYTES]
        self.last_label = label
        if self.mask:
            return
        self.labels.add(label)
        if len(self.labels) > MOST_LABELS:
            self.labels = set(sorted(self.labels, key=lambda text: (-len(text), text))[: MOST_LABELS // 2])

    def hide_labels(self, mask: str) -> None:
        self.mask = mask
        self.labels.clear()


@dataclass(slots=True)
class Day:
    """One date of the file; `month` is 0 when no such day exists."""

    on: date | None
    month: int
    first_line: int
    lines: int = 0
    total: int = 0


NO_DAY = Day(None, 0, 0)

# Account, month, debit, credit: what must be taken back if the entry proves to be a closing one.
Movement = tuple[Account, int, int, int]


@dataclass(slots=True)
class Run:
    """Consecutive lines of one entry."""

    number: bytes
    date: bytes
    journal: bytes
    first_line: int
    day: Day
    is_opening: bool = False
    movements: list[Movement] = field(default_factory=list)


def entry_number(raw: bytes) -> bytes:
    """The number of an entry; empty when the program wrote nothing or only zeros."""
    number = raw.strip().strip(b'"')
    return b"" if not number.strip(b"0") else number


def entry_key(journal: bytes, number: bytes, on: bytes) -> bytes:
    """Journal, number and date between tabs; never longer than three parts of a real file."""
    key = b"\t".join((journal, number, on))
    return key if len(key) <= LONGEST_KEY else b"\t".join(map(_short, (journal, number, on)))


def _short(part: bytes) -> bytes:
    """A part of a key that is longer than any real one: its beginning, and a digest that tells it from others."""
    return (
        part
        if len(part) <= LONGEST_PART
        else part[:16] + blake2b(part, digest_size=16).digest().hex().encode()
    )


def kind_of(code: str) -> int:
    if code.startswith(("6", "7")):
        return RESULTAT
    return COMPTE_12 if code.startswith("12") else OTHER
