"""Where the table begins: titles above, a header on one to three lines, or none at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from socioeco.readers.balance_generale.colonnes import Colonnes, Cote, Groupe, looks_like_fec, read_colonnes
from socioeco.readers.balance_generale.comptes import is_account
from socioeco.readers.tableau import Cell, centimes_of, mots, text_of
from socioeco.readers.tableau.cellules import is_blank

DEEPEST_HEADER = 60
TALLEST_HEADER = 3
FEWEST_ACCOUNTS = 3
SAMPLE = 500
# Columns of amounts of a table without header, by their count: the usual orders of the programs.
_BY_COUNT: dict[int, tuple[Groupe, ...]] = {
    2: (Groupe.SANS,),
    4: (Groupe.MOUVEMENT, Groupe.CLOTURE),
    6: (Groupe.OUVERTURE, Groupe.MOUVEMENT, Groupe.CLOTURE),
    8: (Groupe.OUVERTURE, Groupe.MOUVEMENT, Groupe.CUMUL, Groupe.CLOTURE),
}


@dataclass(frozen=True, slots=True)
class Entete:
    """`first` is the place of the first row under the header; `titles` what stands above it."""

    colonnes: Colonnes
    first: int
    titles: tuple[str, ...] = ()
    is_guessed: bool = False
    height: int = 1

    @property
    def score(self) -> tuple[int, int]:
        """The most columns of amounts, then the fewest lines: a title above is not a part of the header."""
        return len(self.colonnes.amounts), -self.height


def find_entete(rows: Sequence[Sequence[Cell]]) -> Entete | None:
    """The best header of the first rows, failing which the columns by their order; None when nothing fits."""
    best: Entete | None = None
    for start in range(min(len(rows), DEEPEST_HEADER)):
        for height in range(1, TALLEST_HEADER + 1):
            found = _read(rows, start, height)
            if found and (best is None or found.score > best.score):
                best = found
    return best or _guessed(rows)


def find_fec(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(looks_like_fec(map(text_of, row)) for row in rows[:DEEPEST_HEADER])


def _read(rows: Sequence[Sequence[Cell]], start: int, height: int) -> Entete | None:
    lines = rows[start : start + height]
    if len(lines) < height or any(map(_holds_amounts, lines)):
        return None
    colonnes = read_colonnes(_joined(lines))
    if not colonnes.is_usable:
        return None
    titles = tuple(text_of(cell) for row in rows[: start + height] for cell in row if not is_blank(cell))
    return Entete(colonnes, start + height, titles, height=height)


def _holds_amounts(row: Sequence[Cell]) -> bool:
    """A row of data: a header has words only, and at most years."""
    return any(not is_blank(cell) and not mots_only(cell) and centimes_of(cell) is not None for cell in row)


def mots_only(cell: Cell) -> bool:
    """A text that is no number."""
    return isinstance(cell, str) and not any(char.isdigit() for char in cell)


def _joined(lines: Sequence[Sequence[Cell]]) -> list[str]:
    """One text by column. A word of an upper line stands over the blanks at its right, up to the next word."""
    width = max(map(len, lines))
    texts = [""] * width
    for rank, line in enumerate(lines):
        is_last = rank == len(lines) - 1
        above = ""
        for place in range(width):
            own = text_of(line[place]) if place < len(line) else ""
            above = own or ("" if is_last else above)
            texts[place] = f"{texts[place]} {above}".strip()
    return texts


def _guessed(rows: Sequence[Sequence[Cell]]) -> Entete | None:
    """No header: accounts in one column, a label, then amounts in the usual order."""
    sample = [row for row in rows[:SAMPLE] if row]
    compte = _account_column(sample)
    if compte is None:
        return None
    data = [row for row in sample if len(row) > compte and is_account(row[compte])]
    width = max(map(len, data))
    amounts = [place for place in range(compte + 1, width) if _is_amount_column(data, place)]
    labels = [place for place in range(compte + 1, width) if place not in amounts and _has_words(data, place)]
    colonnes = Colonnes(compte=compte, libelle=labels[0] if labels else None, width=width)
    if len(amounts) == 1:
        colonnes.amounts[Groupe.SANS, Cote.SOLDE] = amounts[0]
    for rank, groupe in enumerate(_BY_COUNT.get(len(amounts), ())):
        colonnes.amounts[groupe, Cote.DEBIT] = amounts[2 * rank]
        colonnes.amounts[groupe, Cote.CREDIT] = amounts[2 * rank + 1]
    return _from_first(rows, colonnes) if colonnes.amounts else None


def _from_first(rows: Sequence[Sequence[Cell]], colonnes: Colonnes) -> Entete:
    compte = colonnes.compte or 0
    first = next(place for place, row in enumerate(rows) if len(row) > compte and is_account(row[compte]))
    titles = tuple(text_of(cell) for row in rows[:first] for cell in row if not is_blank(cell))
    return Entete(colonnes, first, titles, is_guessed=True)


def _account_column(rows: Sequence[Sequence[Cell]]) -> int | None:
    width = max(map(len, rows), default=0)
    for place in range(min(width, 5)):
        count = sum(len(row) > place and is_account(row[place]) for row in rows)
        if count >= FEWEST_ACCOUNTS and count * 2 > len(rows):
            return place
    return None


def _is_amount_column(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    cells = [row[place] for row in rows if len(row) > place and not is_blank(row[place])]
    return bool(cells) and all(centimes_of(cell) is not None for cell in cells)


def _has_words(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    return any(len(row) > place and mots(text_of(row[place])) for row in rows)
