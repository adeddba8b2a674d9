"""The one pass over the rows: everything the controls and the balance need.

Memory is bounded by accounts, months, days and entry keys, and each of these by a number no real exercice
reaches: past it the file is refused or its entries are no longer followed one by one, and both are said. The entry
key is (journal, number, date): adding the voucher, as some tools do, could never balance a group left unbalanced, it
only cuts groups smaller.
"""

from collections.abc import Iterable
from datetime import date

from socioeco.anomalies import AnomalyCollector
from socioeco.formats import format_nombre
from socioeco.readers.accounts import (
    OUTSIDE,
    clean_account,
    is_auxiliary,
    is_opening_journal,
    mask_for,
)
from socioeco.readers.cells import parse_centimes, parse_date
from socioeco.readers.entries import (
    LONGEST_PART,
    NO_DAY,
    OTHER,
    Account,
    Day,
    Movement,
    Run,
    entry_key,
    entry_number,
    kind_of,
)
from socioeco.readers.rows import Row
from socioeco.readers.sequence import Series, series_of

MOST_CACHED = 20_000
MOST_ACCOUNTS = 20_000
MOST_CELLS = 250_000  # accounts by month
MOST_MONTHS = 120
MOST_ENTRIES = 600_000
MOST_UNBALANCED = 200_000  # at the same time: lines of an entry may not follow each other
MOST_MOVEMENTS = 50_000  # of entries that may prove to be closing ones: a line by account, as a rule
OVERFLOW_MONTH = 1


