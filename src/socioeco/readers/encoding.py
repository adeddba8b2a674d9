"""Which characters a file is written in, guessed from the bytes above 127.

Amounts and accounts are ASCII in every case: a wrong guess spoils labels only. Latin-1 is never an answer,
since eight of its characters, the euro among them, are not those of ISO 8859-15.
"""

from collections import Counter
from enum import StrEnum

FRENCH = frozenset("àâäçèéêëîïôöùûüÿœæÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆ°€«»’–…²\u00a0")
ASCII = bytes(range(128))


class Encoding(StrEnum):
    ASCII = "ascii"
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    ISO_8859_15 = "iso8859-15"
    WINDOWS_1252 = "windows-1252"
    CP850 = "cp850"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Encoding.ASCII: "ASCII",
    Encoding.UTF_8: "UTF-8",
    Encoding.UTF_16: "UTF-16",
    Encoding.ISO_8859_15: "ISO 8859-15",
    Encoding.WINDOWS_1252: "Windows-1252",
    Encoding.CP850: "page de code 850",
}
# The order settles ties: the one the law names comes first.
_SINGLE_BYTE = (Encoding.ISO_8859_15, Encoding.WINDOWS_1252, Encoding.CP850)


class EncodingProbe:
    """Sees every block of whole lines once; UTF-8 as long as no block denies it."""

    def __init__(self) -> None:
        self._high_bytes: Counter[int] = Counter()
        self._may_be_utf8 = True

    def feed(self, block: bytes) -> None:
        if block.isascii():
            return
        self._high_bytes.update(block.translate(None, ASCII))
        if self._may_be_utf8:
            self._may_be_utf8 = _is_utf8(block)

    def result(self) -> Encoding:
        if not self._high_bytes:
            return Encoding.ASCII
        if self._may_be_utf8:
            return Encoding.UTF_8
        return max(_SINGLE_BYTE, key=self._score)

    def _score(self, encoding: Encoding) -> int:
        return sum(count * _weight(byte, encoding) for byte, count in self._high_bytes.items())


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _weight(byte: int, encoding: Encoding) -> int:
    char = bytes([byte]).decode(encoding.value, errors="replace")
    if char in FRENCH:
        return 1
    return -1 if char.isprintable() else -2
