"""« La trajectoire »: each measure over twelve months and in base 100, and the path between three poles."""

from collections.abc import Sequence
from fractions import Fraction

from socioeco.formats import format_nombre
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Cell, Drawing, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.wording import remark, write_value
from socioeco.trajectories import PointTriangle, Serie, Trajectory, base_100, draw_base_100, draw_triangle
from socioeco.trajectories.triangle import LIBELLES
from socioeco.values import Value

SOURCE = "Source\u00a0: les fichiers lus"
DRAWN = ("ressources_total", "charges", "personnel", "tresorerie")
SERIES = ("ressources_total", "produits", "charges", "personnel", "tresorerie")
HOW = (
    "Base 100\u00a0: le premier exercice vaut cent, les autres sont en proportion, leurs flux ramenés à douze mois. Ce qui "
    "est possédé ou dû à la clôture n’est jamais ramené à douze mois."
)
TRIANGLE = (
    "Trois pôles\u00a0: les subventions\u00a0; les membres et la générosité\u00a0; les ventes et commandes. Une commande "
    "publique est un contrat\u00a0: elle est avec les ventes. Les produits financiers et les autres produits sont dehors."
)
NOTHING = "–"


def path(analysis: Analysis) -> Section | None:
    found = analysis.trajectory
    if len(analysis.exercices) < 2:
        return None
    series = [found.series[cle] for cle in SERIES]
    indices, triangle = _drawings(found)
    blocks: list[Block] = [indices, Text(HOW), _base_100(series), *map(_opening, series)]
    blocks += [triangle, Text(TRIANGLE), _triangle(found), *(_place(each) for each in found.chemin.points)]
    if found.ruptures:
        blocks.append(Items(tuple(each.phrase for each in found.ruptures)))
    return Section(anchor="trajectoire", title="La trajectoire", blocks=tuple(blocks))


def _drawings(found: Trajectory) -> tuple[Drawing, Drawing]:
    years = f"de {found.etapes[0].libelle} à {found.etapes[-1].libelle}"
    first = found.etapes[0].opened_on
    indices = draw_base_100(found, DRAWN, first, title=f"Évolution {years}, base 100", source=SOURCE)
    return Drawing(indices), Drawing(draw_triangle(found, title=f"Le chemin {years}", source=SOURCE))


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


def _opening(serie: Serie) -> Opening:
    """The raw figures, then over twelve months: what base 100 is made of."""
    rows = tuple(
        (
            point.etape.libelle,
            write_value(point.value, serie.mesure.unite, decimals=2),
            write_value(point.sur_douze_mois, serie.mesure.unite, decimals=2),
            remark(point.value),
        )
        for point in serie.points
    )
    grid = Grid(
        caption=f"{serie.mesure.titre}, par exercice",
        header=("Exercice", "Dans les comptes", "Sur douze mois", "Remarque"),
        rows=rows,
        is_words=True,
    )
    sources = (
        block
        for point in serie.points
        if point.releve
        for block in lines(
            f"{serie.mesure.titre}, {point.etape.libelle}\u00a0: les lignes", point.releve.sources
        )
    )
    return Opening(
        anchor=slug("t", serie.mesure.cle), title=serie.mesure.titre, blocks=(grid, *sources), is_deep=True
    )


def _triangle(found: Trajectory) -> Grid:
    points = found.chemin.points
    poles = tuple(points[0].parts)
    rows: list[tuple[Cell, ...]] = [
        (LIBELLES[points[0].convention, pole], *(_part(point.parts[pole], point) for point in points))
        for pole in poles
    ]
    outside: tuple[Cell, ...] = (
        "Hors du triangle, de toutes les ressources",
        *(_part(point.hors_triangle, point) for point in points),
    )
    return Grid(
        caption="Part de chaque pôle",
        header=("Pôle", *(point.etape.libelle for point in points)),
        rows=(*rows, outside),
    )


def _part(value: Value[Fraction], point: PointTriangle) -> Figure:
    return Figure(write_value(value, "part"), _anchor(point))


def _anchor(point: PointTriangle) -> str:
    return slug("triangle", point.etape.libelle)


def _place(point: PointTriangle) -> Opening:
    reasons = dict.fromkeys(filter(None, map(remark, point.parts.values())))
    sources = (
        block
        for pole, found in point.sources.items()
        for block in lines(
            f"{LIBELLES[point.convention, pole]}, {point.etape.libelle}\u00a0: les lignes", found
        )
    )
    return Opening(
        anchor=_anchor(point),
        title=f"Place de {point.etape.libelle} sur le triangle",
        blocks=(*(Text(each, is_caution=True) for each in reasons), *sources),
        is_deep=True,
    )
