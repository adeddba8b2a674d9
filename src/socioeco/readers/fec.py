"""`read_fec`: one pass over a FEC, from bytes to a balance, facts and anomalies."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, BinaryIO

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.readers.accounts import best_label, decode_label
from socioeco.readers.balance import Balance, BalanceLine, MonthAmounts
from socioeco.readers.blocks import TextBlocks
from socioeco.readers.closing import undo_closing
from socioeco.readers.controls import check_comptes, check_ecritures, check_equilibre, totals
from socioeco.readers.encoding import Encoding, EncodingProbe
from socioeco.readers.entries import Account
from socioeco.readers.exercice import Exercice, check_name, find_exercice, read_name
from socioeco.readers.fixed import fixed_layout, fixed_rows
from socioeco.readers.header import SEPARATORS, Layout, read_header
from socioeco.readers.ledger import Ledger
from socioeco.readers.rows import Row, RowAligner, completed_rows, quoted_rows, split_rows
from socioeco.readers.sequence import check_series


@dataclass(frozen=True, slots=True, kw_only=True)
class FecReading:
    """Facts of a file, its balance or None when an anomaly is blocking, and every anomaly at once.

    `ecritures_desequilibrees` is None when entries have no usable number. Totals are those of the file as it
    stands, closing entries included. `soldes_centimes` is debit minus credit of every account of the file that could
    be read, closing entries taken back: known even when the file is blocked, None when no line was read.
    """

    name: str
    empreinte: str
    encodage: str = ""
    separateur: str = ""
    fin_de_ligne: str = ""
    lignes: int = 0
    ecritures: int = 0
    ecritures_desequilibrees: int | None = None
    debut: date | None = None
    fin: date | None = None
    total_debit_centimes: int = 0
    total_credit_centimes: int = 0
    balance: Balance | None = None
    anomalies: tuple[Anomaly, ...] = ()
    soldes_centimes: Mapping[str, int] | None = field(default=None, compare=False)

    @property
    def is_blocked(self) -> bool:
        return self.balance is None

    def to_json(self) -> dict[str, Any]:
        return {
            "nom": self.name,
            "empreinte": self.empreinte,
            "encodage": self.encodage,
            "separateur": self.separateur,
            "fin_de_ligne": self.fin_de_ligne,
            "lignes": self.lignes,
            "ecritures": self.ecritures,
            "ecritures_desequilibrees": self.ecritures_desequilibrees,
            "debut": self.debut.isoformat() if self.debut else None,
            "fin": self.fin.isoformat() if self.fin else None,
            "total_debit_centimes": self.total_debit_centimes,
            "total_credit_centimes": self.total_credit_centimes,
            "balance": self.balance.to_json() if self.balance else None,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


Fill = Callable[[Layout, Iterator[Row], dict[str, int], AnomalyCollector], Ledger]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a file is written, and the fingerprint of its bytes."""

    name: str
    empreinte: str
    encoding: Encoding
    separator: bytes
    line_end: str


def read_fec(
    source: BinaryIO | Iterable[bytes],
    name: str,
    *,
    siren: str = "",
    exercice: tuple[date, date] | None = None,
) -> FecReading:
    """Read a FEC from its bytes and its file name. Never raises on its content, whatever it is.

    `siren` is the organisation's, to compare with the name; `exercice` gives its opening and closing
    dates when the person has told them. No entry is kept: the balance is by account and by month.
    """
    return read_with(_filled, source, name, siren=siren, exercice=exercice)


def layout_of(source: BinaryIO | Iterable[bytes]) -> Layout | None:
    """How a file is laid out, from its first line; None when nothing tells it."""
    anomalies = AnomalyCollector()
    header, _number, _rest = _first_line(iter(TextBlocks(source, anomalies)))
    return _layout(header, anomalies) if header else None


def read_with(
    fill: Fill,
    source: BinaryIO | Iterable[bytes],
    name: str,
    *,
    siren: str = "",
    exercice: tuple[date, date] | None = None,
) -> FecReading:
    """`read_fec` where `fill` makes the ledger: given the layout, the rows, the place of each column and the
    anomalies, it is called once, after the header, and never for a file that has none to read."""
    anomalies = AnomalyCollector()
    blocks = TextBlocks(source, anomalies)
    probe = EncodingProbe()
    probed = _probed(iter(blocks), probe)
    header, first_number, rest = _first_line(probed)
    layout = _layout(header, anomalies) if header else None
    if layout is None:
        for _block in probed:  # the fingerprint covers the whole file
            pass
        if not header and not anomalies.has_blocking:  # a mark of end of file alone, for one
            anomalies.add("F1-vide")
        return FecReading(name=name, empreinte=blocks.fingerprint, anomalies=anomalies.collected())
    rows, positions = _rows(header, first_number, chain([rest], probed), layout, anomalies)
    ledger = fill(layout, rows, positions, anomalies)
    form = Form(
        name=name,
        empreinte=blocks.fingerprint,
        encoding=_encoding(probe, blocks),
        separator=layout.separator,
        line_end=blocks.line_end,
    )
    return reading_of(form, ledger, anomalies, siren=siren, given=exercice)


def _probed(blocks: Iterator[bytes], probe: EncodingProbe) -> Iterator[bytes]:
    for block in blocks:
        probe.feed(block)
        yield block


def _first_line(blocks: Iterator[bytes]) -> tuple[bytes, int, bytes]:
    """The first line that is not blank, its number, and the rest of its block."""
    number = 0
    for block in blocks:
        start = 0
        while start < len(block):
            end = block.find(b"\n", start)
            line = block[start:] if end < 0 else block[start:end]
            start += len(line) + 1
            number += 1
            if line.strip():
                return line, number, block[start:]
    return b"", number, b""


