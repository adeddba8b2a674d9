"""« Ce qu’il faut pour équilibrer »: family by family, the amount that makes the result of a year nil, all else kept."""

from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Figure, Grid, Items, Opening
from socioeco.report.scenario import rules
from socioeco.report.scenario.moves import on_family, opening
from socioeco.report.scenario.play import Told
from socioeco.report.scenario.years import anchor_of, months_of_year, year_names
from socioeco.report.wording import decimals_for, write_amount, write_difference
from socioeco.scenarios import Seuil, break_even


def thresholds(told: Told) -> list[Block]:
    blocks: list[Block] = []
    for annee in range(1, len(told.scenario.annees) + 1):
        found = break_even(told.scenario, annee=annee)
        blocks += [*_year(told, found, annee), *(_opening(told, each, annee) for each in found)]
    return blocks


def _year(told: Told, found: tuple[Seuil, ...], annee: int) -> list[Block]:
    """The first year is written in a terminal too; a page shows them all."""
    notes = dict.fromkeys(each.necessaire.reserve for each in found)
    blocks: tuple[Block, ...] = (_table(told, found, annee), Items(tuple(notes)))
    if annee == 1:
        return list(blocks)
    title = f"Pour équilibrer, {year_names(told.scenario)[annee - 1].lower()}"
    return [Opening(anchor=slug(told.cle, "equilibre", str(annee)), title=title, blocks=blocks, is_deep=True)]


def _table(told: Told, found: tuple[Seuil, ...], annee: int) -> Grid:
    amounts = [(each.actuel_centimes, each.necessaire.or_default(0), each.marge_centimes) for each in found]
    decimals = decimals_for(amount for row in amounts for amount in row)
    rows = (_row(told, each, row, annee, decimals) for each, row in zip(found, amounts, strict=True))
    name = year_names(told.scenario)[annee - 1].lower()
    return Grid(
        caption=f"{told.nom}, ce qu’il faut de chaque ressource pour équilibrer, {name}, en euros",
        header=("Ressource", "Dans le scénario", "Pour équilibrer", "Marge"),
        rows=tuple(rows),
    )


def _row(
    told: Told, seuil: Seuil, amounts: tuple[int, int, int], annee: int, decimals: int
) -> tuple[Cell, ...]:
    """What is needed follows from the result of the year: it opens there."""
    now, needed, margin = amounts
    result = anchor_of(told.cle, "resultat", annee)
    return (
        seuil.label,
        Figure(write_amount(now, decimals=decimals), _anchor(told, seuil, annee)),
        Figure(write_amount(needed, decimals=decimals), result),
        Figure(write_difference(margin, decimals=decimals), result),
    )


def _anchor(told: Told, seuil: Seuil, annee: int) -> str:
    return slug(told.cle, "famille", seuil.famille.value, str(annee))


def _opening(told: Told, seuil: Seuil, annee: int) -> Opening:
    name = year_names(told.scenario)[annee - 1].lower()
    return opening(
        _anchor(told, seuil, annee),
        f"{seuil.label}, {name}",
        told.scenario,
        months_of_year(annee),
        on_family(seuil.famille),
        formule=rules.FAMILLE,
    )
