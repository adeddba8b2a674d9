"""Which sheet is the balance."""

from dataclasses import dataclass

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.balance_generale.comptes import account_of, split_account
from socioeco.readers.balance_generale.entete import Entete, find_entete, find_fec
from socioeco.readers.tableau import Document, Sheet, mots

FEWEST = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A sheet that looks like a balance; `rank` counts from 1, `accounts` its rows that bear an account."""

    sheet: Sheet
    rank: int
    entete: Entete
    accounts: int


def choose_sheet(document: Document, anomalies: AnomalyCollector) -> Choice | None:
    """The sheet with the most accounts, one named « balance » first; None with a blocking anomaly."""
    if any(find_fec(sheet.rows) for sheet in document.sheets):
        anomalies.add("B1-fec")
        return None
    choices = [choice for choice in map(_choice, document.sheets, range(1, 101)) if choice]
    if not choices:
        anomalies.add("B3-entete")
        return None
    best = max(choices, key=lambda choice: (_is_named(choice), choice.accounts, -choice.rank))
    if len(choices) > 1:
        anomalies.add("B3-feuilles", nombre=len(choices), feuille=best.rank)
    if best.entete.is_guessed:
        anomalies.add("B3-sans-entete")
    if best.entete.colonnes.ignored:
        anomalies.add("B3-colonnes", nombre=best.entete.colonnes.ignored)
    return best


def _is_named(choice: Choice) -> bool:
    return "balance" in mots(choice.sheet.name)


def _choice(sheet: Sheet, rank: int) -> Choice | None:
    entete = find_entete(sheet.rows)
    if entete is None:
        return None
    place = entete.colonnes.compte or 0
    accounts = sum(
        len(row) > place and bool(account_of(split_account(row[place])[0]))
        for row in sheet.rows[entete.first :]
    )
    return Choice(sheet, rank, entete, accounts) if accounts >= FEWEST else None
