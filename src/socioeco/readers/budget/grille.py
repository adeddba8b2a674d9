"""The grid of a budget: columns of labels, the amounts beside each, and the side each column is on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from socioeco.readers.budget.definition import Cote, budget_definition
from socioeco.readers.tableau import Cell, Montant, centimes_of, mots, text_of
from socioeco.readers.tableau.cellules import is_blank

Rows = Sequence[Sequence[Cell]]
CHARGES = {"charges", "depenses", "charge"}
PRODUITS = {"produits", "recettes", "ressources", "produit"}
_ANOTHER = ("realise", "realises", "reel", "reels", "ecart", "pourcentage", "precedent", "execute")
_WANTED = ("budget", "prevu", "previsionnel", "previsionnelle", "previsions", "prevision", "montant")
FEWEST_VOTES = 2


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of labels, the column of its amounts, and its side when the whole column is on one."""

    label: int
    amount: int
    cote: Cote | None = None
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A label and its amount, None when the cell beside is blank; `is_unreadable` when it holds no amount.

    `is_in_list`: one list holds both sides, `cote` is that of the last section, and another may begin here.
    """

    number: int
    label: str
    montant: Montant | None
    cote: Cote | None
    is_unreadable: bool = False
    is_in_list: bool = False


def find_colonnes(rows: Rows) -> list[Colonne]:
    """From left to right; empty when no column of amounts follows a column of labels."""
    codes = _code_columns(rows)
    labels = [place for place in range(_width(rows)) if place not in codes and _is_label_column(rows, place)]
    colonnes = []
    for rank, place in enumerate(labels):
        end = labels[rank + 1] if rank + 1 < len(labels) else _width(rows)
        amounts = [each for each in range(place + 1, end) if each not in codes and _has_amounts(rows, each)]
        if amounts:
            chosen, is_ambiguous = _choose(rows, amounts)
            colonnes.append((place, chosen, is_ambiguous))
    sides = _sides(rows, [place for place, _amount, _ambiguous in colonnes])
    return [
        Colonne(place, amount, cote, is_ambiguous)
        for (place, amount, is_ambiguous), cote in zip(colonnes, sides, strict=True)
    ]


def read_cases(rows: Rows, colonnes: Sequence[Colonne]) -> Iterator[Case]:
    """Column after column, so that a chapter is followed by its lines; a section changes the side of a single column."""
    for colonne in colonnes:
        cote = colonne.cote
        for number, row in enumerate(rows, start=1):
            label = text_of(_cell(row, colonne.label))
            if not any(map(str.isalpha, label)):
                continue
            raw = _cell(row, colonne.amount)
            montant = None if is_blank(raw) else centimes_of(raw)
            section = section_of(label)
            if section and budget_definition().match(label, None) is None:
                raw, montant = "", None  # a title, whatever year or total stands beside it
            if section and colonne.cote is None and montant is None:
                cote = section
            yield Case(
                number,
                label,
                montant,
                cote,
                is_unreadable=montant is None and _begins_as_amount(raw),
                is_in_list=colonne.cote is None,
            )


def section_of(label: str) -> Cote | None:
    """The side that a title opens: « Charges », « Recettes prévisionnelles »."""
    first = mots(label)[:1]
    if set(first) & CHARGES:
        return Cote.CHARGE
    return Cote.PRODUIT if set(first) & PRODUITS else None


def _begins_as_amount(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.lstrip("-+( ")[:1].isdigit()


def _cell(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else ""


def _width(rows: Rows) -> int:
    return max(map(len, rows), default=0)


def _code_columns(rows: Rows) -> set[int]:
    """Columns of account numbers alone, each with a label at its right: 60, 741…"""
    return {place for place in range(_width(rows)) if _is_code_column(rows, place)}


def _is_code_column(rows: Rows, place: int) -> bool:
    pairs = [
        (text_of(_cell(row, place)), text_of(_cell(row, place + 1)))
        for row in rows
        if is_amount(_cell(row, place))
    ]
    return len(pairs) > 1 and all(_is_code(code) and any(map(str.isalpha, after)) for code, after in pairs)


def _is_code(text: str) -> bool:
    return text.isdigit() and 2 <= len(text) <= 6 and text[0] in "678"


def _is_label_column(rows: Rows, place: int) -> bool:
    """Words that are lines of a budget, at least two."""
    found = 0
    for row in rows:
        text = text_of(_cell(row, place))
        found += any(map(str.isalpha, text)) and budget_definition().match(text, None) is not None
    return found >= FEWEST_VOTES


def _has_amounts(rows: Rows, place: int) -> bool:
    return any(is_amount(_cell(row, place)) for row in rows)


def _choose(rows: Rows, places: list[int]) -> tuple[int, bool]:
    """The column of amounts to read, and whether another could have been."""
    headers = {place: _header(rows, place) for place in places}
    kept = [place for place in places if not _is_another(headers[place])] or places
    wanted = [place for place in kept if set(mots(headers[place])) & set(_WANTED)]
    best = wanted or kept
    return best[0], len(best) > 1


def _is_another(header: str) -> bool:
    words = mots(header)
    return "%" in header or bool(set(words) & set(_ANOTHER)) or "n 1" in " ".join(words)


def _header(rows: Rows, place: int) -> str:
    """The words above the first amount of a column."""
    cells = (_cell(row, place) for row in rows)
    return " ".join(map(text_of, takewhile(lambda cell: not is_amount(cell), cells)))


def is_amount(cell: Cell) -> bool:
    return not is_blank(cell) and centimes_of(cell) is not None


def _sides(rows: Rows, places: Sequence[int]) -> list[Cote | None]:
    """By the title of the column; failing it, by its lines. One column alone may hold both sides, in sections."""
    if len(places) == 1:
        return [None]
    return [_titled(rows, place) or _voted(rows, place) for place in places]


def _titled(rows: Rows, place: int) -> Cote | None:
    for row in rows:
        cote = section_of(text_of(_cell(row, place)))
        others = {section_of(text_of(cell)) for cell in row} - {None, cote}
        if cote and others:
            return cote
    return None


def _voted(rows: Rows, place: int) -> Cote:
    matches = (budget_definition().match(text_of(_cell(row, place)), None) for row in rows)
    votes = [ligne.cote for ligne in matches if ligne]
    return max(Cote, key=votes.count)
