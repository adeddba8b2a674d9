"""Lines to rows of exactly the width of the header; repairs what can be repaired without guessing."""

import csv
from collections.abc import Callable, Iterator

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.cells import parse_centimes, parse_date, parse_sens
from socioeco.readers.header import FEWEST_CELLS, HELPFUL, Layout

Row = tuple[int, list[bytes]]
MOST_PIECES = 50
LONGEST_RECORD = 1 << 20  # between quotes a row may hold line ends, but not a whole file


class RowAligner:
    """Gives back a row of the right width, or None after recording why there is none."""

    def __init__(self, layout: Layout, anomalies: AnomalyCollector) -> None:
        self._layout = layout
        self._anomalies = anomalies
        self._cut: tuple[int, list[bytes]] | None = None
        self._cut_at = 0

    def fix(self, number: int, cells: list[bytes]) -> list[bytes] | None:
        width = self._layout.width
        if len(cells) > width:
            return self._shortened(number, cells)
        return self._joined(number, cells) or self._padded(number, cells)

    def finish(self) -> None:
        """A cut line whose end never came."""
        if self._cut:
            self._anomalies.add("F2-largeur", ligne=self._cut[0])
            self._cut = None

    def _shortened(self, number: int, cells: list[bytes]) -> list[bytes] | None:
        """Blank cells in excess are dropped; what follows EcritureLib is read from the right, when only that
        reading makes sense: the last cells are often blank, so blanks alone prove nothing."""
        width = self._layout.width
        if not self._is_plausible(cells):
            repaired = self._without_separator_in_label(cells)
            if repaired:
                self._anomalies.add("F2-separateur-dans-libelle", ligne=number)
                return repaired
        if any(cell.strip() for cell in cells[width:]):
            self._anomalies.add("F2-largeur", ligne=number)
            return None
        self._anomalies.add("F2-separateur-en-fin", ligne=number)
        return cells[:width]

    def _without_separator_in_label(self, cells: list[bytes]) -> list[bytes] | None:
        place = self._layout.positions.get("EcritureLib")
        if place is None:
            return None
        after = place + 1 + len(cells) - self._layout.width
        repaired = [*cells[:place], b" ".join(cells[place:after]), *cells[after:]]
        return repaired if self._is_plausible(repaired) else None

    def _joined(self, number: int, cells: list[bytes]) -> list[bytes] | None:
        """The end of a line cut inside a label, glued to its beginning."""
        if self._cut is None or self._cut_at != number - 1:
            return None
        start, head = self._cut
        glued = [*head[:-1], head[-1] + b" " + cells[0], *cells[1:]]
        if len(glued) == self._layout.width and self._is_plausible(glued):
            self._cut = None
            self._anomalies.add("F2-ligne-coupee", ligne=start)
            return glued
        return None

    def _padded(self, number: int, cells: list[bytes]) -> list[bytes] | None:
        """A row whose last, optional cells were left out; else remember it as the start of a cut line."""
        missing = self._layout.width - len(cells)
        is_whole = self._layout.positions.get("ValidDate", self._layout.width) < len(cells)
        if is_whole and self._is_plausible(cells):
            self._anomalies.add("F2-cellules-finales", ligne=number)
            return [*cells, *[b""] * missing]
        self._remember(number, cells)
        return None

    def _remember(self, number: int, cells: list[bytes]) -> None:
        if self._cut and self._cut_at == number - 1 and len(self._cut[1]) + len(cells) <= self._layout.width:
            head = self._cut[1]
            self._cut = (self._cut[0], [*head[:-1], head[-1] + b" " + cells[0], *cells[1:]])
        else:
            self.finish()
            self._cut = (number, cells)
        self._cut_at = number
        if number - self._cut[0] > MOST_PIECES:
            self.finish()

    def _is_plausible(self, cells: list[bytes]) -> bool:
        """A real day, two readable amounts of which one is nil, and no validation date or a real one."""
        places = self._layout.positions
        needed = [place for name, place in places.items() if name in _TOLD_BY]
        if max(needed) >= len(cells) or parse_date(cells[places["EcritureDate"]]) is None:
            return False
        valid = places.get("ValidDate")
        if valid is not None and cells[valid].strip() and parse_date(cells[valid]) is None:
            return False
        if self._layout.has_montant_sens:
            has_amount = parse_centimes(cells[places["Montant"]]) is not None
            return has_amount and parse_sens(cells[places["Sens"]]) is not None
        debit, credit = parse_centimes(cells[places["Debit"]]), parse_centimes(cells[places["Credit"]])
        return debit is not None and credit is not None and 0 in (debit[0], credit[0])


