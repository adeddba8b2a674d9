"""What was read of a file, whatever its kind: as a definition list, and in one sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from socioeco.formats import NBSP, format_date, format_euros, format_nombre
from trajectoires.trajectories.enums import Genre
from trajectoires.trajectories.models import ImportedFile
from trajectoires.trajectories.presenters.beside import quoted
from trajectoires.trajectories.presenters.wording import count

TOTALS = {Genre.BUDGET: ("Charges prévues", "Produits prévus")}
SIDES = ("Total au débit", "Total au crédit")
SORTS = {  # as in a sentence: « la balance « x.csv » »
    Genre.FEC: "Fichier",
    Genre.BALANCE: "Balance générale",
    Genre.BUDGET: "Budget",
    Genre.POSTES: "Montants par poste",
}

SEVERAL = {
    Genre.FEC: ("Fichiers", "additionnés"),
    Genre.BALANCE: ("Balances générales", "additionnées"),
}


def origin_of(file: ImportedFile) -> str:
    """« Balance générale « comptes.ods » »."""
    return f"{SORTS[Genre(file.genre)]} « {file.name} »"


def origin_of_several(files: Sequence[ImportedFile]) -> str:
    """« Fichiers « a.txt » et « b.txt », additionnés »; of one file, as `origin_of`."""
    if len(files) == 1:
        return origin_of(files[0])
    kind, added = SEVERAL[Genre(files[0].genre)]
    return f"{kind} {quoted(files, files)}, {added}"


def facts(file: ImportedFile) -> list[tuple[str, str]]:
    """Only what was seen: a balance has no entry, a workbook no separator."""
    read, (debit, credit) = file.facts, TOTALS.get(Genre(file.genre), SIDES)
    rows = [
        ("Lu comme", Genre(file.genre).label),
        ("Lignes lues", _number(read["lignes"])),
        ("Écritures", _number(read["ecritures"])),
        ("Période", _period(read)),
        (debit, _euros(read["total_debit_centimes"])),
        (credit, _euros(read["total_credit_centimes"])),
        ("Caractères", read["encodage"]),
        ("Séparateur", read["separateur"]),
    ]
    return [(term, value) for term, value in rows if value]


def summary(file: ImportedFile) -> str:
    """What it was read as, how much was read, and when it runs."""
    read = file.facts
    lines = "" if read["lignes"] is None else count(read["lignes"], "une ligne lue", "lignes lues")
    told = ", ".join(part for part in (lines, _period(read)) if part)
    kind = Genre(file.genre).label
    return f"{kind} : {told}." if told else f"{kind}."


def _number(value: int | None) -> str:
    return "" if value is None else format_nombre(value)


def _euros(centimes: int | None) -> str:
    return "" if centimes is None else format_euros(centimes, decimals=2)


def _period(read: Mapping[str, Any]) -> str:
    if not read["debut"]:
        return ""
    first, last = (format_date(date.fromisoformat(read[key])) for key in ("debut", "fin"))
    return f"du{NBSP}{first} au{NBSP}{last}"
