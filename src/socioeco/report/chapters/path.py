"""« La trajectoire »: each measure over twelve months and in base 100, and the path between three poles."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from socioeco.formats import format_nombre
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.chapters.triangle import SOURCE, blocks_of
from socioeco.report.document import Block, Cell, Drawing, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.restating import RENUMBERED
from socioeco.report.wording import remark, write_value
from socioeco.trajectories import Point, Serie, Trajectory, base_100, draw_base_100
from socioeco.values import Value

DRAWN = ("ressources_total", "charges", "personnel", "tresorerie")
SERIES = ("ressources_total", "produits", "charges", "personnel", "tresorerie")
HOW = (
    "Base 100\u00a0: le premier exercice vaut cent, les autres sont en proportion, leurs flux ramenés à douze mois. Ce qui "
    "est possédé ou dû à la clôture n’est jamais ramené à douze mois."
)
NOTHING = "–"
NEXT_RULES = "Selon les règles suivantes"
BOTH = "{avant}, dans ses comptes et selon les règles de {apres}"
MIXED = (
    "Les règles changent entre {avant} et {apres}\u00a0: en base 100, ces lignes comparent deux façons de ranger les "
    "comptes. Pour en juger, partez de {avant} selon les règles de {apres}."
)


def path(analysis: Analysis) -> Section | None:
    found = analysis.trajectory
    if len(analysis.exercices) < 2:
        return None
    series = [found.series[cle] for cle in SERIES]
    blocks: list[Block] = [
        _indices_drawn(found), Text(HOW), _base_100(series), *_both_rules(analysis, series)
    ]  # fmt: skip
    blocks += [*(_opening(each, analysis) for each in series), *blocks_of(found)]
    if found.ruptures:
        blocks.append(Items(tuple(each.phrase for each in found.ruptures)))
    return Section(anchor="trajectoire", title="La trajectoire", blocks=tuple(blocks))


def _indices_drawn(found: Trajectory) -> Drawing:
    years = f"de {found.etapes[0].libelle} à {found.etapes[-1].libelle}"
    first = found.etapes[0].opened_on
    return Drawing(draw_base_100(found, DRAWN, first, title=f"Évolution {years}, base 100", source=SOURCE))


def _base_100(series: Sequence[Serie]) -> Grid:
    labels = [point.etape.libelle for point in series[0].points]
    return Grid(
        caption="Base 100 au premier exercice",
        header=("", *labels),
        rows=tuple((each.mesure.titre, *_indices(each)) for each in series),
    )


def _indices(serie: Serie) -> list[Figure]:
    points = base_100(serie, serie.points[0].etape.opened_on)
    return [
        Figure(
            NOTHING if point.value.number is None else format_nombre(point.value.number, decimals=1),
            slug("t", serie.mesure.cle),
        )
        for point in points
    ]


def _both_rules(analysis: Analysis, series: Sequence[Serie]) -> Iterator[Block]:
    """The year before a change of rules, both ways, where it is not the same: base 100 alone would hide it."""
    for again in analysis.retraitements:
        found = [
            (serie, point)
            for serie in series
            for point in serie.points
            if point.etape.libelle == again.avant and _is_restated(point)
        ]
        if found:
            names = {"avant": again.avant, "apres": again.apres}
            rows = (_both(serie, point) for serie, point in found)
            header = ("", "Dans les comptes", f"Selon les règles de {again.apres}")
            yield Grid(caption=BOTH.format(**names), header=header, rows=tuple(rows))
            yield Text(MIXED.format(**names), is_caution=True)


def _both(serie: Serie, point: Point) -> tuple[Cell, ...]:
    values = (_written(point.value, serie), _restated(point, serie))
    return serie.mesure.titre, *(Figure(each, slug("t", serie.mesure.cle)) for each in values)


def _is_restated(point: Point) -> bool:
    return point.retraite is not None and point.retraite != point.value


def _restated(point: Point, serie: Serie) -> str:
    return _written(point.retraite, serie) if point.retraite and _is_restated(point) else ""


def _written(value: Value[int] | Value[Fraction], serie: Serie) -> str:
    return write_value(value, serie.mesure.unite, decimals=2)


def _opening(serie: Serie, analysis: Analysis) -> Opening:
    """The raw figures, then over twelve months: what base 100 is made of; and under newer rules where they differ."""
    grid = Grid(
        caption=f"{serie.mesure.titre}, par exercice",
        header=("Exercice", "Dans les comptes", NEXT_RULES, "Sur douze mois", "Remarque"),
        rows=tuple(_row(point, serie) for point in serie.points),
        is_words=True,
    )
    return Opening(
        anchor=slug("t", serie.mesure.cle),
        title=serie.mesure.titre,
        blocks=(grid, *_lines(serie, analysis)),
        is_deep=True,
    )


def _row(point: Point, serie: Serie) -> tuple[Cell, ...]:
    raw, yearly = _written(point.value, serie), _written(point.sur_douze_mois, serie)
    return point.etape.libelle, raw, _restated(point, serie), yearly, remark(point.value)


def _lines(serie: Serie, analysis: Analysis) -> Iterator[Block]:
    for point in serie.points:
        title = f"{serie.mesure.titre}, {point.etape.libelle}"
        if point.releve:
            yield from lines(f"{title}\u00a0: les lignes", point.releve.sources)
        again = analysis.retraitement(point.etape.libelle)
        if again and _is_restated(point):
            sources = again.in_the_books(again.releves[serie.mesure.cle].sources)
            yield from lines(f"{title}, {RENUMBERED.format(apres=again.apres)}\u00a0: les lignes", sources)
