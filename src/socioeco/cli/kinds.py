"""Which reader a file needs: by what it holds, and by its extension only where its content leaves the choice open."""

import os
import stat
from pathlib import Path

from socioeco.cli.progress import followed, told
from socioeco.readers import FecReading, read_fec
from socioeco.readers.balance_generale import looks_like_fec, read_balance_generale
from socioeco.readers.budget import read_budget
from socioeco.readers.fast import SHORT, read_plain
from socioeco.report.reading import Reading, of_balance, of_budget, of_fec

WORKBOOK = b"PK\x03\x04"
TABLES = (".csv", ".tsv", ".xlsx", ".ods")
SEPARATORS = "\t|;,"
FIRST_BYTES = 1 << 16


def read_file(path: Path) -> Reading:
    """A FEC, or a table: raises OSError when it cannot be opened, never on its content."""
    with path.open("rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # a pipe is read once, from its beginning
            return of_fec(read_fec(followed(file, path.name, 0), path.name))
        beginning = file.read(FIRST_BYTES)
    if is_table(beginning, path.suffix.lower()):
        return read_table(path)
    return of_fec(_fec(path))


def is_table(beginning: bytes, suffix: str) -> bool:
    """A workbook, or a text named as a table whose first line is not that of a FEC."""
    if beginning.startswith(WORKBOOK):
        return True
    return suffix in TABLES and not is_fec(beginning)


def is_fec(beginning: bytes) -> bool:
    """Whether the first line that says something is the header of a FEC, whatever its encoding and separator."""
    text = beginning.replace(b"\0", b"").decode("latin-1")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return any(looks_like_fec(first.split(separator)) for separator in SEPARATORS)


def read_table(path: Path) -> Reading:
    """A balance générale if it has accounts, a budget if it has not; the anomalies of a balance if it is neither."""
    with path.open("rb") as file:
        balance = read_balance_generale(file, path.name)
    if balance.balance is None and not balance.comptes:
        with path.open("rb") as file:
            budget = read_budget(file, path.name)
        if budget.feuille is not None:
            return of_budget(budget)
    return of_balance(balance)


def _fec(path: Path) -> FecReading:
    """By columns when it is long and surely plain, else line by line, telling how far it is."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size >= SHORT:
            with told(path.name):
                reading = read_plain(path, path.name)
            if reading:
                return reading
        return read_fec(followed(file, path.name, size), path.name)
