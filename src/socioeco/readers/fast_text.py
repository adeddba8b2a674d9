"""Which files are surely plain: one look at the bytes, which also takes the fingerprint.

Plain is: UTF-8 or ASCII, the columns of the law in their order, every line of the same width and ended alike, no
quote, no control character. Deleting every other byte must leave the same few bytes line after line, so that one
comparison proves the width and the end of all the lines of a chunk.
"""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.blocks import LONGEST_LINE, refusal_of
from socioeco.readers.encoding import Encoding
from socioeco.readers.header import LEGAL, LEGAL_WIDTH, Layout, read_header

CHUNK = LONGEST_LINE // 4  # so a line longer than the limit fills a whole chunk, and is seen
BEGINNING = 15  # chunks more than the first: 4 MB, where most damages show
_SIGNS = bytes((*range(32), ord('"')))  # with the separator, all that is kept of a text
_USED = ("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "ValidDate")
_AMOUNTS = {False: ("Debit", "Credit"), True: ("Montant", "Sens")}
_AMOUNTS_AT = LEGAL.index("Debit")


class UnableToBeSure(Exception):
    """The file may be anything but plain: the streaming reader must tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the cells are, told by the header. `places` are those of the columns that a reading needs."""

    separator: bytes
    line_end: bytes
    width: int
    places: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a whole look found; `lines` leaves the header out."""

    lines: int
    empreinte: str
    encoding: Encoding


class Look:
    """One pass over the bytes, in two steps: the beginning tells the frame, the whole proves it.

    Each step raises `UnableToBeSure` at the first doubt. What the form departs in is recorded.
    """

    def __init__(self, path: Path, anomalies: AnomalyCollector) -> None:
        self._chunks = _chunks(path)
        first = next(self._chunks, b"")
        text = first.removeprefix(codecs.BOM_UTF8)
        self.frame = _frame(first, text, anomalies)
        self._shape = _Shape(self.frame)
        if len(text) < len(first):
            anomalies.add("F1-bom")
            self._shape.see_mark(codecs.BOM_UTF8)
        self._shape.see(text)
        for chunk in islice(self._chunks, BEGINNING):
            self._shape.see(chunk)

    def whole(self) -> Proof:
        for chunk in self._chunks:
            self._shape.see(chunk)
        return self._shape.proof()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _frame(first: bytes, text: bytes, anomalies: AnomalyCollector) -> Frame:
    line, newline, _rest = text.partition(b"\n")
    if not newline or refusal_of(first):
        raise UnableToBeSure
    header = line.removesuffix(b"\r")
    layout = _lawful_layout(header, anomalies)
    return Frame(
        separator=layout.separator,
        line_end=newline if header == line else b"\r\n",
        width=layout.width,
        places=_places(layout),
    )


def _lawful_layout(header: bytes, anomalies: AnomalyCollector) -> Layout:
    """Eighteen columns or more, named, in the order of the law."""
    layout = read_header(header, anomalies)
    if layout is None or not layout.has_header or layout.is_quoted:
        raise UnableToBeSure
    is_whole = LEGAL_WIDTH <= layout.width == header.count(layout.separator) + 1
    if not is_whole or any(layout.positions.get(name) != place for name, place in _places(layout).items()):
        raise UnableToBeSure
    return layout


def _places(layout: Layout) -> dict[str, int]:
    places = {name: LEGAL.index(name) for name in _USED}
    return places | {name: _AMOUNTS_AT + at for at, name in enumerate(_AMOUNTS[layout.has_montant_sens])}


class _Shape:
    """Sees every byte once; raises as soon as a line has not the shape of the header."""

    def __init__(self, frame: Frame) -> None:
        self._last = frame.separator * (frame.width - 1)
        self._line = self._last + frame.line_end
        self._dropped = bytes(set(range(256)) - {*_SIGNS, *frame.separator})
        self._hash = hashlib.sha256()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._carry = b""
        self._end = b""
        self._lines = 0
        self._is_ascii = True

    def see_mark(self, mark: bytes) -> None:
        self._hash.update(mark)

    def see(self, text: bytes) -> None:
        self._hash.update(text)
        self._decode(text)
        self._is_ascii = self._is_ascii and text.isascii()
        signs = self._carry + text.translate(None, self._dropped)
        lines = len(signs) // len(self._line)
        whole = lines * len(self._line)
        if signs[:whole] != self._line * lines or (len(text) == CHUNK and b"\n" not in text):
            raise UnableToBeSure
        self._carry, self._end = signs[whole:], text[-1:]
        self._lines += lines

    def proof(self) -> Proof:
        """The last line may lack its end. A file of nothing but a header is not plain."""
        self._decode(b"", final=True)
        is_cut = self._carry == self._last
        if not is_cut and (self._carry or self._end != b"\n"):
            raise UnableToBeSure
        lines = self._lines + is_cut - 1
        if not lines:
            raise UnableToBeSure
        encoding = Encoding.ASCII if self._is_ascii else Encoding.UTF_8
        return Proof(lines=lines, empreinte=self._hash.hexdigest(), encoding=encoding)

    def _decode(self, text: bytes, *, final: bool = False) -> None:
        try:
            self._decoder.decode(text, final)
        except UnicodeDecodeError:
            raise UnableToBeSure from None
