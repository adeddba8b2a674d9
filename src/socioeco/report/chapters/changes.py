"""« Ce qui a changé »: from each exercice to the next, causes whose differences add up to the whole, exactly."""

from collections.abc import Sequence

from socioeco.indicators import SourceLine
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Figure, Grid, Opening, Section, Text
from socioeco.report.explained import lines_of
from socioeco.report.restating import RENUMBERED, Retraitement
from socioeco.report.wording import decimals_for, write_amount, write_difference
from socioeco.trajectories import Cause, Changement, Explication
from socioeco.trajectories.explication import REGLES

HOW = (
    "Chaque écart est la différence de deux montants. Leur somme, avec la part des règles comptables quand elle est "
    "connue, est l’écart total, au centime\u00a0: rien n’est arrondi, rien n’est laissé de côté. Une charge est comptée "
    "en moins."
)
RULES_LINE = (
    "La ligne «\u00a0Changement des règles comptables\u00a0» ramène les comptes de {avant}, comparés selon les règles de "
    "{apres}, au total écrit dans les livres."
)
RULES_INSIDE = (
    "Les comptes de {avant} sont ici rangés selon les règles de {apres}\u00a0: des lignes ont changé de place, le total "
    "est celui des livres."
)


def changes(analysis: Analysis) -> Section | None:
    found = analysis.trajectory.changements
    if not found:
        return None
    blocks: list[Block] = [Text(HOW)]
    for change in reversed(found):
        for explication in change.explications:
            again = analysis.retraitement(change.avant) if explication.is_restated else None
            blocks += _explication(change, explication, again)
    return Section(anchor="changements", title="Ce qui a changé", blocks=tuple(blocks))


def _explication(change: Changement, explication: Explication, again: Retraitement | None) -> list[Block]:
    anchor = slug("c", explication.total.value, change.apres)
    openings = (
        _opening(change, each, f"{anchor}-{place}", again)
        for place, each in enumerate(explication.causes, start=1)
    )
    return [
        _table(change, explication, anchor),
        *_notes(change, explication),
        *openings,
        *_rules(change, explication, anchor, again),
    ]


def _notes(change: Changement, explication: Explication) -> list[Block]:
    regles, names = explication.regles, {"avant": change.avant, "apres": change.apres}
    if regles.number:
        return [Text(RULES_LINE.format(**names))]
    if explication.regles_par_ligne:
        return [Text(RULES_INSIDE.format(**names))]
    return [Text(regles.raison, is_caution=True)] if regles.raison else []


def _table(change: Changement, explication: Explication, anchor: str) -> Grid:
    total = (explication.avant_centimes, explication.apres_centimes, explication.difference_centimes)
    told = lines_of(explication)
    decimals = decimals_for([*total, *(amount for _, row in told for amount in row)])
    rows = [
        (label, *_cells(row, decimals, f"{anchor}-regles" if label == REGLES else f"{anchor}-{place}"))
        for place, (label, row) in enumerate(told, start=1)
    ]
    return Grid(
        caption=f"De {change.avant} à {change.apres}\u00a0: {explication.titre}, en euros",
        header=("", change.avant, change.apres, "Écart"),
        rows=(*rows, (explication.titre, *_cells(total, decimals, ""))),
        has_total=True,
    )


def _cells(amounts: Sequence[int], decimals: int, anchor: str) -> tuple[Figure, Figure, Figure]:
    before, after, gap = amounts
    return (
        Figure(write_amount(before, decimals=decimals), anchor),
        Figure(write_amount(after, decimals=decimals), anchor),
        Figure(write_difference(gap, decimals=decimals), anchor),
    )


def _opening(change: Changement, cause: Cause, anchor: str, again: Retraitement | None) -> Opening:
    return Opening(
        anchor=anchor,
        title=cause.label,
        value=write_difference(cause.difference_centimes, decimals=2),
        blocks=(
            *_before(change, cause.label, cause.sources_avant, again),
            *lines(f"{cause.label}, {change.apres}\u00a0: les lignes", cause.sources_apres),
        ),
        is_deep=True,
    )


def _before(
    change: Changement, label: str, sources: tuple[SourceLine, ...], again: Retraitement | None
) -> tuple[Block, ...]:
    """A number that the books of that year do not have never stands alone."""
    told = again.in_the_books(sources) if again else sources
    how = "" if told == sources else f", {RENUMBERED.format(apres=change.apres)}"
    return lines(f"{label}, {change.avant}{how}\u00a0: les lignes", told)


def _rules(
    change: Changement, explication: Explication, anchor: str, again: Retraitement | None
) -> list[Block]:
    """What the new rules moved, line by line: the same year twice, in its books and told again."""
    if again is None or not explication.regles_par_ligne:
        return []
    inner = (
        Opening(
            anchor=f"{anchor}-regles-{place}",
            title=f"{each.label}, {change.avant}",
            value=write_difference(each.difference_centimes, decimals=2),
            blocks=(
                *lines(
                    f"{each.label}, {change.avant}, dans les livres\u00a0: les lignes", each.sources_avant
                ),
                *_before(change, each.label, each.sources_apres, again),
            ),
            is_deep=True,
        )
        for place, each in enumerate(explication.regles_par_ligne, start=1)
    )
    return [
        Opening(
            anchor=f"{anchor}-regles",
            title=f"{REGLES}\u00a0: ce qui change de place en {change.avant}",
            value=write_difference(explication.regles.or_default(0), decimals=2),
            blocks=tuple(inner),
            is_deep=True,
        )
    ]
