"""Account numbers and labels: kept as text, and emptied of what may name a person."""

import re

from socioeco.readers.encoding import Encoding

OUTSIDE = "?"
LONGEST_ACCOUNT = 30
LONGEST_LABEL = 200
LABEL_BYTES = 4 * LONGEST_LABEL  # holds that many characters in any encoding
MASKS = {  # the label of such an account may name a person, whatever the form of its number; first match wins
    "40": "Fournisseurs",
    "41": "Usagers, adhérents et clients",
    "42": "Personnel",
    "45": "Groupe, fédération et associés",
    "467": "Autres comptes débiteurs ou créditeurs",
    "46": "Débiteurs et créditeurs divers",
    "646": "Cotisations sociales personnelles",
    "64": "Charges de personnel",
}
_AUXILIARY = {"43": "Organismes sociaux", "44": "État et collectivités"}
_OUTSIDE_LABEL = "Compte sans numéro de plan"
_ODOO = re.compile(r"b(['\"])(.*)\1")
_LEADING_DIGITS = re.compile(r"\d*", re.ASCII)
_OPENING_CODES = {"an", "ano", "anx", "anv", "ran", "ouv", "anouv", "anouveau", "anouveaux"}


def clean_account(raw: bytes) -> str:
    """The number as text, zeros kept. In class 4 the letters of an auxiliary account are dropped, and a code
    that begins with a letter, or that no chart would hold, is not kept at all: both may spell a name."""
    text = _unwrapped(raw.decode("latin-1"))
    text = "".join(text.split())
    if not text:
        return ""
    digits = _leading_digits(text)
    if not digits or len(text) > LONGEST_ACCOUNT:
        return OUTSIDE
    return digits if digits != text and digits.startswith("4") else text


def is_auxiliary(raw: bytes) -> bool:
    """An account of class 4 with letters after its digits: its label is the name of a third party."""
    text = "".join(_unwrapped(raw.decode("latin-1")).split())
    return text.startswith("4") and _leading_digits(text) != text


def mask_for(account: str, *, auxiliary: bool) -> str:
    """The word that stands for the label, or nothing when the label may be kept."""
    if account == OUTSIDE:
        return _OUTSIDE_LABEL
    for prefix, word in MASKS.items():
        if account.startswith(prefix):
            return word
    return _AUXILIARY.get(account[:2], "Tiers") if auxiliary else ""


def decode_label(raw: bytes, encoding: Encoding) -> str:
    codec = "utf-8" if encoding in (Encoding.ASCII, Encoding.UTF_8, Encoding.UTF_16) else encoding.value
    return " ".join(_unwrapped(raw.decode(codec, errors="replace")).split())[:LONGEST_LABEL].rstrip()


def best_label(labels: set[str]) -> str:
    """The longest, then the first of the alphabet: the same whatever the order of lines."""
    return min(labels, key=lambda label: (-len(label), label), default="")


def is_opening_journal(code: bytes, label: bytes) -> bool:
    """A journal of carried-forward balances, by its code or by its name."""
    name = label.decode("latin-1").lower()
    folded = "".join(char for char in code.decode("latin-1").lower() if char.isalnum())
    return folded in _OPENING_CODES or "nouveau" in name or "ouverture" in name


def _unwrapped(text: str) -> str:
    text = text.strip()
    odoo = _ODOO.fullmatch(text)
    return (odoo[2] if odoo else text).strip('"').strip()


def _leading_digits(text: str) -> str:
    found = _LEADING_DIGITS.match(text)
    return found[0] if found else ""
