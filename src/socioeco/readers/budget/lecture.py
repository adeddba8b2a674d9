"""`read_budget`: from the bytes of a table to the lines of a budget, facts and anomalies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from types import MappingProxyType
from typing import Any, BinaryIO

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_euros
from socioeco.readers.budget.definition import Cote, budget_definition
from socioeco.readers.budget.grille import Colonne, Rows, find_colonnes, is_amount, read_cases
from socioeco.readers.budget.lignes import BudgetLine, Grouping, Reponses, count_once, group_cases
from socioeco.readers.tableau import Document, Sheet, mots, read_document, text_of
from socioeco.readers.tableau.cellules import is_blank
from socioeco.readers.tableau.dates import read_periode

FORMAT = 1
MOST_ROWS, MOST_COLUMNS = 5000, 60  # of a sheet that may be a budget
NO_ANSWER: Reponses = MappingProxyType({})
_TITLES = {"budget", "exercice", "annee", "periode", "projet", "action", "previsionnel"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A forecast between two dates: of the association's year, or of one project of it (`is_projet`)."""

    opened_on: date
    closed_on: date
    is_projet: bool
    lignes: tuple[BudgetLine, ...]
    empreinte: str = ""

    def of(self, cote: Cote) -> tuple[BudgetLine, ...]:
        """Money of one side: without contributions in kind, nor lines that only balance the form."""
        return tuple(
            line for line in self.lignes if line.cote is cote and not line.is_nature and not line.is_equilibre
        )

    def total_centimes(self, cote: Cote) -> int:
        return sum(line.montant_centimes for line in self.of(cote))

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "ouvert_le": self.opened_on.isoformat(),
            "clos_le": self.closed_on.isoformat(),
            "projet": self.is_projet,
            "empreinte": self.empreinte,
            "lignes": [line.to_json() for line in self.lignes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Budget":
        """The budget that `to_json` wrote. Raises ValueError on another format."""
        if data.get("format") != FORMAT:
            raise ValueError("unknown format of budget")
        return cls(
            opened_on=date.fromisoformat(data["ouvert_le"]),
            closed_on=date.fromisoformat(data["clos_le"]),
            is_projet=data["projet"],
            lignes=tuple(map(BudgetLine.from_json, data["lignes"])),
            empreinte=data["empreinte"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReading:
    """Facts of a file, its budget or None when an anomaly is blocking, and every anomaly at once.

    `inconnues` are the lines counted without having been recognised, to ask about; `sans_cote` the places of the
    amounts left out because nothing says whether they are charges or produits.
    """

    name: str
    empreinte: str
    format: str = ""
    encodage: str = ""
    separateur: str = ""
    feuille: int | None = None
    total_charges_centimes: int = 0
    total_produits_centimes: int = 0
    inconnues: tuple[BudgetLine, ...] = ()
    sans_cote: tuple[int, ...] = ()
    budget: Budget | None = None
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def is_blocked(self) -> bool:
        return self.budget is None

    def to_json(self) -> dict[str, Any]:
        return {
            "nom": self.name,
            "empreinte": self.empreinte,
            "format": self.format,
            "encodage": self.encodage,
            "separateur": self.separateur,
            "feuille": self.feuille,
            "total_charges_centimes": self.total_charges_centimes,
            "total_produits_centimes": self.total_produits_centimes,
            "inconnues": [line.to_json() for line in self.inconnues],
            "sans_cote": list(self.sans_cote),
            "budget": self.budget.to_json() if self.budget else None,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


def read_budget(  # noqa: PLR0913 - what the person may have told
    source: BinaryIO | bytes,
    name: str,
    *,
    opened_on: date | None = None,
    closed_on: date | None = None,
    is_projet: bool | None = None,
    reponses: Reponses = NO_ANSWER,
) -> BudgetReading:
    """Read a budget, text, XLSX or ODS. Never raises on its content, whatever it is.

    Two columns side by side or one list; a line is matched by its label, never by its number. `reponses` tells what
    a line that was not recognised is: `{(12, Cote.PRODUIT): "cotisations"}`. Raises ValueError on an answer that names
    no line of the form. `is_projet` overrides what titles and lines tell.
    """
    if not set(reponses.values()) <= budget_definition().by_key.keys():
        raise ValueError("an answer names no line of the form")
    anomalies = AnomalyCollector()
    document = read_document(source, anomalies)
    chosen = _choose(document, anomalies) if document.sheets else None
    facts: dict[str, Any] = {
        "name": name,
        "empreinte": document.empreinte,
        "format": document.format,
        "encodage": document.encodage,
        "separateur": document.separateur,
    }
    if chosen is None:
        return BudgetReading(**facts, anomalies=anomalies.collected())
    rank, colonnes = chosen
    rows = document.sheets[rank].rows
    grouping = group_cases(read_cases(rows, colonnes), reponses, anomalies)
    lignes = count_once(grouping.chapters, anomalies)
    _check(lignes, grouping, anomalies)
    titles = _titles(rows)
    is_of_project = _is_projet(lignes, titles) if is_projet is None else is_projet
    if is_of_project:
        anomalies.add("G6-projet")
    periode = read_periode(titles, opened_on, closed_on, anomalies)
    budget = None
    if periode and not anomalies.has_blocking:
        budget = Budget(
            opened_on=periode.opened_on,
            closed_on=periode.closed_on,
            is_projet=is_of_project,
            lignes=lignes,
            empreinte=document.empreinte,
        )
    return BudgetReading(
        **facts,
        feuille=rank + 1,
        total_charges_centimes=_total(lignes, Cote.CHARGE),
        total_produits_centimes=_total(lignes, Cote.PRODUIT),
        inconnues=tuple(line for line in lignes if not line.is_recognised),
        sans_cote=tuple(grouping.sideless),
        budget=budget,
        anomalies=anomalies.collected(),
    )


def _choose(document: Document, anomalies: AnomalyCollector) -> tuple[int, list[Colonne]] | None:
    """The sheet with the most amounts beside lines of a budget; None with a blocking anomaly."""
    found = [
        (rank, colonnes)
        for rank, sheet in enumerate(document.sheets)
        if _may_be_budget(sheet.rows) and (colonnes := find_colonnes(sheet.rows))
    ]
    if not found:
        anomalies.add("G1-sans-ligne")
        return None
    best = max(found, key=lambda each: (_count(document.sheets[each[0]], each[1]), -each[0]))
    if len(found) > 1:
        anomalies.add("G2-feuilles", nombre=len(found), feuille=best[0] + 1)
    if any(colonne.is_ambiguous for colonne in best[1]):
        anomalies.add("G2-colonnes")
    return best


def _may_be_budget(rows: Rows) -> bool:
    return len(rows) <= MOST_ROWS and max(map(len, rows), default=0) <= MOST_COLUMNS


def _count(sheet: Sheet, colonnes: Sequence[Colonne]) -> int:
    return sum(case.montant is not None for case in read_cases(sheet.rows, colonnes))


def _titles(rows: Rows) -> list[str]:
    """What stands above the first amount, then any line that speaks of a year or of a project."""
    above = [
        text_of(cell)
        for row in takewhile(lambda row: not any(map(is_amount, row)), rows)
        for cell in row
        if not is_blank(cell)
    ]
    others = (text_of(cell) for row in rows for cell in row)
    return [*above, *(text for text in others if set(mots(text)[:4]) & _TITLES)]


def _is_projet(lignes: Iterable[BudgetLine], titles: Iterable[str]) -> bool:
    return any(line.is_projet for line in lignes) or any(
        {"projet", "action"} & set(mots(title)) and "budget" in mots(title) for title in titles
    )


def _check(lignes: Sequence[BudgetLine], grouping: Grouping, anomalies: AnomalyCollector) -> None:
    unknown = [line.ligne for line in lignes if not line.is_recognised]
    if unknown:
        anomalies.add("G3-ligne-inconnue", nombre=len(unknown), lignes=unknown[:5])
    if grouping.sideless:
        anomalies.add("G3-sans-cote", nombre=len(grouping.sideless), lignes=grouping.sideless[:5])
    if not any(not line.is_nature for line in lignes):
        anomalies.add("G1-sans-montant")
        return
    for cote, written in grouping.totals.items():
        _check_total(lignes, cote, written, anomalies)
    charges, produits = (_total(lignes, cote, with_balance=True) for cote in (Cote.CHARGE, Cote.PRODUIT))
    _check_equality("G5-equilibre", charges, produits, anomalies)
    in_kind = [_in_kind(lignes, cote) for cote in (Cote.CHARGE, Cote.PRODUIT)]
    _check_equality("G5-nature", in_kind[0], in_kind[1], anomalies)


def _check_equality(code: str, charges: int, produits: int, anomalies: AnomalyCollector) -> None:
    if charges != produits:
        anomalies.add(
            code,
            debit=format_euros(charges),
            credit=format_euros(produits),
            ecart=format_euros(abs(charges - produits)),
        )


_SIDES: Mapping[Cote, str] = MappingProxyType({Cote.CHARGE: "charges", Cote.PRODUIT: "produits"})


def _check_total(lignes: Sequence[BudgetLine], cote: Cote, written: int, anomalies: AnomalyCollector) -> None:
    """The total may stand before or after the lines that balance the form, with or without the part in kind."""
    money, balanced = _total(lignes, cote), _total(lignes, cote, with_balance=True)
    if written not in (money, balanced, balanced + _in_kind(lignes, cote)):
        anomalies.add(
            "G5-total",
            colonne=_SIDES[cote],
            porte=format_euros(written),
            calcule=format_euros(balanced),
            ecart=format_euros(abs(written - balanced)),
        )


def _total(lignes: Iterable[BudgetLine], cote: Cote, *, with_balance: bool = False) -> int:
    return sum(
        line.montant_centimes
        for line in lignes
        if line.cote is cote and not line.is_nature and (with_balance or not line.is_equilibre)
    )


def _in_kind(lignes: Iterable[BudgetLine], cote: Cote) -> int:
    return sum(line.montant_centimes for line in lignes if line.cote is cote and line.is_nature)
