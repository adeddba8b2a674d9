"""Read what the search did not find; hear a French word."""

import re
import unicodedata

from django.db.models import QuerySet

from trajectoires.content.models import UnansweredSearch

# In this order: each rule reads what the one before has left.
_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z0-9]", ""),
        (r"ph", "f"),
        (r"[ae]in|aim|eim|yn|ym|un(?![aeiouy])|in(?![aeiouyn])|im(?=[bp])", "1"),
        (r"[ae]n(?![aeiouyn])|[ae]m(?=[bp])", "2"),
        (r"e?aux?", "o"),
        (r"ou", "u"),
        (r"oeu|eu", "e"),
        (r"[ae]i|ay|ez$|er$", "e"),
        (r"t(?=i[o2])", "s"),
        (r"[sc]c(?=[eiy12])|c(?=[eiy1])|sc(?=[eiy])|ss|ç", "s"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"qu|q|ck|ch(?=r)|cc|c(?!h)", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(?<!c)h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?:e|s|t|d|es|ent)+$", ""),
    )
)


def unaccented(text: str) -> str:
    """Lower case, without accents, ligatures opened: « Œuvre » is read « oeuvre »."""
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", opened)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def sound_of(word: str) -> str:
    """Return nearly the same signs for words that a French ear takes for one: « finansement », « financement »."""
    heard = unaccented(word)
    for pattern, replacement in _SOUNDS:
        heard = pattern.sub(replacement, heard)
    return heard or unaccented(word)


def unanswered_searches() -> QuerySet[UnansweredSearch]:
    """Return what readers looked for and did not find, most frequent first."""
    return UnansweredSearch.objects.all()
