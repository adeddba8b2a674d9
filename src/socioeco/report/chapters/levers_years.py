"""« Les trois leviers, année par année »: the measures of each lever across the years. Nothing is added up."""

from collections.abc import Iterator

from socioeco.indicators.leviers import Mesure
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.levers import HOW, written
from socioeco.report.document import Block, Grid, Items, Section, Text

UNTOLD = "{lever}\u00a0: personne n’a encore dit ce qui suit."


def levers_over_years(analysis: Analysis) -> Section | None:
    """A table by lever. What is told of no year takes no row, and is said below."""
    if not analysis.exercices:
        return None
    return Section(
        anchor="leviers", title="Les trois leviers, année par année", blocks=(Text(HOW), *_tables(analysis))
    )


def _tables(analysis: Analysis) -> Iterator[Block]:
    labels = [year.label for year in analysis.exercices]
    for place, lever in enumerate(analysis.exercices[-1].leviers.leviers):
        by_year = [year.leviers.leviers[place].mesures for year in analysis.exercices]
        measures = list(zip(*by_year, strict=True))
        told = [each for each in measures if any(mesure.value.is_computed for mesure in each)]
        untold = [each[0].definition.titre for each in measures if each not in told]
        if told:
            rows = tuple(map(_row, told))
            yield Grid(caption=lever.definition.titre, header=("Mesure", *labels), rows=rows)
        if untold:
            yield Text(UNTOLD.format(lever=lever.definition.titre))
            yield Items(tuple(untold))


def _row(measures: tuple[Mesure, ...]) -> tuple[str, ...]:
    return (
        measures[0].definition.titre,
        *(written(each) if each.value.is_computed else "–" for each in measures),
    )
