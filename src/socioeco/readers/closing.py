"""F9: entries that empty classes 6 and 7 against account 12 are recognised and taken back.

A closing entry is balanced and has lines in classes 6 or 7, lines in account 12, and no other line. An
ordinary entry never joins a charge or a produit to the result.
"""

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.entries import CLOSING, RESULTAT, Movement
from socioeco.readers.ledger import OVERFLOW_MONTH, Ledger


def undo_closing(ledger: Ledger, anomalies: AnomalyCollector) -> int | None:
    """Take closing entries back from the ledger's accounts; what they carried to 12, None without any.

    Blocking when classes 6 and 7 are emptied by entries that cannot be told from the others.
    """
    closings = closings_of(ledger)
    carried = sum(take_back(movements) for movements in closings)
    if closings:
        anomalies.add("F9-cloture", nombre=len(closings))
        return carried
    if _is_emptied(ledger):
        anomalies.add("F9-non-isolee")
    return None


def closings_of(ledger: Ledger) -> list[list[Movement]]:
    """The movements of each closing entry."""
    return [
        movements
        for key, movements in ledger.only_result.items()
        if ledger.entries[key] == CLOSING and key not in ledger.unbalanced
    ]


def take_back(movements: list[Movement]) -> int:
    """Remove the movements; the credit they brought to account 12."""
    carried = 0
    for account, month, debit, credit in movements:
        cell = account.months.get(month) or account.months[OVERFLOW_MONTH]
        cell[0] -= debit
        cell[1] -= credit
        if account.kind != RESULTAT:
            carried += credit - debit
    return carried


def _is_emptied(ledger: Ledger) -> bool:
    """Every account of classes 6 and 7 moved and ends nil, and account 12 moved too."""
    touched = [account for account in ledger.accounts.values() if account.kind == RESULTAT]
    has_12 = any(account.code.startswith("12") for account in ledger.accounts.values())
    soldes = [sum(debit - credit for debit, credit in account.months.values()) for account in touched]
    moved = any(any(debit or credit for debit, credit in account.months.values()) for account in touched)
    return moved and has_12 and not any(soldes)
