"""Cells to whole centimes and to dates, strictly: what is not surely a number or a day is refused."""

import re
from datetime import date

# An amount once blanks and quotes are gone: sign on either side, at most one decimal mark.
_PLAIN = re.compile(rb"([+-]?)(\d*)(?:[.,](\d*))?([+-]?)")
_THOUSANDS = re.compile(rb"[+-]?\d{1,3}(?:(,)\d{3}(?:,\d{3})*\.|(\.)\d{3}(?:\.\d{3})*,)\d{1,2}[+-]?")
_BLANKS = re.compile(rb"\s|\xc2\xa0|\xe2\x80\xaf|\xe2\x80\x89|\xa0|\xff")
_DATE_PARTS = re.compile(rb"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ T].*)?")
MAX_DIGITS = 15


class Quirk:
    """How a readable amount departs from the law."""

    NONE, POINT, MILLIERS, SIGNE = "", "F3-point", "F3-milliers", "F3-signe"


def parse_centimes(raw: bytes) -> tuple[int, str] | None:
    """Centimes and the way they depart from the law, or None. A blank is nil. Never rounds."""
    text = raw.strip().strip(b'"').strip()
    if not text:
        return 0, Quirk.NONE
    compact = _BLANKS.sub(b"", text)
    quirk = Quirk.MILLIERS if compact != text else Quirk.NONE
    if _THOUSANDS.fullmatch(compact):
        compact, quirk = _without_thousands(compact), Quirk.MILLIERS
    found = _PLAIN.fullmatch(compact)
    centimes = _to_centimes(found) if found else None
    if centimes is None:
        return None
    return centimes, quirk or _quirk_of(compact, centimes)


def _without_thousands(text: bytes) -> bytes:
    mark = max(text.rfind(b","), text.rfind(b"."))
    whole = text[:mark].replace(b",", b"").replace(b".", b"")
    return whole + b"." + text[mark + 1 :]


def _to_centimes(found: re.Match[bytes]) -> int | None:
    before, whole, decimals, after = found.groups()
    decimals = (decimals or b"").rstrip(b"0")
    if not whole and not (found[3] or b""):
        return None
    if (before and after) or len(decimals) > 2 or len(whole.lstrip(b"0")) > MAX_DIGITS:
        return None
    centimes = int(whole.lstrip(b"0") or b"0") * 100 + int(decimals.ljust(2, b"0"))
    return -centimes if b"-" in (before, after) else centimes


def _quirk_of(text: bytes, centimes: int) -> str:
    if centimes < 0:
        return Quirk.SIGNE
    return Quirk.POINT if b"." in text else Quirk.NONE


def parse_date(raw: bytes) -> tuple[date, bool] | None:
    """The day and whether it was written AAAAMMJJ, or None when no such day exists."""
    text = raw.strip().strip(b'"').strip()
    if len(text) == 8 and text.isdigit():
        found = _day(text[:4], text[4:6], text[6:])
        if found:
            return found, True
        found = _day(text[4:], text[2:4], text[:2])
        return (found, False) if found else None
    parts = _DATE_PARTS.fullmatch(text)
    if not parts:
        return None
    first, middle, last = parts.groups()
    found = _day(first, middle, last) if len(first) == 4 else _day(last, middle, first)
    return (found, False) if found else None


def _day(year: bytes, month: bytes, day: bytes) -> date | None:
    if len(year) != 4 or not 1900 <= int(year) <= 2099:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_CREDIT = {b"C", b"-1", b"CREDIT"}
_DEBIT = {b"D", b"+1", b"1", b"DEBIT"}


def parse_sens(raw: bytes) -> int | None:
    """1 for a debit, -1 for a credit, None when it is neither."""
    text = raw.strip().strip(b'"').upper().replace(b" ", b"")
    if text in _DEBIT:
        return 1
    return -1 if text in _CREDIT else None
