"""Accounts filled from grouped columns: the rules see each number and each label once, as they are written."""

import polars as pl

from socioeco.frames.sums import by_account, by_month, labels_of
from socioeco.readers import ledger as bounds
from socioeco.readers.accounts import clean_account, is_auxiliary, mask_for
from socioeco.readers.entries import MOST_LABELS, Account, kind_of
from socioeco.readers.fast_text import UnableToBeSure

ByRaw = dict[str, Account]  # several writings of a number may be one account


def accounts_of(lines: pl.DataFrame) -> ByRaw:
    """The account behind each number, with its months and its labels. Raises `UnableToBeSure` at a number that is
    none, and past the bounds of the streaming ledger."""
    by_raw = _accounts(lines["CompteNum"].unique().to_list())
    _fill_months(by_raw, lines)
    _fill_labels(by_raw, lines)
    return by_raw


def fill_openings(by_raw: ByRaw, opening_lines: pl.DataFrame) -> None:
    for raw, solde in by_account(opening_lines):
        by_raw[raw].opening += solde


def _accounts(raws: list[str]) -> ByRaw:
    codes = {raw: clean_account(raw.encode()) for raw in raws}
    if len(raws) > bounds.MOST_ACCOUNTS or not all(codes.values()):
        raise UnableToBeSure
    auxiliary = {code for raw, code in codes.items() if is_auxiliary(raw.encode())}
    accounts = {
        code: Account(code, kind_of(code), mask_for(code, auxiliary=code in auxiliary))
        for code in set(codes.values())
    }
    return {raw: accounts[code] for raw, code in codes.items()}


def _fill_months(by_raw: ByRaw, lines: pl.DataFrame) -> None:
    sums = by_month(lines)
    if (
        len(sums) > bounds.MOST_CELLS
        or len({month for _raw, month, _debit, _credit in sums}) > bounds.MOST_MONTHS
    ):
        raise UnableToBeSure
    for raw, month, debit, credit in sums:
        cell = by_raw[raw].months.setdefault(month, [0, 0])
        cell[0] += debit
        cell[1] += credit


def _fill_labels(by_raw: ByRaw, lines: pl.DataFrame) -> None:
    """As many labels as an account keeps: past it, which ones are kept depends on their order."""
    labels = labels_of(lines, [raw for raw, account in by_raw.items() if not account.mask])
    seen: dict[str, int] = {}
    for raw, label in labels:
        account = by_raw[raw]
        seen[account.code] = seen.get(account.code, 0) + 1
        if seen[account.code] > MOST_LABELS:
            raise UnableToBeSure
        account.see_label(label.encode())