def _layout(header: bytes, anomalies: AnomalyCollector) -> Layout | None:
    return fixed_layout(header, anomalies) or read_header(header, anomalies)


def _filled(
    _layout: Layout, rows: Iterator[Row], positions: dict[str, int], anomalies: AnomalyCollector
) -> Ledger:
    ledger = Ledger(positions, anomalies)
    ledger.consume(rows)
    return ledger


def _rows(
    header: bytes, number: int, blocks: Iterator[bytes], layout: Layout, anomalies: AnomalyCollector
) -> tuple[Iterator[Row], dict[str, int]]:
    if not layout.has_header:
        blocks, number = chain([header + b"\n"], blocks), number - 1
    aligner = RowAligner(layout, anomalies)
    rows: Iterator[Row]
    if layout.starts:
        rows = fixed_rows(blocks, layout, number + 1, anomalies)
    elif layout.is_quoted:
        rows = quoted_rows(blocks, layout, aligner, number + 1, anomalies)
    else:
        rows = split_rows(blocks, layout, aligner, number + 1)
    return completed_rows(rows, layout, anomalies)


def _encoding(probe: EncodingProbe, blocks: TextBlocks) -> Encoding:
    return Encoding.UTF_16 if blocks.is_utf16 else probe.result()


def reading_of(
    form: Form,
    ledger: Ledger,
    anomalies: AnomalyCollector,
    *,
    siren: str = "",
    given: tuple[date, date] | None = None,
) -> FecReading:
    """Every control on what a pass kept, whatever made the pass; what it met is in `anomalies` already."""
    _report_form(form, anomalies)
    file_name = read_name(form.name)
    check_name(file_name, siren, anomalies)
    debit, credit = totals(ledger.accounts.values())
    unbalanced = _check_entries(ledger, debit, credit, anomalies)
    exercice = find_exercice(file_name, ledger.days.values(), given, anomalies)
    closing = undo_closing(ledger, anomalies)
    if exercice:
        check_comptes(list(ledger.accounts.values()), exercice.opened_on, anomalies)
    dates = [day.on for day in ledger.days.values() if day.on]
    return FecReading(
        name=form.name,
        empreinte=form.empreinte,
        encodage=form.encoding.label,
        separateur=SEPARATORS[form.separator],
        fin_de_ligne=form.line_end,
        lignes=ledger.lines,
        ecritures=ledger.entry_count,
        ecritures_desequilibrees=unbalanced,
        debut=min(dates, default=None),
        fin=max(dates, default=None),
        total_debit_centimes=debit,
        total_credit_centimes=credit,
        balance=None
        if anomalies.has_blocking or exercice is None
        else _balance(exercice, ledger, form, closing),
        anomalies=anomalies.collected(),
        soldes_centimes=_soldes(ledger) if ledger.lines else None,
    )


def _soldes(ledger: Ledger) -> Mapping[str, int]:
    return {
        code: sum(debit - credit for debit, credit in ledger.accounts[code].months.values())
        for code in sorted(ledger.accounts)
        if code
    }


def _report_form(form: Form, anomalies: AnomalyCollector) -> None:
    if form.encoding is Encoding.CP850:
        anomalies.add("F1-cp850")
    elif form.encoding in (Encoding.ISO_8859_15, Encoding.WINDOWS_1252):
        anomalies.add("F1-encodage", encodage=form.encoding.label)
    if form.line_end not in ("LF", "CR LF"):
        anomalies.add("F1-fin-de-ligne", fin=form.line_end)


def _check_entries(ledger: Ledger, debit: int, credit: int, anomalies: AnomalyCollector) -> int | None:
    if not ledger.lines:
        anomalies.add("F1-sans-ecriture")
        return None
    if ledger.accounts.keys() == {""}:
        anomalies.forget("F3-compte")
        anomalies.add("F3-comptes-vides")
    if not ledger.has_validation:
        anomalies.add("F7-validation-vide")
    check_equilibre(debit, credit, anomalies)
    unbalanced = check_ecritures(ledger, anomalies)
    if unbalanced is not None:
        check_series(ledger.series(), anomalies)
    return unbalanced


def _balance(exercice: Exercice, ledger: Ledger, form: Form, closing: int | None) -> Balance:
    has_opening = ledger.has_opening
    lines = (
        line_of(ledger.accounts[code], form.encoding, has_opening=has_opening)
        for code in sorted(ledger.accounts)
    )
    return Balance(
        opened_on=exercice.opened_on,
        closed_on=exercice.closed_on,
        lines=tuple(line for line in lines if line.months),
        empreintes=(form.empreinte,),
        resultat_cloture_centimes=closing,
    )


def line_of(account: Account, encoding: Encoding, *, has_opening: bool) -> BalanceLine:
    """The line of an account; without any month when nothing moved."""
    months = tuple(
        MonthAmounts(f"{month // 100:04d}-{month % 100:02d}", debit, credit)
        for month, (debit, credit) in sorted(account.months.items())
        if debit or credit
    )
    return BalanceLine(
        compte=account.code,
        libelle=account.mask or best_label({decode_label(label, encoding) for label in account.labels}),
        debit_centimes=sum(month.debit_centimes for month in months),
        credit_centimes=sum(month.credit_centimes for month in months),
        months=months,
        ouverture_centimes=account.opening if has_opening else None,
    )
