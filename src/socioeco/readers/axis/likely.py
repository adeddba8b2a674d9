"""A column that its own name gives for an axis: what a program proposes before anyone has asked for it."""

from typing import BinaryIO

from socioeco.readers.axis.columns import axis_columns, is_known
from socioeco.readers.axis.reading import AxisReading, read_axis

MOST_READ = 2  # columns: each is one more reading of the file
NUMBERS = "A3-numero"  # values that look like the number of a line


def find_axis(source: BinaryIO, name: str, *, most_values: int) -> AxisReading | None:
    """The file by the first of its columns whose name says « analytique », « section », « activité »… and that serves.

    None, without a second reading, when no column has such a name: others may hold texts about people. A column
    with nothing in it, with more than `most_values` values, or whose values are numbers of lines, serves nothing.
    `source` can be sought.
    """
    source.seek(0)
    likely = [column for column in axis_columns(source) if is_known(column)]
    for column in likely[:MOST_READ]:
        source.seek(0)
        found = read_axis(source, name, column)
        is_number = any(anomaly.code == NUMBERS for anomaly in found.anomalies)
        if not found.is_blocked and not is_number and len(found.balances) <= most_values:
            return found
    return None