class Ledger:
    """Fed once with rows; then read by the controls."""

    def __init__(self, positions: dict[str, int], anomalies: AnomalyCollector) -> None:
        self._places = positions
        self._anomalies = anomalies
        self._by_raw: dict[bytes, Account] = {}
        self._amounts: dict[bytes, int] = {}
        self._openings: dict[tuple[bytes, bytes], bool] = {}
        self._days_by_raw: dict[bytes, Day] = {}
        self._months: set[int] = set()
        self._cells = 0
        self._kept_movements = 0
        self._runs = 0
        self.accounts: dict[str, Account] = {}
        self.days: dict[date, Day] = {}
        self.entries: dict[bytes, int] = {}
        self.unbalanced: dict[bytes, tuple[int, int]] = {}
        self.only_result: dict[bytes, list[Movement]] = {}
        self.journals: dict[bytes, int] = {}
        self.numbers: set[bytes] = set()
        self.lines = 0
        self.has_validation = False
        self.has_opening = False  # whether a journal of carried-forward balances was recognised
        self.is_too_long = False  # too many entries to follow each of them

    @property
    def entry_count(self) -> int:
        """Entries; when there are too many to tell them apart, runs of lines of one entry."""
        return self._runs if self.is_too_long else len(self.entries)

    def series(self) -> Series:
        """The numbers of entries, by journal and by the letters before them."""
        return series_of(self.entries)

    def consume(self, rows: Iterable[Row]) -> None:  # noqa: C901 - one loop: a call by line would double it
        """Every row counts; what cannot be read in it counts for nothing and is recorded.

        The hot loop of the engine: what is known by entry is looked up once by entry, in local names.
        """
        places, anomalies = self._places, self._anomalies
        at_number, at_date, at_journal = places["EcritureNum"], places["EcritureDate"], places["JournalCode"]
        at_account, at_label = places["CompteNum"], places["CompteLib"]
        at_debit, at_credit = places["Debit"], places["Credit"]
        amounts, accounts = self._amounts, self._by_raw
        run = Run(b"", b"", b"", 0, NO_DAY)
        number: bytes | None = None
        on = journal = b""
        month_key = total = kinds = count = 0
        for line, cells in rows:
            if cells[at_number] != number or cells[at_date] != on or cells[at_journal] != journal:
                self._close(run, total, kinds, count)
                run = self._open(line, cells)
                number, on, journal, month_key = run.number, run.date, run.journal, run.day.month
                total = kinds = count = 0
            debit = amounts.get(cells[at_debit])
            if debit is None:
                debit = self._amount(line, "Debit", cells[at_debit])
            credit = amounts.get(cells[at_credit])
            if credit is None:
                credit = self._amount(line, "Credit", cells[at_credit])
            account = accounts.get(cells[at_account]) or self._account(line, cells[at_account])
            count += 1
            total += debit - credit
            kinds |= account.kind
            if not kinds & OTHER:
                run.movements.append((account, month_key, debit, credit))
                if len(run.movements) > MOST_MOVEMENTS:
                    kinds |= OTHER
            if cells[at_label] != account.last_label:
                account.see_label(cells[at_label])
            month = account.months.get(month_key)
            if month is None:
                self._new_cell(account, month_key, debit, credit)
            else:
                month[0] += debit
                month[1] += credit
            if run.is_opening:
                account.opening += debit - credit
            if not month_key:
                anomalies.add("F3-date", ligne=line, colonne="EcritureDate")
            if (not debit) == (not credit):
                anomalies.add("F3-debit-et-credit" if debit else "F3-ligne-nulle", ligne=line)
        self._close(run, total, kinds, count)

    def _open(self, line: int, cells: list[bytes]) -> Run:
        places = self._places
        journal = cells[places["JournalCode"]]
        is_opening = self._is_opening(journal, cells[places["JournalLib"]])
        on, valid = cells[places["EcritureDate"]], cells[places["ValidDate"]]
        if valid.strip():
            self.has_validation = True
            if valid < on and len(valid) == 8 == len(on):
                self._anomalies.add("F7-validation-anterieure", ligne=line)
        day = self._days_by_raw.get(on) or self._day(line, on)
        return Run(cells[places["EcritureNum"]], on, journal, line, day, is_opening)

    def _is_opening(self, journal: bytes, label: bytes) -> bool:
        known = self._openings.get((journal, label))
        if known is not None:
            return known
        is_opening = is_opening_journal(journal, label)
        self.has_opening = self.has_opening or is_opening
        if len(self._openings) < MOST_CACHED and len(journal) + len(label) <= 2 * LONGEST_PART:
            self._openings[(journal, label)] = is_opening
        return is_opening

    def _new_cell(self, account: Account, month: int, debit: int, credit: int) -> None:
        """The first movement of an account in a month. Past the bound the sums are of a refused file: not kept."""
        self._cells += 1
        if self._cells > MOST_CELLS:
            self._refuse_accounts()
            month = OVERFLOW_MONTH
        known = account.months.setdefault(month, [0, 0])
        known[0] += debit
        known[1] += credit

    def _close(self, run: Run, total: int, kinds: int, count: int) -> None:
        if not count:
            return
        self.lines += count
        run.day.lines += count
        run.day.total += total
        self._runs += 1
        if self.is_too_long:
            return
        number = entry_number(run.number)
        key = entry_key(run.journal.strip(), number, run.date)
        kinds |= self.entries.get(key, 0)
        self.entries[key] = kinds
        if len(self.numbers) < 2:
            self.numbers.add(number)
        if total or key in self.unbalanced:
            self._carry(key, run, total)
        self._keep_movements(key, run, kinds)
        if len(self.entries) > MOST_ENTRIES or len(self.unbalanced) > MOST_UNBALANCED:
            self._stop_following()

    def _keep_movements(self, key: bytes, run: Run, kinds: int) -> None:
        """Too many of them are not a closing: if the accounts were emptied all the same, F9 says so."""
        if kinds & OTHER:
            self._kept_movements -= len(self.only_result.pop(key, ()))
        elif self._kept_movements <= MOST_MOVEMENTS:
            self.only_result.setdefault(key, []).extend(run.movements)
            self._kept_movements += len(run.movements)
            if self._kept_movements > MOST_MOVEMENTS:
                self.only_result.clear()

    def _stop_following(self) -> None:
        self.is_too_long = True
        for known in (self.entries, self.unbalanced, self.only_result, self.journals):
            known.clear()

    def _carry(self, key: bytes, run: Run, added: int) -> None:
        """Lines of an entry may not follow each other: keep its sum until it is nil."""
        journal = key.partition(b"\t")[0]
        self.journals[journal] = self.journals.get(journal, 0) + added
        total, first_line = self.unbalanced.get(key, (0, run.first_line))
        if total + added:
            self.unbalanced[key] = (total + added, first_line)
        else:
            del self.unbalanced[key]

    def _amount(self, line: int, column: str, raw: bytes) -> int:
        """Centimes of a cell; the common writing `1234,56` first, since this runs for most lines."""
        digits = raw.replace(b",", b"")
        if raw[-3:-2] == b"," and len(digits) == len(raw) - 1 <= 16 and digits.isdigit():
            centimes = int(digits)
        else:
            parsed = parse_centimes(raw)
            if parsed is None:
                self._anomalies.add("F3-montant", ligne=line, colonne=column)
                return 0
            centimes, quirk = parsed
            if quirk:
                self._anomalies.add(quirk, ligne=line, colonne=column)
                return centimes
        if len(self._amounts) < MOST_CACHED and len(raw) <= LONGEST_PART:
            self._amounts[raw] = centimes
        return centimes

    def _account(self, line: int, raw: bytes) -> Account:
        code = clean_account(raw)
        if not code:
            self._anomalies.add("F3-compte", ligne=line, colonne="CompteNum")
        auxiliary = is_auxiliary(raw)
        account = self.accounts.get(code)
        if account is None and len(self.accounts) >= MOST_ACCOUNTS:
            self._refuse_accounts()
            code, account = OUTSIDE, self.accounts.get(OUTSIDE)
        if account is None:
            account = self.accounts[code] = Account(code, kind_of(code), mask_for(code, auxiliary=auxiliary))
        elif auxiliary:
            account.hide_labels(mask_for(code, auxiliary=True))
        # An empty account is looked up again, so that each of its lines is recorded.
        if code and len(self._by_raw) < MOST_CACHED and len(raw) <= LONGEST_PART:
            self._by_raw[raw] = account
        return account

    def _refuse_accounts(self) -> None:
        if "F12-trop-de-comptes" not in self._anomalies:
            self._anomalies.add("F12-trop-de-comptes", limite=format_nombre(MOST_ACCOUNTS))

    def _day(self, line: int, raw: bytes) -> Day:
        parsed = parse_date(raw)
        if parsed is None:
            return Day(None, 0, line)
        on, is_lawful = parsed
        if not is_lawful:
            self._anomalies.add("F3-format-date", ligne=line, colonne="EcritureDate")
        day = self.days.get(on)
        if day is None:
            day = self.days[on] = Day(on, self._month(on), line)
        if len(self._days_by_raw) < MOST_CACHED and len(raw) <= LONGEST_PART:
            self._days_by_raw[raw] = day
        return day

    def _month(self, on: date) -> int:
        month = on.year * 100 + on.month
        if len(self._months) == MOST_MONTHS and month not in self._months:
            if "F7-trop-de-mois" not in self._anomalies:
                self._anomalies.add("F7-trop-de-mois", limite=MOST_MONTHS)
            return OVERFLOW_MONTH
        self._months.add(month)
        return month
