"""`read_balance_generale`: from the bytes of a table to a balance, facts and anomalies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.readers.balance import Balance, BalanceLine
from socioeco.readers.balance_generale.controles import check_lignes, check_soldes
from socioeco.readers.balance_generale.feuilles import Choice, choose_sheet
from socioeco.readers.balance_generale.lignes import Ligne, read_lignes
from socioeco.readers.balance_generale.parents import without_parents
from socioeco.readers.balance_generale.soldes import Soldes, choose_soldes
from socioeco.readers.tableau import Document, read_document
from socioeco.readers.tableau.dates import read_periode
from socioeco.readers.tableau.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceReading:
    """Facts of a file, its balance or None when an anomaly is blocking, and every anomaly at once.

    Totals are those of the accounts kept, by the sign of their balance, in centimes. `is_closed` tells a balance after
    closing (charges and produits emptied against account 12) from one before; None when nothing tells. `feuille` is
    the rank of the sheet that was read, from 1. `soldes_centimes` is debit minus credit by account, known even when the
    file is blocked, None when no account was read.
    """

    name: str
    empreinte: str
    format: str = ""
    encodage: str = ""
    separateur: str = ""
    feuille: int | None = None
    lignes: int = 0
    comptes: int = 0
    debut: date | None = None
    fin: date | None = None
    is_closed: bool | None = None
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
            "format": self.format,
            "encodage": self.encodage,
            "separateur": self.separateur,
            "feuille": self.feuille,
            "lignes": self.lignes,
            "comptes": self.comptes,
            "debut": self.debut.isoformat() if self.debut else None,
            "fin": self.fin.isoformat() if self.fin else None,
            "apres_cloture": self.is_closed,
            "total_debit_centimes": self.total_debit_centimes,
            "total_credit_centimes": self.total_credit_centimes,
            "balance": self.balance.to_json() if self.balance else None,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


def read_balance_generale(
    source: BinaryIO | bytes,
    name: str,
    *,
    opened_on: date | None = None,
    closed_on: date | None = None,
) -> BalanceReading:
    """Read a balance générale, text, XLSX or ODS. Never raises on its content, whatever it is.

    `opened_on` and `closed_on` are the dates of the exercice when the person has told them; else they are looked for
    above the table. Lines have no months: a balance has none. Amounts are the balance of each account on its side;
    `ouverture_centimes` comes from the opening columns, None when there are none.
    """
    anomalies = AnomalyCollector()
    document = read_document(source, anomalies)
    choice = choose_sheet(document, anomalies) if document.sheets else None
    if choice is None:
        return BalanceReading(
            name=name,
            empreinte=document.empreinte,
            format=document.format,
            encodage=document.encodage,
            separateur=document.separateur,
            anomalies=anomalies.collected(),
        )
    periode = read_periode(choice.entete.titles, opened_on, closed_on, anomalies)
    return _reading(name, document, choice, periode, anomalies)


def _reading(
    name: str, document: Document, choice: Choice, periode: Periode | None, anomalies: AnomalyCollector
) -> BalanceReading:
    lignes = read_lignes(choice.sheet.rows, choice.entete, anomalies, is_text=document.is_text)
    soldes = choose_soldes(choice.entete.colonnes, lignes)
    kept, parents = without_parents(lignes, soldes)
    check_lignes(choice.entete.colonnes, lignes, kept, soldes, parents, anomalies)
    lines = _lines(kept, soldes)
    is_closed = check_soldes(lines, anomalies)
    balance = None
    if periode and not anomalies.has_blocking:
        balance = Balance(
            opened_on=periode.opened_on,
            closed_on=periode.closed_on,
            lines=lines,
            empreintes=(document.empreinte,),
        )
    return BalanceReading(
        name=name,
        empreinte=document.empreinte,
        format=document.format,
        encodage=document.encodage,
        separateur=document.separateur,
        feuille=choice.rank,
        lignes=len(lignes),
        comptes=len(lines),
        debut=periode.opened_on if periode else None,
        fin=periode.closed_on if periode else None,
        is_closed=is_closed,
        total_debit_centimes=sum(line.debit_centimes for line in lines),
        total_credit_centimes=sum(line.credit_centimes for line in lines),
        balance=balance,
        anomalies=anomalies.collected(),
        soldes_centimes={line.compte: -line.solde_crediteur_centimes for line in lines} if lines else None,
    )


def _lines(lignes: Sequence[Ligne], soldes: Soldes) -> tuple[BalanceLine, ...]:
    """One line by account, sorted; accounts that stay nil all year say nothing."""
    lines: dict[str, BalanceLine] = {}
    for ligne in lignes:
        line = _line(ligne, soldes)
        known = lines.get(line.compte)
        lines[line.compte] = known + line if known else line
    return tuple(
        _on_one_side(lines[compte])
        for compte in sorted(lines)
        if lines[compte].solde_crediteur_centimes or lines[compte].ouverture_centimes
    )


def _line(ligne: Ligne, soldes: Soldes) -> BalanceLine:
    solde = soldes.solde(ligne)
    return BalanceLine(
        compte=ligne.compte,
        libelle=ligne.libelle,
        debit_centimes=max(solde, 0),
        credit_centimes=max(-solde, 0),
        ouverture_centimes=soldes.ouverture(ligne) if soldes.has_opening else None,
    )


def _on_one_side(line: BalanceLine) -> BalanceLine:
    """Third parties of both signs under one account are netted, as its balance is in a FEC."""
    solde = -line.solde_crediteur_centimes
    return BalanceLine(
        compte=line.compte,
        libelle=line.libelle,
        debit_centimes=max(solde, 0),
        credit_centimes=max(-solde, 0),
        ouverture_centimes=line.ouverture_centimes,
    )
