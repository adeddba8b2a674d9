"""« Ce qui a changé »: from each exercice to the next, movements whose differences add up to the whole, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from socioeco.formats import NBSP
from socioeco.trajectories import Mouvement, compare
from trajectoires.trajectories.presenters import findings
from trajectoires.trajectories.presenters.anchors import accounts_anchor, changes_anchor
from trajectoires.trajectories.presenters.wording import decimals_for, write_amounts, write_difference
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.findings import total


@dataclass(frozen=True)
class MovesTable:
    caption: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, kw_only=True)
class ChangeView:
    """One figure for two exercices that follow each other."""

    anchor: str
    title: str
    sentences: list[str]
    tables: list[MovesTable]
    notes: list[str]
    accounts: list[tuple[str, str]]


def present_changes(exercices: Sequence[Exercice]) -> list[ChangeView]:
    """The latest first: it is what one comes for."""
    return [_change(before, after) for before, after in pairwise(exercices)][::-1]


def _change(before: Exercice, after: Exercice) -> ChangeView:
    found = compare(before.postes, after.postes)
    names = (before.label, after.label)
    years = f"De {before.label} à {after.label}"
    return ChangeView(
        anchor=changes_anchor(after),
        title=f"{years} : {_in_words(before, after)}",
        sentences=[
            _largest("des ressources", found.ressources),
            _largest("du résultat", found.resultat),
        ],
        tables=[
            _table(f"{years} : les ressources, en euros", "Ressource", names, found.ressources, "Total"),
            _table(
                f"{years} : le résultat, en euros ; une charge est comptée en moins",
                "Ce qui joue",
                names,
                found.resultat,
                "Résultat",
            ),
        ],
        notes=list(found.notes),
        accounts=[(each.label, accounts_anchor(each)) for each in (before, after)],
    )


def _in_words(before: Exercice, after: Exercice) -> str:
    resources = findings.change_in_words(total(before), total(after))
    result = findings.change_in_words(before.postes.resultat_centimes, after.postes.resultat_centimes)
    return f"des ressources {resources}, un résultat {result}"


def _largest(of: str, moves: Sequence[Mouvement]) -> str:
    moved = [move for move in moves if move.difference_centimes]
    if not moved:
        return f"Rien n’a bougé dans le détail {of}."
    largest = max(moved, key=lambda move: abs(move.difference_centimes))
    whole = sum(move.difference_centimes for move in moves)
    written, total = (_euros(centimes) for centimes in (largest.difference_centimes, whole))
    return f"Le plus grand mouvement {of} : « {largest.label} », {written}, dans un écart total de {total}."


def _euros(centimes: int) -> str:
    return "zéro" if centimes == 0 else f"{write_difference(centimes, decimals=0)}{NBSP}€"


def _table(
    caption: str, first: str, names: tuple[str, str], moves: Sequence[Mouvement], total: str
) -> MovesTable:
    amounts = [
        (move.label, move.avant_centimes, move.apres_centimes, move.difference_centimes) for move in moves
    ]
    sums = [sum(row[place] for row in amounts) for place in (1, 2, 3)]
    decimals = decimals_for(centimes for row in amounts for centimes in row[1:])
    return MovesTable(
        caption=caption,
        columns=[first, *names, "Écart"],
        rows=[
            [
                label,
                *write_amounts((before, after), decimals=decimals),
                write_difference(gap, decimals=decimals),
            ]
            for label, before, after, gap in [*amounts, (total, *sums)]
        ],
    )
