"""FEC writer: the 18 columns of article A47 A-1 of the Livre des procédures fiscales, in its order and case.

Lines are produced one by one, so a file of any size is written in the memory of a few entries.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from socioeco.generator.records import JOURNAUX, Ecriture, Ligne

Encoding = Literal["utf-8", "utf-8-sig", "iso8859-15", "ascii"]
Separator = Literal["\t", "|"]
LineEnd = Literal["\r\n", "\n", "\r"]
Amounts = Literal["debit-credit", "montant-sens"]

_HEAD: Final = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
)
_TAIL: Final = ("EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise")
_AMOUNTS: Final[dict[Amounts, tuple[str, str]]] = {
    "debit-credit": ("Debit", "Credit"),
    "montant-sens": ("Montant", "Sens"),
}
CHUNK_LINES = 512


@dataclass(frozen=True, kw_only=True)
class FecFormat:
    """Choices the law leaves open; every combination gives a lawful file."""

    encoding: Encoding = "utf-8"
    separator: Separator = "\t"
    line_end: LineEnd = "\r\n"
    amounts: Amounts = "debit-credit"


def fec_columns(amounts: Amounts = "debit-credit") -> tuple[str, ...]:
    """The header cells, in the order and case of the law."""
    return (*_HEAD, *_AMOUNTS[amounts], *_TAIL)


def write_fec(ecritures: Iterable[Ecriture], fmt: FecFormat) -> Iterator[bytes]:
    """Give the file as chunks of bytes, header first; memory does not grow with the number of entries."""
    codec = "utf-8" if fmt.encoding == "utf-8-sig" else fmt.encoding
    waiting = ["\ufeff"] if fmt.encoding == "utf-8-sig" else []
    waiting.append(fmt.separator.join(fec_columns(fmt.amounts)) + fmt.line_end)
    for ecriture in ecritures:
        waiting.extend(_lines(ecriture, fmt))
        if len(waiting) >= CHUNK_LINES:
            yield "".join(waiting).encode(codec)
            waiting.clear()
    yield "".join(waiting).encode(codec)


def _lines(ecriture: Ecriture, fmt: FecFormat) -> Iterator[str]:
    head = (
        ecriture.journal,
        JOURNAUX[ecriture.journal],
        str(ecriture.num),
        _day(ecriture.on),
    )
    piece = (ecriture.piece_ref, _day(ecriture.piece_on), ecriture.libelle)
    valid = (_day(ecriture.valid_on), "", "")
    for ligne in ecriture.lignes:
        compte = (ligne.compte, ligne.libelle_compte, ligne.auxiliaire, ligne.libelle_auxiliaire)
        let = (ligne.lettrage, _day(ligne.lettrage_on) if ligne.lettrage_on else "")
        cells = (*head, *compte, *piece, *_amounts(ligne, fmt.amounts), *let, *valid)
        line = fmt.separator.join(cells) + fmt.line_end
        yield _plain(line) if fmt.encoding == "ascii" else line


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"


def _euros(centimes: int) -> str:
    return f"{centimes // 100},{centimes % 100:02d}"


def _amounts(ligne: Ligne, amounts: Amounts) -> tuple[str, str]:
    if amounts == "debit-credit":
        return _euros(ligne.debit_centimes), _euros(ligne.credit_centimes)
    if ligne.debit_centimes:
        return _euros(ligne.debit_centimes), "D"
    return _euros(ligne.credit_centimes), "C"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def repeat_ecritures(ecritures: tuple[Ecriture, ...], lines: int) -> Iterator[Ecriture]:
    """Repeat the entries of a book until there are exactly `lines` lines, for measures of speed.

    The order of dates, the numbering without gap, the balance of every entry and 86 = 87 are kept; amounts of
    copies are multiples of the originals, so bank and cash balances mean nothing. The opening entry is not
    repeated, and matching marks stay on the originals.
    """
    base = sum(len(ecriture.lignes) for ecriture in ecritures)
    body = lines - 3  # room for the last filling entries, which need two or three lines
    if body < base:
        raise ValueError(f"the book already has {base} lines: ask for at least {base + 3}")
    counters: dict[str, int] = {}
    written = seen = 0
    for rank, ecriture in enumerate(ecritures):
        width = len(ecriture.lignes)
        seen += width
        copy = 0
        while not copy or (ecriture.journal != "AN" and written + width <= body * seen // base):
            yield _copy(ecriture, counters, 1 + (rank + copy * 7) % 5 if copy else 0)
            written += width
            copy += 1
    yield from _filling(ecritures, lines - written, counters)


def _copy(ecriture: Ecriture, counters: dict[str, int], factor: int) -> Ecriture:
    """Number an entry anew; a factor of nil leaves the original lines untouched."""
    num = counters[ecriture.journal] = counters.get(ecriture.journal, 0) + 1
    lignes = tuple(_times(ligne, factor) for ligne in ecriture.lignes) if factor else ecriture.lignes
    return replace(ecriture, num=num, piece_ref=f"{ecriture.journal}-{num:05d}", lignes=lignes)


def _times(ligne: Ligne, factor: int) -> Ligne:
    return replace(
        ligne,
        debit_centimes=ligne.debit_centimes * factor,
        credit_centimes=ligne.credit_centimes * factor,
        lettrage="",
        lettrage_on=None,
    )


def _filling(ecritures: tuple[Ecriture, ...], missing: int, counters: dict[str, int]) -> Iterator[Ecriture]:
    """Small bank entries of two lines, one of three when the number of lines missing is odd."""
    source = next(item for item in reversed(ecritures) if item.libelle == "Frais bancaires")
    last = replace(source, on=ecritures[-1].on, piece_on=ecritures[-1].on, valid_on=ecritures[-1].valid_on)
    debit, credit = last.lignes
    while missing:
        if missing % 2:
            part = replace(debit, debit_centimes=1)
            rest = replace(debit, debit_centimes=debit.debit_centimes - 1)
            yield _copy(replace(last, lignes=(part, rest, credit)), counters, 1)
            missing -= 3
        else:
            yield _copy(last, counters, 1)
            missing -= 2
