"""What a column of a FEC says of the activities, read while its file is there: sums by value, never an entry."""

from typing import Any, BinaryIO

from socioeco.indicators import Origine
from socioeco.readers.axis import find_axis
from socioeco.report.reading import Reading
from socioeco.typologies.activites import soldes_of_axis
from trajectoires.trajectories.enums import MOST_VALUES


def axis_of(source: BinaryIO, reading: Reading) -> dict[str, Any] | None:
    """The name of the column and, by value, the sums of the accounts of classes 6 and 7; None when no column serves.

    A second reading of the file, and only when the name of a column says that it may be an axis.
    """
    if reading.origine is not Origine.FEC or reading.balance is None:
        return None
    found = find_axis(source, reading.name, most_values=MOST_VALUES)
    if found is None:
        return None
    soldes = {value: held for value, held in soldes_of_axis(found.balances).items() if held}
    return {"colonne": found.colonne, "valeurs": soldes} if soldes else None
