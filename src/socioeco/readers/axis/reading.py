"""`read_axis`: one pass over a FEC, from bytes to a balance by value of a column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import add
from types import MappingProxyType
from typing import BinaryIO

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_nombre
from socioeco.readers.axis.columns import extra_columns, find_column, in_order
from socioeco.readers.axis.ledger import AxisLedger, Marker, Part, UnableToUse
from socioeco.readers.axis.values import MASQUEE, NON_REPARTI, value_name
from socioeco.readers.balance import Balance
from socioeco.readers.encoding import Encoding
from socioeco.readers.fec import FecReading, line_of, read_with
from socioeco.readers.header import Layout, fold
from socioeco.readers.rows import Row

FEW_VALUES = 10  # fewer values than that never look like the number of a line
_ENCODINGS = {encoding.label: encoding for encoding in Encoding}


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisReading:
    """One balance by value of the axis: accounts of classes 6 and 7, 86 and 87, closing entries taken back.

    `balances` goes by the name of the value, in alphabetical order; `non_reparti` holds the lines without value. Added
    up they are the balance of `read_fec`, account by account and month by month; when the file or the column
    cannot be used there is neither, and `anomalies`, those of the axis, or those of `fec` say why. `fec` is what
    `read_fec` gives for the same file, None when the column stopped the reading. `colonnes` are those of
    `axis_columns`, `colonne` is the one that was read, as the file writes it.
    """

    colonne: str
    colonnes: tuple[str, ...] = ()
    balances: Mapping[str, Balance] = field(default_factory=lambda: MappingProxyType({}))
    non_reparti: Balance | None = None
    fec: FecReading | None = None
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def is_blocked(self) -> bool:
        return not self.balances

    @property
    def parts(self) -> Mapping[str, Balance]:
        """Every balance, « Non réparti » last when there is one."""
        return {**self.balances, **({NON_REPARTI: self.non_reparti} if self.non_reparti else {})}


def read_axis(
    source: BinaryIO | Iterable[bytes],
    name: str,
    column: str,
    *,
    exercice: tuple[date, date] | None = None,
) -> AxisReading:
    """Read a FEC by the values of one of its columns that is not of the law. Never raises on its content.

    `column` is a name given by `axis_columns`; capitals, accents and blanks do not matter. `exercice` gives opening and
    closing dates when the person has told them. Memory is bounded by values, accounts and months; past a bound
    the column is not an axis, and an anomaly says it.
    """
    one_pass = _Pass(column)
    try:
        fec = read_with(one_pass.fill, source, name, exercice=exercice)
    except UnableToUse as refusal:
        return one_pass.refused(refusal)
    return one_pass.reading(fec)


class _Pass:
    def __init__(self, column: str) -> None:
        self._column = column
        self._columns: tuple[str, ...] = ()
        self._anomalies = AnomalyCollector()
        self._names: list[str] = []
        self._lines: list[int] = []
        self._ledger: AxisLedger | None = None
        self._raws: Sequence[bytes] = ()

    def fill(
        self, layout: Layout, rows: Iterator[Row], positions: dict[str, int], anomalies: AnomalyCollector
    ) -> AxisLedger:
        columns = extra_columns(layout)
        self._columns = in_order(columns)
        found = find_column(columns, self._column)
        if found is None:
            raise UnableToUse("A1-colonne-inconnue" if columns else "A1-sans-colonne")
        self._column = found
        marker = Marker(positions, columns[found], self._anomalies)
        ledger = self._ledger = AxisLedger(positions, anomalies)
        ledger.consume(marker.rows(rows))
        for part in ledger.join():
            marker.lines[part.rank] -= 1
        self._raws, self._lines = tuple(marker.ranks), marker.lines
        return ledger

    def refused(self, refusal: UnableToUse) -> AxisReading:
        anomalies = AnomalyCollector()
        limite = None if refusal.limite is None else format_nombre(refusal.limite)
        anomalies.add(refusal.code, limite=limite)
        return AxisReading(colonne=self._column, colonnes=self._columns, anomalies=anomalies.collected())

    def reading(self, fec: FecReading) -> AxisReading:
        found = AxisReading(colonne=self._column, colonnes=self._columns, fec=fec)
        if self._ledger is None or fec.balance is None:
            return found
        names = [value_name(raw, _ENCODINGS[fec.encodage]) for raw in self._raws]
        balances = _balances(fec.balance, self._ledger, names, _ENCODINGS[fec.encodage])
        rest = balances.pop(NON_REPARTI, _empty(fec.balance))
        self._check(names, has_values=bool(balances))
        return replace(
            found,
            balances=MappingProxyType(balances),
            non_reparti=rest if balances else None,
            anomalies=self._anomalies.collected(),
        )

    def _check(self, names: Sequence[str], *, has_values: bool) -> None:
        if not has_values:
            self._anomalies.add("A2-vide")
            return
        told = list(zip(names, self._lines, strict=True))
        blank = sum(lines for name, lines in told if name == NON_REPARTI)
        valued = sum(self._lines) - blank
        values = len({name for name in names if name != NON_REPARTI})
        if blank > valued:
            self._anomalies.add("A2-peu-remplie", nombre=blank)
        if values > FEW_VALUES and 2 * values > valued:
            self._anomalies.add("A3-numero", nombre=values)
        if MASQUEE in names:
            self._anomalies.add("A5-valeur-masquee", nombre=names.count(MASQUEE))


def _balances(
    whole: Balance, ledger: AxisLedger, names: Sequence[str], encoding: Encoding
) -> dict[str, Balance]:
    """By name, in alphabetical order: two writings of one name are added up. Nothing for what did not move."""
    parts: dict[int, list[Part]] = {}
    for code, rank in sorted(ledger.parts):
        parts.setdefault(rank, []).append(ledger.parts[(code, rank)])
    named: dict[str, list[Balance]] = {}
    for rank, accounts in parts.items():
        lines = (line_of(each, encoding, has_opening=ledger.has_opening) for each in accounts)
        moved = tuple(line for line in lines if line.months)
        if moved:
            named.setdefault(names[rank], []).append(replace(_empty(whole), lines=moved))
    return {name: reduce(add, named[name]) for name in sorted(named, key=lambda name: (fold(name), name))}


def _empty(whole: Balance) -> Balance:
    """The same exercice and the same file, without any line; closings are told for the whole file only."""
    return replace(whole, lines=(), resultat_cloture_centimes=None)
