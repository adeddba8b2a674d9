"""Files built to exhaust a reader, given piece by piece: of any size, and in the memory of one piece.

Every bomb is told its size in bytes. What a reader keeps of it, and how long it takes, must not depend on how it
was built: `tools/fuzz.py` measures both against a true file of the same size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Final

from socioeco.generator.fec import fec_columns

Bomb = Callable[[int], Iterator[bytes]]

PIECE: Final = 1 << 16
HEADER: Final = "\t".join(fec_columns()).encode() + b"\n"


def _line(  # noqa: PLR0913 - the cells that a bomb plays with
    number: object = 1,
    *,
    on: object = 20250105,
    compte: object = "606000",
    libelle: object = "Achats",
    journal: object = "OD",
    debit: object = "1,00",
    credit: object = "0,00",
) -> bytes:
    cells = (
        journal,
        "OD",
        number,
        on,
        compte,
        libelle,
        "",
        "",
        "1",
        on,
        "A",
        debit,
        credit,
        "",
        "",
        on,
        "",
        "",
    )
    return "\t".join(map(str, cells)).encode() + b"\n"


def _pair(number: object = 1, **cells: object) -> bytes:
    """An entry that balances."""
    return _line(number, **cells) + _line(number, **{**cells, "debit": "0,00", "credit": "1,00"})


_FIRST: Final = _line()
_PAIR: Final = _pair()


def _filled(size: int, unit: bytes, *, before: bytes = b"", after: bytes = b"") -> Iterator[bytes]:
    """`size` bytes of one unit, between a beginning and an end."""
    yield before
    piece = unit * max(1, PIECE // len(unit))
    left = size - len(before) - len(after)
    while left > 0:
        yield piece[:left]
        left -= len(piece)
    yield after


def _counted(size: int, line: Callable[[int], bytes], *, before: bytes = HEADER) -> Iterator[bytes]:
    """Lines that are never the same, until `size` bytes are written."""
    piece = bytearray(before)
    written, numbers = 0, count(1)
    while written + len(piece) < size:
        piece += line(next(numbers))
        if len(piece) >= PIECE:
            written += len(piece)
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _wide_header(size: int) -> Iterator[bytes]:
    """A header of very many columns, then short rows: each would have to be padded to its width."""
    header = HEADER.strip() + b"\tx" * min(size // 4, 400_000)
    return _filled(size, _FIRST, before=header + b"\n")


BOMBS: Final[dict[str, Bomb]] = {
    "one line": lambda size: _filled(size, b"a"),
    "one line after the header": lambda size: _filled(size, b"1", before=HEADER),
    "one line of separators": lambda size: _filled(size, b"\t", before=HEADER),
    "empty lines": lambda size: _filled(size, b"\n", before=HEADER + _FIRST),
    "empty lines first": lambda size: _filled(size, _PAIR, before=b"\n" * min(size // 2, 900_000) + HEADER),
    "carriage returns": lambda size: _filled(size, b"\r", before=b"x", after=b"\n" + HEADER + _FIRST),
    "spaces": lambda size: _filled(size, b" ", before=HEADER + _FIRST),
    "bytes of nought": lambda size: _filled(size, b"\x00", before=HEADER + _FIRST),
    "accounts": lambda size: _counted(size, lambda n: _pair(compte=600_000 + n)),
    "accounts of third parties": lambda size: _counted(size, lambda n: _pair(compte=f"411NOM{n}")),
    "long accounts": lambda size: _counted(size, lambda n: _line(compte=f"6{n:0>20000}")),
    "labels": lambda size: _counted(size, lambda n: _pair(libelle=f"Achats {n}")),
    "long labels": lambda size: _counted(size, lambda n: _pair(compte=600_000 + n, libelle="é" * 100_000)),
    "one cell": lambda size: _filled(
        size, b"a", before=HEADER + b"OD\tOD\t1\t20250105\t606000\t", after=_FIRST
    ),
    "cells of a million": lambda size: _counted(size, lambda n: _line(n, libelle="a" * 1_000_000)),
    "one entry": lambda size: _filled(size, _FIRST, before=HEADER),
    "unbalanced entries": lambda size: _counted(size, _line),
    "names for numbers": lambda size: _counted(size, lambda n: _pair(f"N{n:x}é{n}")),
    "long numbers": lambda size: _counted(size, lambda n: _pair("9" * 500_000 + str(n))),
    "journals": lambda size: _counted(size, lambda n: _pair(n, journal=f"J{n}")),
    "days": lambda size: _counted(
        size, lambda n: _pair(on=f"{1900 + n % 200}{1 + n // 200 % 12:02}{1 + n // 2400 % 28:02}")
    ),
    "months and accounts": lambda size: _counted(
        size, lambda n: _pair(compte=600_000 + n // 24, on=f"{2024 + n % 2}{1 + n // 2 % 12:02}01")
    ),
    "spellings of a day": lambda size: _counted(size, lambda n: _pair(on=f"2025-01-05T{n}")),
    "long dates": lambda size: _filled(size, _line(on="2025-01-05T" + "1" * 100_000), before=HEADER),
    "amounts": lambda size: _counted(size, lambda n: _line(debit=f"{n},00")),
    "great amounts": lambda size: _filled(size, _line(debit="9" * 15 + ",99"), before=HEADER),
    "long amounts": lambda size: _filled(size, _line(debit="9" * 1_000_000), before=HEADER),
    "noughts": lambda size: _filled(size, _line(debit="0" * 1_000_000 + "1"), before=HEADER),
    "no amounts": lambda size: _counted(size, lambda n: _line(n, debit="x", credit="y", on="z", compte="")),
    "short rows": lambda size: _filled(size, b"a\tb\n", before=HEADER),
    "cut rows": lambda size: _filled(size, b"OD\tOD\n", before=HEADER + _FIRST),
    "wide rows": lambda size: _filled(size, b"a\t" * 5000 + b"\n", before=HEADER),
    "wide header": _wide_header,
    "quotes left open": lambda size: _filled(
        size, b'a;"b";1\n', before=HEADER.replace(b"\t", b";") + b'OD;"'
    ),
    "quoted line ends": lambda size: _filled(size, b'";"aaa\n', before=HEADER.replace(b"\t", b";") + b'"'),
    "quoted rows": lambda size: _filled(
        size, b";".join([b'"1"'] * 18) + b"\n", before=HEADER.replace(b"\t", b";")
    ),
    "archive": lambda size: _filled(size, b"\x00", before=b"PK\x03\x04"),
    "entities": lambda size: _filled(
        size,
        b'<!ENTITY b "&a;&a;&a;&a;">\n',
        before=b'<?xml version="1.0"?><!DOCTYPE a [',
        after=b"]><a>&b;</a>",
    ),
    "wide text": lambda size: _filled(
        size, "\u0661\t".encode("utf-16-le"), before="\ufeff".encode("utf-16-le")
    ),
}
