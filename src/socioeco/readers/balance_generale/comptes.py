"""Account cells of a balance: numbers as text or as numbers, blanks inside, a label stuck behind."""

import re

from socioeco.readers.accounts import OUTSIDE, clean_account, is_auxiliary
from socioeco.readers.tableau import Cell, text_of

_STUCK = re.compile(r"(\d{3}\S*)\s*[-–:]?\s+(\S.*)", re.ASCII)
_GROUPED = re.compile(r"(\d+)([ .\-]\d+)+", re.ASCII)
_THREE_DIGITS = re.compile(r"\d{3}", re.ASCII)
_ACCOUNT = re.compile(r"[1-8]\d{2}\w{0,27}", re.ASCII)


def split_account(cell: Cell) -> tuple[str, str]:
    """The account as it is written, and the label found behind it in the same cell."""
    text = text_of(cell)
    if _GROUPED.fullmatch(text):
        return re.sub(r"[ .\-]", "", text), ""
    found = _STUCK.fullmatch(text)
    if found and any(char.isalpha() for char in found[2]):
        return found[1].rstrip("-–:"), found[2].lstrip("-–: ")
    return text, ""


def account_of(text: str) -> str:
    """The number to keep, or nothing when it has not three leading digits: a title, a class, a third party."""
    code = clean_account(text.encode("utf-8", errors="replace"))
    return code if code != OUTSIDE and _THREE_DIGITS.match(code) else ""


def has_third_party(text: str) -> bool:
    return is_auxiliary(text.encode("utf-8", errors="replace"))


def is_account(cell: Cell) -> bool:
    """A cell that surely is an account: the digits of a class, then no amount."""
    return _ACCOUNT.fullmatch(split_account(cell)[0]) is not None
