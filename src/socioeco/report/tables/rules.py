"""What a change of rules moves, to take away: from the account of the books to the newer one, and what could not move."""

from collections.abc import Iterator

from socioeco.indicators import SourceLine
from socioeco.report.analysis import Analysis
from socioeco.report.restating import Retraitement
from socioeco.report.tables.columns import EUROS, TEXT, table
from socioeco.report.tables.model import Cell, Table

MOVED, PLACED, LEFT = "déplacé", "à une autre place", "non retraité"


def moves_table(analysis: Analysis) -> Table:
    columns = (
        ("Exercice", TEXT), ("Selon les règles de", TEXT), ("Sort", TEXT), ("Compte des livres", TEXT),
        ("Libellé", TEXT), ("Montant", EUROS), ("Nouveau compte", TEXT), ("Règle ou raison", TEXT),
    )  # fmt: skip
    rows = (row for each in analysis.retraitements for row in _rows(each))
    return table("retraitements", "Retraitements", columns, rows)


def _rows(again: Retraitement) -> Iterator[tuple[Cell, ...]]:
    years = (again.avant, again.apres)
    for move in again.deplacements:
        what = PLACED if move.is_place else MOVED
        yield *years, what, *_account(move.source, move.source.compte), move.compte, move.regle
    for left in again.restated.non_retraites:
        compte = left.source.compte
        told = _account(left.source, again.numeros.get(compte, compte))
        yield *years, LEFT, *told, compte, left.raison


def _account(source: SourceLine, compte: str) -> tuple[Cell, ...]:
    return compte, source.libelle, source.montant_centimes
