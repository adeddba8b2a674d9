"""A name and a SIREN that nobody can take for those of a real association."""

from __future__ import annotations

from random import Random
from typing import Final

# Three leading zeros mark the number as made up for whoever reads it, while it still passes the Luhn key.
# That no such number is ever attributed is general knowledge, not checked against an official text.
FICTITIOUS_PREFIX: Final = "000"

_SUFFIXES: Final = ("de l’Exemple", "du Modèle", "de la Maquette", "de l’Essai", "du Spécimen")


def luhn_key(digits: str) -> int:
    """Return the digit to append for the whole number to pass the Luhn check."""
    total = 0
    for rank, char in enumerate(reversed(digits)):
        value = int(char) * (2 if rank % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def fictitious_siren(rng: Random) -> str:
    """Nine digits that pass Luhn, begin with 000 and are never nil."""
    body = f"{FICTITIOUS_PREFIX}{rng.randint(1, 99_999):05d}"
    return f"{body}{luhn_key(body)}"


def demonstration_name(rng: Random, kind: str) -> str:
    """« Association de démonstration : … », with French typography."""
    return f"Association de démonstration\u00a0: {kind} {_SUFFIXES[rng.randrange(len(_SUFFIXES))]}"
