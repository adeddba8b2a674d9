"""« Ce qui a changé »: from each exercice to the next, causes whose differences add up to the whole, exactly."""

from collections.abc import Sequence

from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import decimals_for, write_amount, write_difference
from socioeco.trajectories import Cause, Changement, Explication

HOW = (
    "Chaque écart est la différence de deux montants. Leur somme, avec la part des règles comptables quand elle est "
    "connue, est l’écart total, au centime\u00a0: rien n’est arrondi, rien n’est laissé de côté. Une charge est comptée "
    "en moins."
)
RULES = "Changement des règles comptables"


def changes(analysis: Analysis) -> Section | None:
    found = analysis.trajectory.changements
    if not found:
        return None
    blocks: list[Block] = [Text(HOW)]
    for change in reversed(found):
        for explication in change.explications:
            blocks += _explication(change, explication)
    return Section(anchor="changements", title="Ce qui a changé", blocks=tuple(blocks))


def _explication(change: Changement, explication: Explication) -> list[Block]:
    anchor = slug("c", explication.total.value, change.apres)
    openings = (
        _opening(change, each, f"{anchor}-{place}") for place, each in enumerate(explication.causes, start=1)
    )
    regles = explication.regles
    note: list[Block] = [Text(regles.raison, is_caution=True)] if regles.raison else []
    return [_table(change, explication, anchor), *note, *openings, *_rules(change, explication, anchor)]


def _table(change: Changement, explication: Explication, anchor: str) -> Grid:
    causes, regles = explication.causes, explication.regles.number
    total = (explication.avant_centimes, explication.apres_centimes, explication.difference_centimes)
    amounts = [(each.avant_centimes, each.apres_centimes, each.difference_centimes) for each in causes]
    decimals = decimals_for([*total, *(amount for row in amounts for amount in row)])
    rows = [
        (cause.label, *_cells(row, decimals, f"{anchor}-{place}"))
        for place, (cause, row) in enumerate(zip(causes, amounts, strict=True), start=1)
    ]
    rules = (
        [
            (
                RULES,
                Figure(""),
                Figure(""),
                Figure(write_difference(regles, decimals=decimals), f"{anchor}-regles-1"),
            )
        ]
        if regles
        else []
    )
    return Grid(
        caption=f"De {change.avant} à {change.apres}\u00a0: {explication.titre}, en euros",
        header=("", change.avant, change.apres, "Écart"),
        rows=(*rows, *rules, (explication.titre, *_cells(total, decimals, ""))),
        has_total=True,
    )


def _cells(amounts: Sequence[int], decimals: int, anchor: str) -> tuple[Figure, Figure, Figure]:
    before, after, gap = amounts
    return (
        Figure(write_amount(before, decimals=decimals), anchor),
        Figure(write_amount(after, decimals=decimals), anchor),
        Figure(write_difference(gap, decimals=decimals), anchor),
    )


def _opening(change: Changement, cause: Cause, anchor: str) -> Opening:
    return Opening(
        anchor=anchor,
        title=cause.label,
        value=write_difference(cause.difference_centimes, decimals=2),
        blocks=(
            *lines(f"{cause.label}, {change.avant}\u00a0: les lignes", cause.sources_avant),
            *lines(f"{cause.label}, {change.apres}\u00a0: les lignes", cause.sources_apres),
        ),
        is_deep=True,
    )


def _rules(change: Changement, explication: Explication, anchor: str) -> list[Block]:
    """What the new rules moved, line by line, when the year before was told again under them."""
    return [
        _opening(change, each, f"{anchor}-regles-{place}")
        for place, each in enumerate(explication.regles_par_ligne, start=1)
    ]
