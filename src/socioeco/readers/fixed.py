"""Records of fixed length, which the law admits: no separator, each name of the header stands where its column begins.

Never seen in a real export. Where the names do not stand at the beginning of the columns, amounts would be cut in two
without a word: a digit just before the first amount of a row gives it away, and the row is refused.
"""

import re
from collections.abc import Iterator

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.header import FEWEST_CELLS, Layout, choose_separator, known_name, needed_columns
from socioeco.readers.rows import Row

_WORD = re.compile(rb"\S+")
_NUMERIC = frozenset("0123456789+-,.")


def fixed_layout(line: bytes, anomalies: AnomalyCollector) -> Layout | None:
    """The layout of a header whose every word is a name of the law, with none missing that we need; else None."""
    words = list(_WORD.finditer(line))
    names = [known_name(word[0].decode("latin-1")) for word in words]
    if choose_separator(line) or len(names) < FEWEST_CELLS or not all(names):
        return None
    positions = {name: place for place, name in enumerate(names)}
    if any(name not in positions for name in needed_columns(positions)):
        return None
    anomalies.add("F1-longueur-fixe")
    starts = tuple(word.start() for word in words)
    return Layout(b"", is_quoted=False, width=len(names), positions=positions, has_header=True, starts=starts)


def fixed_rows(
    blocks: Iterator[bytes], layout: Layout, first_number: int, anomalies: AnomalyCollector
) -> Iterator[Row]:
    """Rows cut at the places of the header. Characters are counted, not bytes: an accent may take two."""
    bounds = list(zip(layout.starts, (*layout.starts[1:], None), strict=True))
    needed = [layout.starts[layout.positions[name]] for name in needed_columns(layout.positions)]
    amount = min(layout.starts[place] for name, place in layout.positions.items() if name in _AMOUNTS)
    number = first_number - 1
    for block in blocks:
        for line in block.split(b"\n"):
            number += 1
            text, codec = _decoded(line)
            if not text.strip():
                continue
            if len(text.rstrip()) <= max(needed) or text[amount - 1] in _NUMERIC:
                anomalies.add("F2-longueur", ligne=number)
                continue
            yield number, [text[start:end].strip().encode(codec) for start, end in bounds]
        number -= block.endswith(b"\n")


_AMOUNTS = {"Debit", "Credit", "Montant"}


def _decoded(line: bytes) -> tuple[str, str]:
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return line.decode("latin-1"), "latin-1"
