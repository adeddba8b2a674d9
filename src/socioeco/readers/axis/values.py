"""The values of an axis, as they are shown.

A value is kept as the program wrote it: it is the name of an activity, in a column that the person chose, shown to her
alone. No list of first names is tried, for the reasons of decision 0015. What its very form gives away as somebody's is
not kept, whatever the column: an address of electronic mail, a bank account whose key is right. All of these make one
value under a general word, and no centime is lost.
"""

import re

from socioeco.readers.accounts import LONGEST_LABEL, decode_label
from socioeco.readers.encoding import Encoding

NON_REPARTI = "Non réparti"
MASQUEE = "Valeur masquée"
LONGEST_VALUE = LONGEST_LABEL  # bytes: a longer one is a text, not the name of an activity
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


def value_name(raw: bytes, encoding: Encoding) -> str:
    """The name under which a value is shown; lines without any value are « Non réparti »."""
    text = decode_label(raw, encoding)
    if not text:
        return NON_REPARTI
    return MASQUEE if _is_somebody_s(text) else text


def _is_somebody_s(text: str) -> bool:
    return bool(_MAIL.search(text)) or _is_iban("".join(text.split()).upper())


def _is_iban(text: str) -> bool:
    """The form, and the key of ISO 13616: the number turned around leaves 1 when divided by 97."""
    if not _IBAN.fullmatch(text):
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1
