"""Which reader a file needs, as the command opens it: a long plain FEC is read by columns, a pipe once."""

import os
import stat
from pathlib import Path

from socioeco.cli.progress import followed, told
from socioeco.readers import FecReading, read_fec
from socioeco.readers.fast import SHORT, read_plain
from socioeco.report.reading import Reading, of_fec
from socioeco.report.recognition import FIRST_BYTES, is_fec, is_table, read_table

__all__ = ["FIRST_BYTES", "is_fec", "read_file"]


def read_file(path: Path) -> Reading:
    """A FEC, or a table: raises OSError when it cannot be opened, never on its content."""
    with path.open("rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # a pipe is read once, from its beginning
            return of_fec(read_fec(followed(file, path.name, 0), path.name))
        beginning = file.read(FIRST_BYTES)
        if is_table(beginning, path.suffix.lower()):
            file.seek(0)
            return read_table(file, path.name)
    return of_fec(_fec(path))


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
