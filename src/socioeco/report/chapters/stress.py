"""« Si un financeur s’arrêtait »: each funder and each family lost alone, and what it leaves of the year after."""

from socioeco.comptes import RESSOURCES
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Cell, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.scenario.rules import PERTE, formula
from socioeco.report.starting import depart_of
from socioeco.report.wording import (
    NOT_COMPUTABLE,
    decimals_for,
    remark,
    write_amount,
    write_difference,
    write_number,
    yes_or_no,
)
from socioeco.scenarios import Flux, Perte, Scenario, StressTable, lowest_cash, stress
from socioeco.scenarios.stress import breaks_first_year
from socioeco.values import Value

WHAT = (
    "L’année est répétée telle quelle, sans cet argent, dès le premier mois et sans que les dépenses changent. Ce n’est "
    "pas une prévision\u00a0: c’est ce qu’il faudrait trouver ou économiser."
)
COLUMNS = (
    "Le montant est celui de la dernière année connue, le résultat celui de la première année jouée, les fonds propres "
    "ceux de la fin de la période."
)
BROKEN = (
    "La dernière colonne dit si, dans la première année, la trésorerie finit un mois sous zéro ou si les fonds propres "
    "finissent sous zéro."
)
ANYWAY = (
    "Même sans rien perdre, l’année répétée passe sous zéro\u00a0: la dernière colonne ne distingue donc pas un financeur "
    "d’un autre."
)
FURTHER = (
    "Pour essayer vos propres hypothèses, mois par mois et sur plusieurs années\u00a0: socioeco scenario, puis --modele "
    "pour la liste des cartes."
)
NO_LOSS = "Rien ne s’arrête"
HEADER = ("Ce qui s’arrête", "Montant", "Résultat", "Trésorerie au plus bas", "Fonds propres", "Sous zéro")
Amounts = tuple[int | None, int | None, int | None, int | None]


def stress_chapter(analysis: Analysis) -> Section | None:
    """The last exercice, when its cash or its own funds are known: without them nothing can be said to break."""
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    depart = depart_of(year).number
    if depart is None or (depart.sans_tresorerie and depart.sans_fonds_propres):
        return None
    table = stress(depart, (), years=1)
    return Section(
        anchor="arret",
        title=f"Si un financeur s’arrêtait, après {year.label}",
        blocks=(
            *stress_blocks(table, "a", f"L’année qui suit {year.label}, une perte à la fois"),
            Text(FURTHER),
        ),
    )


def stress_blocks(table: StressTable, prefix: str, caption: str) -> list[Block]:
    """The table of losses, how to read it, and what opens each row."""
    reasons = [
        table.raison,
        table.reference.depart.sans_tresorerie,
        table.reference.depart.sans_fonds_propres,
    ]
    notes = [COLUMNS, BROKEN, *(reason for reason in reasons if reason)]
    anyway: list[Block] = [Text(ANYWAY, is_caution=True)] if table.is_broken_anyway else []
    openings = (
        _opening(table, each, slug(prefix, str(place))) for place, each in enumerate(table.pertes, start=1)
    )
    return [Text(WHAT), _grid(table, prefix, caption), Items(tuple(notes)), *anyway, *openings]


def _grid(table: StressTable, prefix: str, caption: str) -> Grid:
    found = [(NO_LOSS, _amounts(table.reference, None), breaks_first_year(table.reference))]
    found += [(each.nom, _amounts(each.scenario, each.montant_centimes), each.casse) for each in table.pertes]
    decimals = decimals_for(amount for _, amounts, _ in found for amount in amounts)
    rows = (
        _row(nom, amounts, casse, decimals, slug(prefix, str(place)) if place else "")
        for place, (nom, amounts, casse) in enumerate(found)
    )
    return Grid(caption=f"{caption}, en euros", header=HEADER, rows=tuple(rows))


def _amounts(scenario: Scenario, lost: int | None) -> Amounts:
    lowest = lowest_cash(scenario).number
    return (
        lost,
        scenario.annees[0].resultat_centimes,
        lowest.tresorerie_centimes if lowest else None,
        scenario.fonds_propres(len(scenario.mois)).number,
    )


def _row(nom: str, amounts: Amounts, casse: Value[bool], decimals: int, anchor: str) -> tuple[Cell, ...]:
    lost, *rest = amounts
    first = Figure("" if lost is None else write_amount(lost, decimals=decimals), anchor)
    return (
        nom,
        first,
        *(Figure(_written(each, decimals), anchor) for each in rest),
        Figure(yes_or_no(casse), anchor),
    )


def _written(amount: int | None, decimals: int) -> str:
    return NOT_COMPUTABLE if amount is None else write_amount(amount, decimals=decimals)


def _opening(table: StressTable, perte: Perte, anchor: str) -> Opening:
    """The lines that stop, and the cash of the first year without them."""
    depart = table.reference.depart
    sources = tuple(source for flux in depart.flux if _is_lost(flux, perte) for source in flux.sources)
    months = perte.scenario.annees[0].mois
    decimals = decimals_for(each.tresorerie_centimes for each in months)
    grid = Grid(
        caption=f"Sans «\u00a0{perte.nom}\u00a0», trésorerie à la fin de chaque mois, en euros",
        header=("Fin du mois", "Trésorerie"),
        rows=tuple(
            (each.label, write_amount(each.tresorerie_centimes, decimals=decimals)) for each in months
        ),
    )
    cash: tuple[Block, ...] = () if depart.sans_tresorerie else (grid,)
    note: tuple[Block, ...] = (Text(remark(perte.casse), is_caution=True),) if remark(perte.casse) else ()
    return Opening(
        anchor=anchor,
        title=f"Sans «\u00a0{perte.nom}\u00a0»",
        value=write_number(perte.montant_centimes, "euros", decimals=2),
        blocks=(
            formula(PERTE),
            *note,
            *lines(f"{perte.nom}\u00a0: les lignes qui s’arrêtent", sources),
            _difference(table, perte),
            *cash,
        ),
        is_deep=True,
    )


def _difference(table: StressTable, perte: Perte) -> Grid:
    """What the row says, beside the same scenario without any loss."""
    before, after = _amounts(table.reference, None)[1:], _amounts(perte.scenario, None)[1:]
    known = [
        (name, was, now)
        for name, was, now in zip(HEADER[2:5], before, after, strict=True)
        if was is not None and now is not None
    ]
    decimals = decimals_for(amount for _, was, now in known for amount in (was, now))
    return Grid(
        caption=f"Sans «\u00a0{perte.nom}\u00a0», ce qui change, en euros",
        header=("", NO_LOSS, "Sans cet argent", "Écart"),
        rows=tuple(
            (
                name,
                write_amount(was, decimals=decimals),
                write_amount(now, decimals=decimals),
                write_difference(now - was, decimals=decimals),
            )
            for name, was, now in known
        ),
    )


def _is_lost(flux: Flux, perte: Perte) -> bool:
    if perte.is_famille:
        return flux.famille is not None and RESSOURCES[flux.famille] == perte.nom
    return flux.payeur == perte.nom
