"""« La trésorerie »: when money runs out, the end of every month, the plan month by month, with its delays."""

from socioeco.charts import Chart, Month, month_line
from socioeco.formats import format_date
from socioeco.formats.dates import MOIS
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Cell, Drawing, Figure, Grid, Items, Opening, Text
from socioeco.report.scenario.moves import START, on_position, period_of, rows_of
from socioeco.report.scenario.play import Told
from socioeco.report.scenario.rules import RUBRIQUE, formula
from socioeco.report.scenario.years import cash_opening, months_of_year, year_names
from socioeco.report.wording import decimals_for, remark, write_amount
from socioeco.scenarios import (
    PlanTresorerie,
    Position,
    Rubrique,
    Scenario,
    Sens,
    cash_plan,
    lowest_cash,
    months_until_dry,
)
from socioeco.scenarios.flux import MONTHS

TOTALS = {
    Sens.ENCAISSEMENT: "Total de ce qui rentre",
    Sens.DECAISSEMENT: "Total de ce qui sort",
    Sens.AUTRE: "Total des autres mouvements",
}
SINCE = "Montants depuis la clôture\u00a0: ce que la trésorerie gagne ou perd. {raison}"
SUMMARY = "L’argent disponible à la fin de chaque mois, d’après vos hypothèses et l’année connue."
SINCE_CHART = "La trésorerie de départ n’est pas connue\u00a0: zéro est la clôture, pas un compte vide."
REPEATED = "Les comptes dont les mouvements sont répétés"


def cash(told: Told) -> list[Block]:
    """The readings, the end of each month, then the plan of each year and what opens its figures."""
    plan = cash_plan(told.scenario)
    since: list[Block] = [Text(SINCE.format(raison=plan.raison), is_caution=True)] if plan.raison else []
    blocks: list[Block] = [Drawing(cash_chart(told)), *readings(told), *since, ends(told)]
    for annee in range(1, len(told.scenario.annees) + 1):
        blocks += [*_year(told, plan, annee), *_openings(told, plan, annee)]
    months = (mois for mois in range(1, len(told.scenario.mois) + 1) if mois % MONTHS)
    return [*blocks, *(cash_opening(told, mois) for mois in months)]


def cash_chart(told: Told) -> Chart:
    """The end of every month, from the closing; the range when the person gave one."""
    scenario, depart = told.scenario, told.scenario.depart
    has_range = told.has_range and not depart.sans_tresorerie
    months = [Month(label=START, amount=depart.bilan[Position.TRESORERIE], tick=START)]
    for each in scenario.mois:
        found = told.enveloppe.tresorerie(each.numero) if has_range else None
        low = None if found is None else found.number
        bounds = None if found is None or low is None else (low, low if found.haut is None else found.haut)
        tick = "" if each.numero % MONTHS else each.label
        months.append(Month(label=each.label, amount=each.tresorerie_centimes, bounds=bounds, tick=tick))
    return month_line(
        months,
        title=_chart_title(told),
        summary=SINCE_CHART if depart.sans_tresorerie else SUMMARY,
        source=f"Source\u00a0: vos comptes jusqu’au {format_date(depart.closed_on)}, puis vos cartes",
        caption=f"{told.nom}, trésorerie à la fin de chaque mois, en euros",
    )


def _chart_title(told: Told) -> str:
    if told.scenario.depart.sans_tresorerie:
        return "Ce que la trésorerie gagne ou perd depuis la clôture"
    dry = months_until_dry(told.scenario).number
    lowest = lowest_cash(told.scenario).number
    if dry is not None:
        return f"La trésorerie passe sous zéro fin {told.scenario.mois[dry - 1].label}"
    return (
        f"La trésorerie ne passe pas sous zéro\u202f; le mois le plus bas est {lowest.label}"
        if lowest
        else ""
    )


# --- readings ---------------------------------------------------------------------------------------------


def readings(told: Told) -> list[Block]:
    """When money runs out and how low it goes; both open on the lowest month."""
    dry, lowest = months_until_dry(told.scenario), lowest_cash(told.scenario)
    anchor = slug(told.cle, "bas")
    if lowest.number is None:
        return [Opening(anchor=anchor, title="L’argent disponible", blocks=(Text(lowest.raison),))]
    label, amount = lowest.number.label, lowest.number.tresorerie_centimes
    decimals = decimals_for([amount])
    grid = Grid(
        caption=f"{told.nom}, la trésorerie la plus basse, en euros",
        header=("", "Fin du mois", "Trésorerie"),
        rows=(("Le mois le plus bas", label, Figure(write_amount(amount, decimals=decimals), anchor)),),
    )
    said = dry.raison if dry.number is None else _dry(told.scenario, dry.number)
    title = f"La trésorerie la plus basse, fin {label}"
    low = cash_opening(told, lowest.number.mois, anchor=anchor, title=title)
    return [Items((said, remark(lowest))), grid, low]


def _dry(scenario: Scenario, mois: int) -> str:
    return f"L’argent manque au mois {mois}, fin {scenario.mois[mois - 1].label}."


