"""« Les indicateurs »: each one by year, then its question, its formula, its terms and their lines."""

from collections.abc import Sequence

from socioeco.formats import format_date
from socioeco.indicators import ESSENTIELS, Indicateur, Terme
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Facts, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import remark, write_value

Series = Sequence[tuple[Exercice, Indicateur]]
LEVELS = (("essentiel", "Les indicateurs essentiels"), ("approfondi", "Pour aller plus loin"))


def indicators(analysis: Analysis) -> Section | None:
    """Those of the last exercice, in its order; the essential ones are told whole on a screen, the others in a page."""
    years = analysis.exercices
    if not years:
        return None
    found = [_series(each.definition.cle, years) for each in years[-1].indicateurs]
    tables = (_table(niveau, title, years, found) for niveau, title in LEVELS)
    blocks: tuple[Block, ...] = (*tables, *map(_indicator, found))
    return Section(anchor="indicateurs", title="Les indicateurs", blocks=blocks)


def _series(cle: str, years: Sequence[Exercice]) -> Series:
    return [
        (year, indicateur)
        for year in years
        for indicateur in year.indicateurs
        if indicateur.definition.cle == cle
    ]


def _table(niveau: str, title: str, years: Sequence[Exercice], found: Sequence[Series]) -> Grid:
    return Grid(
        caption=f"{title}, par exercice\u00a0; chacun s’ouvre plus bas",
        header=("Indicateur", *(year.label for year in years)),
        rows=tuple(
            (series[-1][1].definition.titre, *map(_cell, series))
            for series in found
            if series[-1][1].definition.niveau == niveau
        ),
    )


def _cell(told: tuple[Exercice, Indicateur]) -> Figure:
    year, indicateur = told
    return Figure(written(indicateur), slug("i", indicateur.definition.cle, year.label))


def written(indicateur: Indicateur) -> str:
    definition = indicateur.definition
    return write_value(indicateur.value, definition.unite, decimals=definition.decimales)


def _indicator(series: Series) -> Opening:
    """The last year is told whole; the years before it open one by one."""
    last, indicateur = series[-1]
    definition = indicateur.definition
    return Opening(
        anchor=slug("i", definition.cle),
        title=definition.titre,
        value=f"{written(indicateur)} ({last.label})",
        blocks=(
            Text(definition.question),
            _year(last, indicateur, is_deep=False),
            *(_year(year, each, is_deep=True) for year, each in reversed(series[:-1])),
            Facts((("Formule", definition.formule), ("Lecture", definition.lecture))),
            Text(definition.prudence, is_caution=True),
            _origin(indicateur),
        ),
        is_deep=definition.cle not in ESSENTIELS,
    )


def _origin(indicateur: Indicateur) -> Opening:
    definition, version = indicateur.definition, indicateur.definition.version[-1]
    return Opening(
        anchor=slug("i", definition.cle, "source"),
        title="D’où vient cette règle",
        blocks=(
            Text(definition.pourquoi),
            Text(definition.source),
            Text(f"Version {version.version}, depuis le {format_date(version.depuis)}."),
        ),
        is_deep=True,
    )


def _year(year: Exercice, indicateur: Indicateur, *, is_deep: bool) -> Opening:
    anchor = slug("i", indicateur.definition.cle, year.label)
    said: list[Block] = [Text(remark(indicateur.value), is_caution=True)] if remark(indicateur.value) else []
    terms = (term(terme, f"{anchor}-{place}") for place, terme in enumerate(indicateur.termes, start=1))
    return Opening(
        anchor=anchor,
        title=year.label,
        value=written(indicateur),
        blocks=(*said, *terms),
        is_deep=is_deep,
    )


def term(terme: Terme, anchor: str) -> Opening:
    """Amounts to the centime: its lines add up to it."""
    number = terme.value.number
    is_whole = terme.unite in {"mois", "nombre"} and number is not None and number == int(number)
    reserve: list[Block] = [Text(remark(terme.value))] if remark(terme.value) else []
    return Opening(
        anchor=anchor,
        title=terme.label,
        value=write_value(terme.value, terme.unite, decimals=0 if is_whole else 2),
        blocks=(*reserve, *lines(f"{terme.label}\u00a0: les lignes", terme.sources)),
    )
