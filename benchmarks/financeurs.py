"""Measure how often the engine says right who stands behind a label, on the judged set of tests/engine/data.

Each label is the only line of a balance, so that account and label count as they do in real accounts. The lot
« reserve » was never looked at while the word lists were written: `--misses` lists those of the lot « ouvert » only.
"""

import csv
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from socioeco.comptes import regime_named
from socioeco.indicators.financeurs import compute_financeurs
from socioeco.readers import Balance, BalanceLine, GenreFinanceur

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "engine" / "data" / "financeurs.csv"
LOTS = ("ouvert", "reserve")
RIGHT, WRONG, SILENT, GUESSED = "right", "wrong", "silent", "guessed"


def main() -> int:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for lot in LOTS:
        _report(lot, Counter(_verdict(row) for row in rows if row["lot"] == lot))
    if "--misses" in sys.argv[1:]:
        _list_misses([row for row in rows if row["lot"] == LOTS[0]])
    return 0


def _report(lot: str, verdicts: Counter[str]) -> None:
    labels = verdicts.total()
    print(f"{lot:8} {verdicts[RIGHT] / labels:6.1%} right of {labels} labels", end=": ")
    print(f"{verdicts[WRONG]} another payer, {verdicts[SILENT]} left to be said, {verdicts[GUESSED]} guessed")


def _list_misses(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if _verdict(row) != RIGHT:
            print(f"{row['compte']:8} {row['libelle']:45} judged {row['genre']:16} found {_found(row)}")


def _verdict(row: dict[str, str]) -> str:
    """`silent`: the label says and the engine asks; `guessed`: the label does not say and the engine answers."""
    found = _found(row)
    if found == row["genre"]:
        return RIGHT
    if found == GenreFinanceur.INCONNU:
        return SILENT
    return GUESSED if row["genre"] == GenreFinanceur.INCONNU else WRONG


def _found(row: dict[str, str]) -> str:
    line = BalanceLine(
        compte=row["compte"], libelle=row["libelle"], debit_centimes=0, credit_centimes=100_000
    )
    balance = Balance(opened_on=date(2024, 1, 1), closed_on=date(2024, 12, 31), lines=(line,))
    versements = compute_financeurs(balance, regime_named("2018-06"), {}).versements
    return versements[0].genre if versements else "no payer"


if __name__ == "__main__":
    sys.exit(main())
