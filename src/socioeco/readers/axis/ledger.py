"""The one pass over the rows of a FEC, where the accounts of an exercice are kept by value of the axis.

The rank of its value is written beside the account of each row, after a NUL, which no text holds once it is read. The
ledger then sees as many accounts as there are values, and everything it does to an account, closing entries included,
it does to the part. Before any control, the parts are added up into the accounts that they are parts of: the controls
see what `read_fec` shows them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.accounts import LABEL_BYTES, clean_account
from socioeco.readers.axis.values import LONGEST_VALUE
from socioeco.readers.closing import closings_of, take_back
from socioeco.readers.entries import LONGEST_PART, Account, Movement
from socioeco.readers.ledger import MOST_CACHED, Ledger
from socioeco.readers.rows import Row

BY_VALUE = ("6", "7", "86", "87")  # what an activity costs and receives, and what is given to it
MOST_VALUES = 500
MOST_PARTS = 100_000  # accounts by value and by month
BLANK = 0  # the rank of lines without value
_MARK = b"\0"


class UnableToUse(Exception):
    """The column is not an axis: a code of the catalogue, and the limit that is passed."""

    def __init__(self, code: str, limite: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.limite = limite


@dataclass(slots=True)
class Part(Account):
    """What one value of the axis has of an account. Labels are those of the whole account."""

    whole: Account = field(kw_only=True)
    rank: int = field(kw_only=True)

    def see_label(self, label: bytes) -> None:
        self.last_label = label[:LABEL_BYTES]
        self.whole.see_label(label)

    def add_to_whole(self) -> None:
        self.mask, self.labels = self.whole.mask, self.whole.labels
        self.whole.opening += self.opening
        for month, (debit, credit) in self.months.items():
            cell = self.whole.months.setdefault(month, [0, 0])
            cell[0] += debit
            cell[1] += credit


class Marker:
    """Gives each row of an exercice account the rank of its value. `lines` counts them by rank."""

    def __init__(self, positions: dict[str, int], place: int, anomalies: AnomalyCollector) -> None:
        self._account = positions["CompteNum"]
        self._entry_at = tuple(positions[name] for name in ("JournalCode", "EcritureNum", "EcritureDate"))
        self._place = place
        self._anomalies = anomalies
        self._by_value: dict[bytes, bool] = {}
        self._entry: tuple[bytes, ...] = ()
        self._first = BLANK
        self._is_shared = False
        self.ranks: dict[bytes, int] = {b"": BLANK}
        self.lines = [0]

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, in which the ledger of this module finds the rank. Raises UnableToUse past a bound."""
        for line, cells in rows:
            if self._is_by_value(cells[self._account]):
                rank = self._rank(cells[self._place])
                self.lines[rank] += 1
                self._watch(line, cells, rank)
                cells[self._account] += _MARK + b"%d" % rank
            yield line, cells

    def _is_by_value(self, raw: bytes) -> bool:
        known = self._by_value.get(raw)
        if known is None:
            known = clean_account(raw).startswith(BY_VALUE)
            if len(self._by_value) < MOST_CACHED and len(raw) <= LONGEST_PART:
                self._by_value[raw] = known
        return known

    def _rank(self, cell: bytes) -> int:
        value = cell.strip().strip(b'"').strip()
        rank = self.ranks.get(value)
        if rank is None:
            if len(value) > LONGEST_VALUE:
                raise UnableToUse("A3-valeur-longue", LONGEST_VALUE)
            if len(self.ranks) > MOST_VALUES:
                raise UnableToUse("A3-trop-de-valeurs", MOST_VALUES)
            rank = self.ranks[value] = len(self.ranks)
            self.lines.append(0)
        return rank

    def _watch(self, line: int, cells: list[bytes], rank: int) -> None:
        """An entry whose lines follow each other and are not of one value, told once."""
        entry = tuple(cells[place] for place in self._entry_at)
        if entry != self._entry:
            self._entry, self._first, self._is_shared = entry, rank, False
        elif rank != self._first and not self._is_shared:
            self._is_shared = True
            self._anomalies.add("A4-ecriture-partagee", ligne=line)


class AxisLedger(Ledger):
    """A ledger fed by `Marker.rows`. Once `join` is called, its accounts are those of the whole file."""

    def __init__(self, positions: dict[str, int], anomalies: AnomalyCollector) -> None:
        super().__init__(positions, anomalies)
        self.parts: dict[tuple[str, int], Part] = {}

    def _account(self, line: int, raw: bytes) -> Account:
        plain, mark, rank = raw.partition(_MARK)
        whole = super()._account(line, plain)
        if not mark:
            return whole
        part = self._part(whole, int(rank))
        if len(self._by_raw) < MOST_CACHED and len(raw) <= LONGEST_PART:
            self._by_raw[raw] = part
        return part

    def _part(self, whole: Account, rank: int) -> Part:
        part = self.parts.get((whole.code, rank))
        if part is None:
            part = Part(whole.code, whole.kind, whole.mask, whole=whole, rank=rank)
            self.parts[(whole.code, rank)] = part
        return part

    def _new_cell(self, account: Account, month: int, debit: int, credit: int) -> None:
        if isinstance(account, Part) and self._cells >= MOST_PARTS:
            raise UnableToUse("A3-trop-de-croisements", MOST_PARTS)
        super()._new_cell(account, month, debit, credit)

    def join(self) -> list[Part]:
        """Add the parts up into their accounts, and take closing entries back from the parts.

        The part of each line that is taken back: it was no line of an activity.
        """
        for part in self.parts.values():
            part.add_to_whole()
        closing = [movement for movements in closings_of(self) for movement in movements]
        taken = [(account, movement) for movement in closing if isinstance(account := movement[0], Part)]
        take_back([movement for _part, movement in taken])
        self.only_result = {key: list(map(_of_whole, found)) for key, found in self.only_result.items()}
        return [part for part, _movement in taken]


def _of_whole(movement: Movement) -> Movement:
    account, *amounts = movement
    month, debit, credit = amounts
    return (account.whole if isinstance(account, Part) else account), month, debit, credit
