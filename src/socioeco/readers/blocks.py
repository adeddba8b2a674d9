"""Chunks of any size in; blocks of whole lines out, each line ended by one LF.

Handles CR LF, LF, CR and any run of CR before LF, UTF-16 and the byte order mark. Refuses, by a code of the
catalogue, what is not a flat text: memory stays bounded by one block.
"""

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from socioeco.anomalies import AnomalyCollector

CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
HEAD = 1 << 16  # what the kind of file is recognised by
MOST_RETURNS = 3  # named in the facts: « CR CR CR LF » stands for any longer run
_MAGIC = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TEXT_CONTROLS = b"\t\n\r\x0c\x1a"


class TextBlocks:
    """One pass over the chunks. `line_end`, `fingerprint`, `is_utf16` are known once iterated to the end."""

    def __init__(self, source: BinaryIO | Iterable[bytes], anomalies: AnomalyCollector) -> None:
        self._source = source
        self._anomalies = anomalies
        self._hash = hashlib.sha256()
        self.line_end = ""
        self.is_utf16 = False
        self.is_empty = True

    @property
    def fingerprint(self) -> str:
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        chunks = self._hashed_chunks()
        head = _read_head(chunks)
        self.is_empty = not head
        refusal = refusal_of(head)
        if refusal:
            self._anomalies.add(refusal)
            for _chunk in chunks:  # the fingerprint covers the whole file, read or not
                pass
            return
        yield from self._blocks(self._decoded(head, chunks))

    def _hashed_chunks(self) -> Iterator[bytes]:
        for chunk in _chunks(self._source):
            self._hash.update(chunk)
            yield chunk

    def _decoded(self, head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The text without its byte order mark; UTF-16 turned into UTF-8 on the way."""
        if head.startswith(_UTF16):
            self.is_utf16 = True
            self._anomalies.add("F1-utf16")
            decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
            for chunk in (head, *chunks):
                yield decoder.decode(chunk).encode("utf-8", errors="replace")
            return
        if head.startswith(codecs.BOM_UTF8):
            self._anomalies.add("F1-bom")
            head = head[len(codecs.BOM_UTF8) :]
        yield head
        yield from chunks

    def _blocks(self, texts: Iterator[bytes]) -> Iterator[bytes]:
        carry = b""
        is_first = True
        for text in texts:
            buffer = carry + text
            if is_first:
                self.line_end, is_first = _line_end(buffer), False
            whole, carry = self._split(buffer)
            if len(carry) > LONGEST_LINE:
                self._anomalies.add("F1-ligne-geante", limite=LONGEST_LINE)
                carry = b""
            if whole:
                yield whole
        if carry.strip(b"\x1a"):
            yield self._normalised(carry).rstrip(b"\x1a")

    def _split(self, buffer: bytes) -> tuple[bytes, bytes]:
        cut = buffer.rfind(b"\r" if self.line_end == "CR" else b"\n") + 1
        return self._normalised(buffer[:cut]), buffer[cut:]

    def _normalised(self, text: bytes) -> bytes:
        if b"\x00" in text:
            text = text.replace(b"\x00", b"")
        if self.line_end == "CR":
            return text.replace(b"\r", b"\n")
        return text.replace(b"\r", b"") if b"\r" in text else text


def _chunks(source: BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    read = getattr(source, "read", None)
    if read is None:
        yield from (bytes(chunk) for chunk in source)
        return
    while chunk := read(CHUNK):
        yield chunk


def _read_head(chunks: Iterator[bytes]) -> bytes:
    """Enough bytes to recognise the kind of file and its line ends, however small the chunks are."""
    head = bytearray()
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    return bytes(head)


def _line_end(text: bytes) -> str:
    first = text.find(b"\n")
    if first < 0:
        return "CR" if b"\r" in text else "LF"
    before = text[max(first - MOST_RETURNS, 0) : first]
    run = len(before) - len(before.rstrip(b"\r"))
    return " ".join(["CR"] * run + ["LF"])


def refusal_of(head: bytes) -> str:
    """The code that refuses this file, or nothing."""
    text = head.removeprefix(codecs.BOM_UTF8)
    if not text.strip():
        return "F1-vide"
    if head.startswith(_MAGIC):
        return "F1-binaire"
    if head.startswith(_UTF16):
        return ""
    if text.lstrip().startswith(b"<"):
        return "F1-xml"
    if _looks_ebcdic(text[:HEAD]):
        return "F1-ebcdic"
    return "F1-binaire" if _looks_binary(text[:HEAD]) else ""


def _looks_ebcdic(text: bytes) -> bool:
    """In EBCDIC letters and digits stand above 0x80: few bytes mean anything in ASCII."""
    high = sum(byte >= 0x81 for byte in text)
    digits = sum(0xF0 <= byte <= 0xF9 for byte in text)
    return high > len(text) * 0.5 and digits > len(text) * 0.05 and b"\r\n" not in text


def _looks_binary(text: bytes) -> bool:
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in text)
    return controls > len(text) * 0.05