def ends(told: Told) -> Grid:
    """A row by month of the exercice, a column by year."""
    scenario = told.scenario
    decimals = decimals_for(each.tresorerie_centimes for each in scenario.mois)
    rows: list[tuple[Cell, ...]] = []
    for rank in range(MONTHS):
        months = [annee.mois[rank] for annee in scenario.annees]
        cells = (
            _cell(each.tresorerie_centimes, decimals, slug(told.cle, "tresorerie", str(each.numero)))
            for each in months
        )
        rows.append((MOIS[months[0].mois_civil - 1], *cells))
    return Grid(
        caption=f"{told.nom}, trésorerie à la fin de chaque mois, en euros",
        header=("Fin du mois", *year_names(scenario)),
        rows=tuple(rows),
    )


def _cell(amount: int, decimals: int, anchor: str) -> Figure:
    return Figure(write_amount(amount, decimals=decimals), anchor)


# --- the plan ---------------------------------------------------------------------------------------------


def _year(told: Told, plan: PlanTresorerie, annee: int) -> list[Block]:
    """The first year is written in a terminal too; so are the ends of months of the others, and not their plans."""
    grid = _plan(told, plan, annee)
    if annee == 1:
        return [grid]
    title = f"Plan de trésorerie, {year_names(told.scenario)[annee - 1].lower()}"
    return [Opening(anchor=slug(told.cle, "plan", str(annee)), title=title, blocks=(grid,), is_deep=True)]


def _plan(told: Told, plan: PlanTresorerie, annee: int) -> Grid:
    """What was there, what comes in, what goes out, what is neither, and what is left: it adds up by month."""
    months = months_of_year(annee)
    amounts = [row.montants[mois - 1] for row in plan.rubriques for mois in months]
    decimals = decimals_for([*amounts, *(plan.ouverture[mois - 1] for mois in months)])
    opened = (_cell(plan.ouverture[mois - 1], decimals, _before(told, mois)) for mois in months)
    closed = (
        _cell(plan.cloture[mois - 1], decimals, slug(told.cle, "tresorerie", str(mois))) for mois in months
    )
    rows: list[tuple[Cell, ...]] = [("Au début du mois", *opened)]
    for sens in Sens:
        rows += _part(told, plan, sens, annee, decimals)
    return Grid(
        caption=f"{told.nom}, plan de trésorerie, {year_names(told.scenario)[annee - 1].lower()}, en euros",
        header=("", *headers(told.scenario, months)),
        rows=(*rows, ("À la fin du mois", *closed)),
        has_total=True,
    )


def headers(scenario: Scenario, months: range) -> tuple[str, ...]:
    """« 03/2026 »."""
    found = (scenario.mois[each - 1] for each in months)
    return tuple(f"{each.mois_civil:02d}/{each.annee_civile}" for each in found)


def _before(told: Told, mois: int) -> str:
    """Where the end of the month before opens; before the first one, the closing."""
    if mois > 1:
        return slug(told.cle, "tresorerie", str(mois - 1))
    return slug("depart", Position.TRESORERIE.value)


def _part(told: Told, plan: PlanTresorerie, sens: Sens, annee: int, decimals: int) -> list[tuple[Cell, ...]]:
    months = months_of_year(annee)
    rows: list[tuple[Cell, ...]] = [
        (row.label, *(_cell(row.montants[mois - 1], decimals, _anchor(told, annee, rank)) for mois in months))
        for rank, row in _moved(plan, annee)
        if row.sens is sens
    ]
    totals = (write_amount(plan.total(sens, mois), decimals=decimals) for mois in months)
    return [*rows, (TOTALS[sens], *totals)] if rows else []


def _moved(plan: PlanTresorerie, annee: int) -> list[tuple[int, Rubrique]]:
    """The rows that move in a year, with their rank in the plan."""
    months = months_of_year(annee)
    return [
        (rank, row)
        for rank, row in enumerate(plan.rubriques, start=1)
        if any(row.montants[mois - 1] for mois in months)
    ]


def _anchor(told: Told, annee: int, rank: int) -> str:
    return slug(told.cle, "plan", str(annee), str(rank))


def _openings(told: Told, plan: PlanTresorerie, annee: int) -> list[Opening]:
    return [_opening(told, row, annee, _anchor(told, annee, rank)) for rank, row in _moved(plan, annee)]


def _opening(told: Told, row: Rubrique, annee: int, anchor: str) -> Opening:
    """Each entry of the row by month: the year repeated, then the cards."""
    months = months_of_year(annee)
    found = rows_of(told.scenario, row.series, months, on_position(Position.TRESORERIE))
    decimals = decimals_for(amount for each in found for amount in each.montants)
    grid = Grid(
        caption=f"{row.label}\u00a0: les écritures, {period_of(told.scenario, months)}, en euros",
        header=("Écriture", "Carte", *headers(told.scenario, months)),
        rows=tuple(
            (
                Figure(each.libelle, each.anchor),
                each.origine,
                *(write_amount(amount, decimals=decimals) for amount in each.montants),
            )
            for each in found
        ),
    )
    repeated = tuple(
        source for serie in row.series if serie.carte is None and not serie.ligne for source in serie.sources
    )
    title = f"{row.label}, {year_names(told.scenario)[annee - 1].lower()}"
    return Opening(
        anchor=anchor, title=title, blocks=(formula(RUBRIQUE), grid, *lines(REPEATED, repeated)), is_deep=True
    )
