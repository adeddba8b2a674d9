"""Limits that are said before a file is chosen and enforced while it is received; kinds of cells that go out."""

from enum import StrEnum

MAXIMUM_FILE_BYTES = 50_000_000
MAXIMUM_REQUEST_BYTES = 120_000_000
MAXIMUM_FILES = 10
KEPT_MINUTES = 45  # looked at every ten: what a crash may leave behind is erased within the hour


class Kind(StrEnum):
    """What a column holds. Euros are given in centimes, a share between 0 and 1."""

    TEXTE = "texte"
    EUROS = "euros"
    PART = "part"
    NOMBRE = "nombre"
    DATE = "date"
