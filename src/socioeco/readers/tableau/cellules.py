"""Cells of a table to text and to whole centimes. A cell is a text, a number or a day, never anything else."""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from socioeco.readers.cells import parse_centimes

Cell = str | int | float | date
LONGEST_TEXT = 500
LARGEST_EUROS = 10**13  # above it a float no longer holds its centimes
# A number of a workbook is a float: what remains after the centime is noise below this part of a centime.
NOISE = Decimal("0.0001")

_PARENTHESES = re.compile(r"\((.*)\)")
_SIDE = re.compile(r"(.*\d)\s*(D|C|DB|CR|DEB|CRED|DÉB|CRÉD)\.?", re.IGNORECASE)
_NIL = re.compile(r"[-–—−]+")
_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Montant:
    """Whole centimes; `is_rounded` when the cell held parts of a centime; `sens` -1 when it says « C », 1 for « D »."""

    centimes: int
    is_rounded: bool = False
    sens: int = 0


def clean_cell(value: object) -> Cell:
    """Any value that a workbook library gives, as a cell."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float | date):
        return value
    return str(value)[:LONGEST_TEXT].strip()


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def text_of(cell: Cell) -> str:
    """The cell as it would be typed: a whole number without its decimals, a day as 31/12/2025."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(int(cell)) if math.isfinite(cell) and cell == int(cell) else str(cell)


def centimes_of(cell: Cell) -> Montant | None:
    """The amount of a cell in euros, None when it is not surely one. A blank is nil."""
    if isinstance(cell, int | float):
        return _from_number(cell)
    return _from_text(cell) if isinstance(cell, str) else None


def mots(text: str) -> list[str]:
    """The words of a text, lower case, without accents: how headers and labels are compared."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return _WORDS.findall("".join(char for char in decomposed if not unicodedata.combining(char)))


def _from_number(number: float) -> Montant | None:
    if not math.isfinite(number) or abs(number) >= LARGEST_EUROS:
        return None
    exact = Decimal(format(number, ".15g")) * 100
    nearest = exact.to_integral_value(rounding=ROUND_HALF_UP)
    return Montant(int(nearest), is_rounded=abs(exact - nearest) >= NOISE)


def _from_text(text: str) -> Montant | None:
    text, sens = _without_side(text.replace("€", "").replace("'", "").replace("’", "").strip())
    text = text.replace("\u2212", "-")
    if _NIL.fullmatch(text):
        return Montant(0)
    wrapped = _PARENTHESES.fullmatch(text)
    parsed = parse_centimes((wrapped[1] if wrapped else text).encode("utf-8", errors="replace"))
    if parsed is None or (wrapped and parsed[0] < 0):
        return None
    return Montant(-parsed[0] if wrapped else parsed[0], sens=sens)


def _without_side(text: str) -> tuple[str, int]:
    """« 12,00 C » without its letter, and what the letter says."""
    found = _SIDE.fullmatch(text)
    if not found:
        return text, 0
    return found[1], -1 if found[2].upper().startswith("C") else 1
