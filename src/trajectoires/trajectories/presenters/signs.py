"""Signs that the letters of our documents draw: a name or an opinion may hold others, and a document is not lost for one."""

import re

# Latin with its accents, Greek, Cyrillic; punctuation, currencies, arrows, mathematics and boxes that we write ourselves.
_UNDRAWN = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f"
    "\u2010-\u2027\u202f\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\u2260\u2264\u2265]"
)
STANDS_FOR = "¤"  # the sign of typewriters for one that they do not have


def writable(text: str) -> str:
    """The same, with « ¤ » for each sign that could not be drawn."""
    return _UNDRAWN.sub(STANDS_FOR, text)
