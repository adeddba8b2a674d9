"""« Budget et réalisé »: what was planned, what was, the difference; each line opens on what makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from socioeco.formats import NBSP, format_date, format_euros
from socioeco.indicators.budget_postes import postes_of_budget
from socioeco.readers.budget import budget_definition
from socioeco.trajectories.budget_realise import BudgetCompare, LigneComparee
from trajectoires.trajectories.presenters.facts import origin_of
from trajectoires.trajectories.presenters.lines import Lines
from trajectoires.trajectories.presenters.wording import (
    NOT_COMPUTABLE,
    decimals_for,
    write_amounts,
    write_difference,
)
from trajectoires.trajectories.selectors import Budgets, BudgetYear

PROJECT = (
    "C’est le budget d’un projet : il ne se compare pas aux comptes de toute l’association. Seul ce qui est prévu est "
    "montré."
)
NO_YEAR = (
    "Aucun exercice de votre travail n’a ces dates : il n’y a rien à mettre en face. Donnez les comptes de cet "
    "exercice, ou corrigez les dates du budget."
)
RESULT, GAP = "Résultat", "Réalisé moins prévu"


@dataclass(frozen=True, kw_only=True)
class ComparedLine:
    """A line of the table, and its opening. `gap` is empty when nothing is in front."""

    anchor: str
    label: str
    planned: str
    actual: str
    gap: str
    gap_euros: str
    opened: list[tuple[str, str]]
    remark: str
    planned_lines: Lines
    actual_lines: Lines
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class ComparedTable:
    caption: str
    lines: list[ComparedLine]


@dataclass(frozen=True, kw_only=True)
class BudgetView:
    """One budget. Without `tables`, `planned` tells what it plans; `why` says why nothing is in front."""

    anchor: str
    label: str
    opened_on: date
    closed_on: date
    source: str
    file_id: int | None
    typed_id: int | None
    tables: list[ComparedTable]
    planned: list[tuple[str, str, Lines]]
    why: str
    balanced: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class BudgetsView:
    budgets: list[BudgetView]
    alone: list[str]
    rule: str


def present_budgets(found: Budgets) -> BudgetsView:
    definition = budget_definition()
    return BudgetsView(
        budgets=[_budget(year) for year in found.years],
        alone=found.alone,
        rule=(
            f"Lignes du CERFA 12156, version {definition.version} ; natures de charges par numéro de compte, "
            f"relues le {format_date(definition.relu_le)}."
        ),
    )


def _budget(year: BudgetYear) -> BudgetView:
    anchor = f"budget-{year.budget.opened_on:%Y%m%d}-{year.budget.closed_on:%Y%m%d}"
    compared = year.compared
    return BudgetView(
        anchor=anchor,
        label=year.label,
        opened_on=year.budget.opened_on,
        closed_on=year.budget.closed_on,
        source=origin_of(year.file) if year.file else "Budget saisi",
        file_id=year.file.pk if year.file else None,
        typed_id=year.typed.pk if year.typed else None,
        tables=_tables(compared, anchor) if compared else [],
        planned=[] if compared else _planned(year),
        why="" if compared else (PROJECT if year.budget.is_projet else NO_YEAR),
        balanced=[
            (line.libelle, format_euros(line.montant_centimes, decimals=2))
            for line in year.budget.lignes
            if line.is_equilibre
        ],
    )


def _tables(compared: BudgetCompare, anchor: str) -> list[ComparedTable]:
    beside = (compared.en_nature,) if compared.en_nature else ()
    return [
        _table("Produits, en euros", f"{anchor}-p", compared.produits, compared.total_produits),
        _table("Charges, en euros", f"{anchor}-c", compared.charges, compared.total_charges),
        _table("Résultat, en euros", f"{anchor}-r", (), _result(compared)),
        *([_table("À côté de l’argent, en euros", f"{anchor}-n", beside, None)] if beside else []),
    ]


def _result(compared: BudgetCompare) -> LigneComparee:
    """Produits less charges, on each side: the totals above are its lines."""
    planned, actual = compared.resultat
    return LigneComparee(libelle=RESULT, prevu_centimes=planned, realise_centimes=actual)


def _table(
    caption: str, anchor: str, lines: Sequence[LigneComparee], whole: LigneComparee | None
) -> ComparedTable:
    every = [*lines, *([whole] if whole else [])]
    decimals = decimals_for(
        centimes for line in every for centimes in (line.prevu_centimes, line.realise_centimes or 0)
    )
    return ComparedTable(
        caption=caption,
        lines=[
            _line(line, f"{anchor}{rank}", decimals=decimals, is_total=line is whole)
            for rank, line in enumerate(every, start=1)
        ],
    )


def _line(line: LigneComparee, anchor: str, *, decimals: int, is_total: bool) -> ComparedLine:
    gap = line.ecart_centimes
    actual = line.realise_centimes
    (planned,) = write_amounts([line.prevu_centimes], decimals=decimals)
    return ComparedLine(
        anchor=anchor,
        label=line.libelle,
        planned=planned,
        actual=NOT_COMPUTABLE if actual is None else write_amounts([actual], decimals=decimals)[0],
        gap="" if gap is None else write_difference(gap, decimals=decimals),
        gap_euros="" if gap is None else f"{write_difference(gap, decimals=2)}{NBSP}€",
        opened=_opened(line, gap),
        remark=line.remarque,
        planned_lines=Lines(line.sources_prevu if not is_total else ()),
        actual_lines=Lines(line.sources_realise if not is_total else ()),
        is_total=is_total,
    )


def _opened(line: LigneComparee, gap: int | None) -> list[tuple[str, str]]:
    """The formula in words, then its values."""
    formula = (
        f"{GAP} ; chaque côté est fait des produits moins les charges" if line.libelle == RESULT else GAP
    )
    actual = line.realise_centimes
    return [
        ("Formule", formula),
        ("Prévu", format_euros(line.prevu_centimes, decimals=2)),
        ("Réalisé", NOT_COMPUTABLE if actual is None else format_euros(actual, decimals=2)),
        *([] if gap is None else [("Écart", f"{write_difference(gap, decimals=2)}{NBSP}€")]),
    ]


def _planned(year: BudgetYear) -> list[tuple[str, str, Lines]]:
    """The two sides of a budget alone."""
    postes = postes_of_budget(year.budget)
    return [
        (label, format_euros(poste.value.number or 0, decimals=2), Lines(poste.sources))
        for label, poste in (("Produits prévus", postes.produits), ("Charges prévues", postes.charges))
    ]