_TOLD_BY = {"EcritureDate", "Debit", "Credit", "Montant", "Sens", "ValidDate"}


def split_rows(
    blocks: Iterator[bytes], layout: Layout, aligner: RowAligner, first_number: int
) -> Iterator[Row]:
    """The common path: no quoting, cells are what stands between separators."""
    number, width, separator = first_number - 1, layout.width, layout.separator
    for block in blocks:
        for line in block.split(b"\n"):
            number += 1
            cells = line.split(separator)
            if len(cells) == width:
                yield number, cells
            elif line and not line.isspace():
                fixed = aligner.fix(number, cells)
                if fixed is not None:
                    yield number, fixed
        number -= block.endswith(b"\n")
    aligner.finish()


def quoted_rows(
    blocks: Iterator[bytes],
    layout: Layout,
    aligner: RowAligner,
    first_number: int,
    anomalies: AnomalyCollector,
) -> Iterator[Row]:
    """Cells may be between quotes, and hold separators and line ends. Latin-1 carries bytes both ways."""
    lines = _RecordLines(blocks)
    separator = layout.separator.decode()
    reader = csv.reader(lines, delimiter=separator)
    number = first_number
    try:
        for texts in reader:
            lines.pending = 0
            cells = [text.encode("latin-1") for text in texts]
            if any("\n" in text and text.count(separator) >= FEWEST_CELLS - 1 for text in texts):
                anomalies.add(
                    "F2-guillemet", ligne=number
                )  # a quote closed in another row: it swallowed rows
            elif len(cells) == layout.width:
                yield number, cells
            elif any(cell.strip() for cell in cells):
                fixed = aligner.fix(number, cells)
                if fixed is not None:
                    yield number, fixed
            number = first_number + reader.line_num
    except csv.Error:
        anomalies.add("F2-guillemet", ligne=number)
        for _block in blocks:  # the fingerprint covers the whole file
            pass
    aligner.finish()


class _RecordLines:
    """The lines of the blocks, as text; refuses to feed one record for ever."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._lines = (line for block in blocks for line in block.splitlines())
        self.pending = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.pending += len(line) + 1
            if self.pending > LONGEST_RECORD:
                raise csv.Error("a quote was never closed")
            yield line.decode("latin-1") + "\n"


def completed_rows(
    rows: Iterator[Row], layout: Layout, anomalies: AnomalyCollector
) -> tuple[Iterator[Row], dict[str, int]]:
    """Rows where every column the ledger reads exists: blanks for the absent, Debit and Credit always."""
    positions = dict(layout.positions)
    for name in (*HELPFUL, "JournalLib", "ValidDate"):
        positions.setdefault(name, layout.width)
    if layout.has_montant_sens:
        positions.update(Debit=layout.width + 1, Credit=layout.width + 2)
        return _with_debit_credit(rows, layout, anomalies), positions
    if layout.width in positions.values():
        return ((number, [*cells, b""]) for number, cells in rows), positions
    return rows, positions


def _with_debit_credit(rows: Iterator[Row], layout: Layout, anomalies: AnomalyCollector) -> Iterator[Row]:
    montant, sens = layout.positions["Montant"], layout.positions["Sens"]
    sides: dict[int | None, Callable[[bytes], list[bytes]]] = {
        1: lambda amount: [b"", amount, b""],
        -1: lambda amount: [b"", b"", amount],
        None: lambda _amount: [b"", b"", b""],
    }
    for number, cells in rows:
        side = parse_sens(cells[sens])
        if side is None:
            anomalies.add("F3-sens", ligne=number, colonne="Sens")
        yield number, cells + sides[side](cells[montant])
