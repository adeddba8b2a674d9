"""The same FEC by value of one more column, when a program writes the activity of each line after the lawful ones."""

from socioeco.readers.axis.columns import axis_columns
from socioeco.readers.axis.likely import find_axis
from socioeco.readers.axis.reading import AxisReading, read_axis
from socioeco.readers.axis.values import MASQUEE, NON_REPARTI

__all__ = ["MASQUEE", "NON_REPARTI", "AxisReading", "axis_columns", "find_axis", "read_axis"]
