"""Amounts as people and spreadsheets write them, read into whole centimes. No float on the way."""

from __future__ import annotations

import re
from typing import Final

from socioeco.formats.refusals import Refusal, refuse

_MOST_DIGITS: Final = 15  # of euros, kept in 64 bits as centimes: there is room to add thousands of lines

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")
_CURRENCY = r"(?:€|eur|euros?)"
_WRAPPED = re.compile(rf"{_CURRENCY}? ?(?P<core>.*?) ?{_CURRENCY}?", re.IGNORECASE)
_SIGNED = re.compile(r"(?P<before>[-+])? ?(?P<core>.*?) ?(?P<after>[-+])?")
_PARENTHESES = re.compile(r"\( ?(?P<core>[^()]*?) ?\)")
_GROUPED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<sep>[ .,'’])\d{3}(?:(?P=sep)\d{3})*)(?:(?P<point>[.,])(?P<rest>\d*))?", re.A
)
_PLAIN = re.compile(r"(?P<whole>\d*)(?:[.,](?P<rest>\d*))?", re.A)
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.A)


def parse_montant(text: str) -> int | Refusal:
    """Read an amount in euros into whole centimes, or say in French why it cannot be read.

    Reads spaces of any kind, points, commas and apostrophes between thousands, a decimal comma or point, a
    sign before or after, parentheses as a minus, and the euro sign. One separator before exactly three digits
    (1.234, 1,234) has two readings a thousand times apart: it is refused, never guessed.
    """
    typed = _SPACES.sub(" ", text.replace("\u2212", "-").replace("\u2013", "-")).strip()
    if not typed:
        return refuse("vide", text, "Écrivez un montant, par exemple 1 234,50.")
    sign, digits = _strip_sign(typed)
    if _TWO_READINGS.fullmatch(digits):
        return _ambiguous(text, digits)
    parts = _split(digits)
    return _unreadable(text) if parts is None else _centimes(text, sign, *parts)


def _strip_sign(typed: str) -> tuple[int, str]:
    """Return the sign and what is left; two signs at once leave one of them, which is then unreadable."""
    core = _core(_WRAPPED, typed)
    if match := _PARENTHESES.fullmatch(core):
        return -1, _core(_WRAPPED, match["core"])
    match = _SIGNED.fullmatch(core)
    if match is None or (match["before"] and match["after"]):
        return 1, core
    return (-1 if "-" in (match["before"], match["after"]) else 1), _core(_WRAPPED, match["core"])


def _core(pattern: re.Pattern[str], typed: str) -> str:
    match = pattern.fullmatch(typed)
    return match["core"] if match else typed


def _split(digits: str) -> tuple[str, str] | None:
    """Return the digits before and after the decimal separator."""
    grouped = _GROUPED.fullmatch(digits)
    if grouped and grouped["point"] != grouped["sep"]:
        return grouped["whole"].replace(grouped["sep"], ""), grouped["rest"] or ""
    plain = _PLAIN.fullmatch(digits)
    if plain and (plain["whole"] or plain["rest"]):
        return plain["whole"], plain["rest"] or ""
    return None


def _centimes(text: str, sign: int, whole: str, rest: str) -> int | Refusal:
    decimals = rest.rstrip("0")
    if len(decimals) > 2:
        return refuse("decimales", text, "« {text} » a plus de deux décimales. Arrondissez au centime.")
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        return refuse(
            "trop-grand", text, "« {text} » est trop grand pour un montant : vérifiez le nombre de chiffres."
        )
    return sign * (int(whole.lstrip("0") or "0") * 100 + int(decimals.ljust(2, "0")))


def _ambiguous(text: str, digits: str) -> Refusal:
    whole, rest = re.split("[.,]", digits)
    message = (
        "« {text} » peut se lire {whole}{rest} ou {whole},{rest}. Écrivez {whole}{rest} ou {whole},{rounded}."
    )
    return refuse("ambigu", text, message, whole=whole, rest=rest, rounded=rest[:2])


def _unreadable(text: str) -> Refusal:
    message = "« {text} » ne se lit pas comme un montant. Écrivez des chiffres, par exemple 1 234,50."
    return refuse("illisible", text, message)
