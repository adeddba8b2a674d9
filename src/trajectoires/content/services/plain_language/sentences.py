"""Sentences and words of a French text."""

import re

_BREAK = re.compile(r"(?<=[.!?…])[»”\")\]\s]*\s(?=[«“\"(\[\s]*[A-ZÀ-ÖØ-Þ0-9])")
_SHORT_FORM = re.compile(
    r"(?:^|[\s('’«])(?:MM?|Mmes?|Dr|art|pp?|n|cf|ex|vol|éd|al|Ste?|env|[A-Z])\.$", re.IGNORECASE
)
_WORD = re.compile(r"\d+(?:[\s\u202f\u00a0.,]\d+)*|[^\W\d_][\w-]*")


def sentences_of(text: str) -> list[str]:
    """Split after a full stop, a question or an exclamation; « M. », « art. » and initials do not end a sentence."""
    found: list[str] = []
    for piece in _BREAK.split(text.strip()):
        if found and _SHORT_FORM.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def count_words(sentence: str) -> int:
    """A number written in groups is one word; « l’emploi » is two."""
    return len(_WORD.findall(sentence))
