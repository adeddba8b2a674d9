"""Dates in words, and dates as people type them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from socioeco.formats.refusals import Refusal, refuse

MOIS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_PIVOT = 69  # two-digit years: 69 to 99 are in the 1900s, as POSIX reads them; no clock is needed

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_ISO = re.compile(rf"(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){_TIME}", re.ASCII)
_FRENCH = re.compile(
    rf"(?P<d>\d{{1,2}})(?P<s>[-/. ])(?P<m>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d\d){_TIME}", re.ASCII
)
_WORDS = re.compile(r"(?:[a-z]+\.? )?(?P<d>\d{1,2})(?:er)? (?P<name>[a-z]+)\.? (?P<y>\d{4})", re.ASCII)
_COMPACT = re.compile(r"\d{8}", re.ASCII)
_SIX_DIGITS = re.compile(r"\d{6}", re.ASCII)


def format_date(value: date) -> str:
    """Write a date in words: 3 mars 2026, 1er avril 2026."""
    return f"{_day(value)} {format_mois_annee(value)}"


def format_mois_annee(value: date) -> str:
    """Write a month and its year: mars 2026."""
    return f"{MOIS[value.month - 1]} {value.year}"


def format_iso(value: date) -> str:
    """Write a date for machines: 2026-03-03."""
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def format_periode(start: date, end: date) -> str:
    """Write a period, without saying twice what both ends share: du 1er janvier au 31 décembre 2025."""
    first = format_date(start)
    if start.year == end.year:
        first = _day(start) if start.month == end.month else f"{_day(start)} {MOIS[start.month - 1]}"
    return f"du {first} au {format_date(end)}"


def parse_date(text: str) -> date | Refusal:
    """Read a date as people type it; the order is day, month, year unless the year comes first.

    Reads 03/03/2026, 3-3-26, 3 mars 2026, mardi 1er avril 2026, 2026-03-03, 20260303 and 03032026, with or
    without a time after a numeric date. Six digits alone have two readings and are refused.
    """
    typed = " ".join(_plain(text).split())
    if not typed:
        return refuse("vide", text, "Écrivez une date, par exemple 03/03/2026.")
    if _SIX_DIGITS.fullmatch(typed):
        return _ambiguous(text)
    parts = _numeric_parts(typed) or _word_parts(typed)
    return _build(text, *parts) if parts else _unknown(text)


def _day(value: date) -> str:
    return "1er" if value.day == 1 else str(value.day)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _numeric_parts(typed: str) -> tuple[int, int, int] | None:
    upper = typed.upper()
    match = _ISO.fullmatch(upper) or _FRENCH.fullmatch(upper)
    if match:
        return _full_year(match["y"]), int(match["m"]), int(match["d"])
    return _compact_parts(typed) if _COMPACT.fullmatch(typed) else None


def _compact_parts(typed: str) -> tuple[int, int, int]:
    # Never ambiguous between 1900 and 2100: read the other way round, the month would be 19, 20 or 21.
    year_first = int(typed[:4]), int(typed[4:6]), int(typed[6:])
    if _FIRST_YEAR <= year_first[0] <= _LAST_YEAR and 1 <= year_first[1] <= len(MOIS):
        return year_first
    return int(typed[4:]), int(typed[2:4]), int(typed[:2])


def _word_parts(typed: str) -> tuple[int, int, int] | None:
    match = _WORDS.fullmatch(typed)
    month = _month_number(match["name"]) if match else None
    return (int(match["y"]), month, int(match["d"])) if match and month else None


def _month_number(name: str) -> int | None:
    """Find a month from its name or its first letters; fewer than three letters say nothing."""
    names = [_plain(month) for month in MOIS]
    if name in names:
        return names.index(name) + 1
    found = [number for number, full in enumerate(names, start=1) if len(name) > 2 and full.startswith(name)]
    return found[0] if len(found) == 1 else None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _build(text: str, year: int, month: int, day: int) -> date | Refusal:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        message = "L’année {year} n’est pas entre {first} et {last} : vérifiez la date."
        return refuse("annee", text, message, year=year, first=_FIRST_YEAR, last=_LAST_YEAR)
    try:
        return date(year, month, day)
    except ValueError:
        message = "La date « {text} » n’existe pas. Écrivez le jour, le mois, puis l’année : 03/03/2026."
        return refuse("inexistante", text, message)


def _ambiguous(text: str) -> Refusal:
    message = "« {text} » peut se lire de deux façons. Séparez le jour, le mois et l’année : 03/03/2026."
    return refuse("ambigu", text, message)


def _unknown(text: str) -> Refusal:
    message = (
        "« {text} » ne se lit pas comme une date complète. Écrivez le jour, le mois et l’année, "
        "par exemple 03/03/2026 ou 3 mars 2026."
    )
    return refuse("illisible", text, message)
