"""Controls on what the pass kept: F4 to F6 before closing entries are taken back, F12 to F14 after."""

from collections.abc import Iterable, Sequence
from datetime import date

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import format_euros, format_nombre
from socioeco.readers.entries import Account
from socioeco.readers.ledger import MOST_ENTRIES, Ledger

FIRST = 5
# From this opening date 475 (legacies in progress under CRC 99-01) is a waiting account like the others.
ANC_2018_06_ON = date(2020, 1, 1)


def totals(accounts: Iterable[Account]) -> tuple[int, int]:
    debit = credit = 0
    for account in accounts:
        for month_debit, month_credit in account.months.values():
            debit += month_debit
            credit += month_credit
    return debit, credit


def check_equilibre(debit: int, credit: int, anomalies: AnomalyCollector) -> None:
    """F4."""
    if debit != credit:
        anomalies.add(
            "F4-desequilibre",
            debit=format_euros(debit),
            credit=format_euros(credit),
            ecart=format_euros(abs(debit - credit)),
        )


def check_ecritures(ledger: Ledger, anomalies: AnomalyCollector) -> int | None:
    """F5, or F6 when entries have no usable number: the count of unbalanced entries, None if unknown."""
    if ledger.is_too_long:
        anomalies.add("F5-trop-d-ecritures", limite=format_nombre(MOST_ENTRIES))
        return None
    if _has_no_usable_number(ledger):
        _check_journals_and_days(ledger, anomalies)
        return None
    first_lines = _unbalanced(ledger)
    if first_lines:
        anomalies.add("F5-ecriture", nombre=len(first_lines), lignes=first_lines[:FIRST])
    return len(first_lines)


def _has_no_usable_number(ledger: Ledger) -> bool:
    """Empty everywhere, or one same number although a journal has several entries."""
    if len(ledger.numbers) > 1:
        return False
    journals = {key.partition(b"\t")[0] for key in ledger.entries}
    return b"" in ledger.numbers or len(ledger.entries) > len(journals)


def _unbalanced(ledger: Ledger) -> list[int]:
    """First lines of the entries that no reading balances: one number may run over several dates."""
    groups: dict[bytes, tuple[int, int]] = {}
    for key, (total, first_line) in ledger.unbalanced.items():
        journal, number, _date = key.split(b"\t", 2)
        group = b"\t".join((journal, number)) if number else key
        known, first = groups.get(group, (0, first_line))
        groups[group] = (known + total, min(first, first_line))
    return sorted(first for total, first in groups.values() if total)


def _check_journals_and_days(ledger: Ledger, anomalies: AnomalyCollector) -> None:
    anomalies.add("F6-numero")
    journals = sum(1 for total in ledger.journals.values() if total)
    if journals:
        anomalies.add("F6-journal", nombre=journals)
    days = sorted(day.first_line for day in ledger.days.values() if day.total)
    if days:
        anomalies.add("F6-date", nombre=len(days), lignes=days[:FIRST])


def check_comptes(accounts: Sequence[Account], opened_on: date, anomalies: AnomalyCollector) -> None:
    """F12, F13 and F14."""
    _check_classes(accounts, anomalies)
    emplois, contributions = _solde(accounts, "86"), -_solde(accounts, "87")
    if emplois != contributions:
        anomalies.add("F13-nature", emplois=format_euros(emplois), contributions=format_euros(contributions))
    virements = _solde(accounts, "58")
    if virements:
        anomalies.add("F14-virements", solde=format_euros(virements))
    waiting = [account for account in accounts if _is_waiting(account, opened_on)]
    open_soldes = [solde for solde in (_solde([account], "") for account in waiting) if solde]
    if open_soldes:
        anomalies.add("F14-attente", solde=format_euros(sum(open_soldes)))


def _check_classes(accounts: Sequence[Account], anomalies: AnomalyCollector) -> None:
    known = [account for account in accounts if account.code]
    counts = {
        "F12-classe": sum(account.code[0] not in "12345678" for account in known),
        "F12-compte-court": sum(
            (account.code[0] in "12345678" and not account.code[:3].isdigit()) or len(account.code) < 3
            for account in known
            if account.code != "?"
        ),
        "F12-libelle": sum(
            not account.mask and not any(map(bytes.strip, account.labels)) for account in known
        ),
    }
    for code, count in counts.items():
        if count:
            anomalies.add(code, nombre=count)


def _is_waiting(account: Account, opened_on: date) -> bool:
    is_legacy = account.code.startswith("475") and opened_on < ANC_2018_06_ON
    return account.code.startswith("47") and not is_legacy


def _solde(accounts: Iterable[Account], prefix: str) -> int:
    """Debit minus credit."""
    debit, credit = totals(account for account in accounts if account.code.startswith(prefix))
    return debit - credit
