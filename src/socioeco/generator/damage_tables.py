"""Tables, workbooks and JSON damaged on purpose, by a seed: what is sent to the readers of what is not a FEC.

`damage_other(data, kind, rng)` takes one lawful file and breaks it the way mail, spreadsheets and programs do. The same
seed gives the same bytes. The bytes of any file may be hurt; a table loses or swaps cells, a workbook the parts of its
archive, a JSON object its fields.
"""

from __future__ import annotations

import io
import json
import zipfile
from copy import deepcopy
from random import Random
from typing import Any, Final

from socioeco.generator.damage import AMOUNTS, DATES, Damage, damage

ANY_BYTES: Final = (
    "truncated", "without its beginning", "another encoding", "mixed encodings", "encoded twice", "bytes inserted",
    "bytes changed", "binary tail", "noise", "noise of text",
)  # fmt: skip
_CELLS: Final = (
    *AMOUNTS,
    *DATES,
    "Total",
    "TOTAL GÉNÉRAL",
    "512",
    "7",
    "86",
    ";;;;",
    '"',
    "\t",
    "\ufeff",
    "x" * 70_000,
)
_VALUES: Final[tuple[Any, ...]] = (
    None, True, -1, 10**30, 0.1, float("nan"), float("inf"), "12,50", "", [], {}, [[[[]]]], "x" * 70_000, "2025-02-30",
)  # fmt: skip
_DEEP: Final = 3_000


def _hurt(data: bytes, rng: Random) -> bytes:
    return damage(data, rng.choice(ANY_BYTES), rng)


def _rows(data: bytes) -> list[list[str]]:
    return [line.split(";") for line in data.decode("utf-8").splitlines()]


def _joined(rows: list[list[str]]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode("utf-8", "replace")


def _odd_cells(data: bytes, rng: Random) -> bytes:
    rows = _rows(data)
    for _time in range(rng.randint(1, 12)):
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice(_CELLS)
    return _joined(rows)


def _lost_cells(data: bytes, rng: Random) -> bytes:
    """Rows that lose, gain or repeat cells: columns no longer line up."""
    rows = _rows(data)
    for _time in range(rng.randint(1, 12)):
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice(("", "a;b", ";".join(row)))
    return _joined(rows)


def _other_rows(data: bytes, rng: Random) -> bytes:
    """Rows lost, repeated, shuffled; the titles anywhere."""
    rows = _rows(data)
    return _joined(rng.choices(rows, k=rng.randint(1, 2 * len(rows))))


def _columns_moved(data: bytes, rng: Random) -> bytes:
    rows = _rows(data)
    order = rng.choices(range(max(map(len, rows))), k=rng.randint(1, 8))
    return _joined([[row[place] if place < len(row) else "" for place in order] for row in rows])


def _hurt_part(data: bytes, rng: Random) -> bytes:
    """One part of a workbook is hurt, missing, or put in the place of another; the archive itself is sound."""
    parts = _parts(data)
    name, other = rng.choice(list(parts)), rng.choice(list(parts))
    parts[name] = rng.choice((_hurt(parts[name] or b"x", rng), parts[other], b""))
    if rng.random() < 0.2:
        del parts[name]
    return archive(parts)


def _odd_part(data: bytes, rng: Random) -> bytes:
    """What stands between two tags becomes something else, in every part that has any."""
    odd = rng.choice(_CELLS).replace("<", "").encode("utf-8", "replace")[:2_000]
    parts = _parts(data)
    for name, content in parts.items():
        pieces = content.split(b">")
        if len(pieces) > 2:
            place = rng.randrange(1, len(pieces) - 1)
            pieces[place] = odd + b"<" + pieces[place].partition(b"<")[2]
            parts[name] = b">".join(pieces)
    return archive(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def archive(parts: dict[str, bytes]) -> bytes:
    """A workbook of these parts; the same parts give the same bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return output.getvalue()


def _odd_values(data: bytes, rng: Random) -> bytes:
    """Fields of any level take a value of another sort, or another name."""
    content = json.loads(data)
    for _time in range(rng.randint(1, 5)):
        level = rng.choice(_objects(content))
        key = rng.choice(list(level) or ["vide"])
        level[rng.choice((key, key, key + " ", "inconnu"))] = deepcopy(rng.choice(_VALUES))
    return json.dumps(content).encode()


def _lost_fields(data: bytes, rng: Random) -> bytes:
    content = json.loads(data)
    for level in _objects(content):
        for key in [key for key in level if rng.random() < 0.2]:
            del level[key]
    return json.dumps(content).encode()


def _doubled_fields(data: bytes, _rng: Random) -> bytes:
    return data.replace(b"{", b'{"format": 1, "format": null, ', 1)


def _deep(data: bytes, rng: Random) -> bytes:
    """The object at the bottom of lists that never end."""
    return b"[" * _DEEP + data + b"]" * rng.choice((_DEEP, 0))


def _objects(content: Any) -> list[dict[str, Any]]:
    found = [content] if isinstance(content, dict) else []
    children = content.values() if isinstance(content, dict) else content
    return found + [each for child in children if isinstance(child, dict | list) for each in _objects(child)]


TABLE_DAMAGES: Final[dict[str, Damage]] = {
    "bytes": _hurt,
    "odd cells": _odd_cells,
    "cells lost or added": _lost_cells,
    "rows lost or repeated": _other_rows,
    "columns moved": _columns_moved,
}
WORKBOOK_DAMAGES: Final[dict[str, Damage]] = {
    "bytes of the archive": _hurt,
    "a part hurt or lost": _hurt_part,
    "odd cells in the parts": _odd_part,
}
JSON_DAMAGES: Final[dict[str, Damage]] = {
    "bytes": _hurt,
    "odd values": _odd_values,
    "fields lost": _lost_fields,
    "fields doubled": _doubled_fields,
    "lists without end": _deep,
}
