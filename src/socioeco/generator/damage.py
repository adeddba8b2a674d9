"""Lawful files damaged on purpose, by a seed: what tests, and the long run of `tools/fuzz.py`, send to the readers.

`damage(data, kind, rng)` breaks a FEC the way exports, mail, spreadsheets and people break them. The same seed
gives the same bytes. What is built to exhaust a reader, instead of to mislead it, is in `bombs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

Damage = Callable[[bytes, Random], bytes]

_HEADER_WORDS: Final = (b"EcritureDate", b"CompteNum", b"Debit", b"Credit", b"JournalCode", b"EcritureNum")
DATES: Final = (
    "00010101", "99991231", "20250230", "20251301", "0", "2025", "31/12/9999", "1/1/1", "-2025-01-01",
    "2025-01-01T25:61:61", "٢٠٢٥٠١٠١", "20250101" * 40, "",
)  # fmt: skip
AMOUNTS: Final = (
    "1" + "0" * 30, "-0", "-0,00", "1e5", "1E+300", "NaN", "inf", "٣٤,٥٠", "１２,００", "0x10", "--1", "1,2,3",
    "1.234.567,89", "1,234.56", "12 345,678", "0" * 5000 + "1", "9" * 5000, "0," + "0" * 5000, "(5,00)", "5,00-",
    '"5,00"', "=1+1", "€5", "5,00 €", "1/2", "²", "",
)  # fmt: skip
_ACCOUNTS: Final = (
    "", "?", "0", "9", "4", "411DUPONT", "٥١٢", "b'512000'", "512.000", "-512", "512 000", "7" * 300, "é" * 40, "\x0b",
)  # fmt: skip
_ODD_BYTES: Final = (b"\x00", b"\x1a", b"\x0c", b"\x1b", b"\x7f", b"\x85", b"\xa0", b"\xff", b"\xfe\xff")
_LINE_ENDS: Final = (b"\n", b"\r", b"\r\n", b"\r\r\n", b"\n\r", b"\n\n", b"\x0b", b"\x0c", b"\xe2\x80\xa8")
_CODECS: Final = (
    "iso8859-15", "cp1252", "cp850", "cp037", "cp500", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "mac-roman",
)  # fmt: skip


def _truncated(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _without_beginning(data: bytes, rng: Random) -> bytes:
    return data[rng.randrange(len(data) + 1) :]


def _recoded(data: bytes, rng: Random) -> bytes:
    return _encoded(data.decode("utf-8", "replace"), rng.choice(_CODECS))


def _mixed_encodings(data: bytes, rng: Random) -> bytes:
    """Each line in an encoding of its own, as files glued together are."""
    lines = data.decode("utf-8", "replace").splitlines(keepends=True)
    few = rng.sample(_CODECS[:5], 2)
    return b"".join(_encoded(line, rng.choice(few) if rng.random() < 0.3 else "utf-8") for line in lines)


def _encoded_twice(data: bytes, _rng: Random) -> bytes:
    return data.decode("latin-1").encode("utf-8")


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec, "replace")


def _swapped_columns(data: bytes, rng: Random) -> bytes:
    """Two columns change place under a header that does not: the file lies."""
    first, second = rng.sample(range(18), 2)

    def swap(cells: list[bytes]) -> list[bytes]:
        if max(first, second) < len(cells):
            cells[first], cells[second] = cells[second], cells[first]
        return cells

    head, *rest = data.splitlines()
    return b"\n".join([head, *_each(rest, swap)])


def _shuffled_columns(data: bytes, rng: Random) -> bytes:
    """Columns in another order, header included: the file is odd and true."""
    order = list(range(18))
    rng.shuffle(order)
    return b"\n".join(_each(data.splitlines(), lambda cells: [cells[at] for at in order if at < len(cells)]))


def _missing_column(data: bytes, rng: Random) -> bytes:
    gone = rng.randrange(18)
    lines = data.splitlines()
    head = lines if rng.random() < 0.5 else lines[1:]
    rest = _each(head, lambda cells: [*cells[:gone], *cells[gone + 1 :]])
    return b"\n".join([*lines[: len(lines) - len(head)], *rest])


def _doubled_column(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(18)
    return b"\n".join(_each(data.splitlines(), lambda cells: [*cells[: at + 1], *cells[at:]]))


def _each(lines: Sequence[bytes], change: Callable[[list[bytes]], list[bytes]]) -> list[bytes]:
    return [b"\t".join(change(line.split(b"\t"))) for line in lines]


def _header_damaged(data: bytes, rng: Random) -> bytes:
    head, newline, rest = data.partition(b"\n")
    word = rng.choice(_HEADER_WORDS)
    others = (
        b"",
        b"?",
        word.upper(),
        word[:-1],
        word + b"2",
        rng.choice(_HEADER_WORDS),
        b"Montant",
        b"\xff\xfe",
    )
    return head.replace(word, rng.choice(others)) + newline + rest


def _header_repeated(data: bytes, rng: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(3):
        lines.insert(rng.randrange(len(lines) + 1), lines[0])
    return b"".join(lines)


def _bytes_inserted(data: bytes, rng: Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randrange(1, 40)):
        at = rng.randrange(len(out) + 1)
        out[at:at] = rng.choice(_ODD_BYTES) * rng.choice((1, 1, 1, 50))
    return bytes(out)


def _bytes_changed(data: bytes, rng: Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randrange(1, 60)):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _binary_tail(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(4000)


def _line_ends_mixed(data: bytes, rng: Random) -> bytes:
    few = rng.sample(_LINE_ENDS, 3)
    return b"".join(line + rng.choice(few) for line in data.splitlines())


def _line_ends_gone(data: bytes, _rng: Random) -> bytes:
    return data.replace(b"\r", b"").replace(b"\n", b"")


def _other_separator(data: bytes, rng: Random) -> bytes:
    return data.replace(b"\t", rng.choice((b"|", b";", b",", b" ", b"::", b"\x1f")))


def _separators_mixed(data: bytes, rng: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(line.replace(b"\t", b";") if rng.random() < 0.2 else line for line in lines)


def _quotes_open(data: bytes, rng: Random) -> bytes:
    """A file of semicolons in which quotes are opened and never closed."""
    out = data.replace(b"\t", b";")
    for _ in range(rng.randrange(1, 6)):
        at = out.find(b";", rng.randrange(len(out))) + 1
        out = out[:at] + b'"' + out[at:]
    return out


def _quotes_everywhere(data: bytes, rng: Random) -> bytes:
    return data.replace(b"\t", rng.choice((b'";"', b'"\t"', b'"" ;', b'";;"')))


def _separators_in_labels(data: bytes, rng: Random) -> bytes:
    return _cells_replaced(data, rng, 10, ("a\tb", "\t", "\t\t\t", "a\nb", "a\tb\n\tc", "\t" * 300))


def _dates(data: bytes, rng: Random) -> bytes:
    return _cells_replaced(data, rng, rng.choice((3, 9, 15)), DATES)


def _amounts(data: bytes, rng: Random) -> bytes:
    return _cells_replaced(data, rng, rng.choice((11, 12)), AMOUNTS)


def _accounts(data: bytes, rng: Random) -> bytes:
    return _cells_replaced(data, rng, 4, _ACCOUNTS)


def _numbers(data: bytes, rng: Random) -> bytes:
    return _cells_replaced(
        data, rng, 2, ("", "0", "9" * 40, "a" * 400, "-1", "1.5", "٣", "A1B2", "\x0b", "00")
    )


def _cells_replaced(data: bytes, rng: Random, column: int, texts: Sequence[str]) -> bytes:
    share = rng.choice((0.02, 0.3, 1.0))
    lines = data.split(b"\n")
    for at in range(1, len(lines)):
        cells = lines[at].split(b"\t")
        if column < len(cells) and rng.random() < share:
            cells[column] = rng.choice(texts).encode()
            lines[at] = b"\t".join(cells)
    return b"\n".join(lines)


def _lines_shuffled(data: bytes, rng: Random) -> bytes:
    head, *rest = data.splitlines(keepends=True)
    rng.shuffle(rest)
    return b"".join([head, *rest])


def _lines_lost(data: bytes, rng: Random) -> bytes:
    """Some lines are lost and some sent twice: entries do not balance any more."""
    head, *rest = data.splitlines(keepends=True)
    return b"".join([head, *(line * rng.choice((0, 1, 1, 1, 2)) for line in rest)])


def _header_only(data: bytes, rng: Random) -> bytes:
    return data.partition(b"\n")[0] + rng.choice((b"", b"\n", b"\r\n\r\n", b"\n" + b"\t" * 17))


def _nothing(_data: bytes, rng: Random) -> bytes:
    return rng.choice(
        (b"", b" ", b"\n" * 50, b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 64, b"\x1a", b"\xef\xbb\xbf\r\n")
    )


def _another_kind(data: bytes, rng: Random) -> bytes:
    return rng.choice(MAGIC) + (data if rng.random() < 0.5 else rng.randbytes(3000))


def _noise(_data: bytes, rng: Random) -> bytes:
    return rng.randbytes(rng.randrange(1, 20_000))


def _text_noise(_data: bytes, rng: Random) -> bytes:
    return bytes(rng.choices(b'\t|;,"\n\r 0123456789,.-+abDC\xe9', k=rng.randrange(1, 20_000)))


MAGIC: Final = (
    b"PK\x03\x04", b"%PDF-1.7\n", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh9",
    b"\xfd7zXZ\x00", b"\x89PNG\r\n\x1a\n", b"{\\rtf1", b"<!DOCTYPE html><html>", b"{\"a\": [", b"GIF89a",
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]><a>&d;</a>',
)  # fmt: skip

DAMAGES: Final[dict[str, Damage]] = {
    "truncated": _truncated,
    "without its beginning": _without_beginning,
    "another encoding": _recoded,
    "mixed encodings": _mixed_encodings,
    "encoded twice": _encoded_twice,
    "columns swapped": _swapped_columns,
    "columns shuffled": _shuffled_columns,
    "column missing": _missing_column,
    "column doubled": _doubled_column,
    "header damaged": _header_damaged,
    "header repeated": _header_repeated,
    "header only": _header_only,
    "bytes inserted": _bytes_inserted,
    "bytes changed": _bytes_changed,
    "binary tail": _binary_tail,
    "line ends mixed": _line_ends_mixed,
    "line ends gone": _line_ends_gone,
    "another separator": _other_separator,
    "separators mixed": _separators_mixed,
    "separators in labels": _separators_in_labels,
    "quotes left open": _quotes_open,
    "quotes everywhere": _quotes_everywhere,
    "dates": _dates,
    "amounts": _amounts,
    "accounts": _accounts,
    "entry numbers": _numbers,
    "lines shuffled": _lines_shuffled,
    "lines lost or doubled": _lines_lost,
    "nothing": _nothing,
    "another kind of file": _another_kind,
    "noise": _noise,
    "noise of text": _text_noise,
}


def damage(data: bytes, kind: str, rng: Random) -> bytes:
    """`data`, a tab-separated FEC in UTF-8, with one kind of damage drawn from `rng`."""
    return DAMAGES[kind](data, rng)
