"""« Le chemin sur le triangle »: each year between three poles, and what makes its place under both conventions."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.formats import format_date
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Cell, Drawing, Facts, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import remark, write_value
from socioeco.trajectories import PointTriangle, Trajectory, draw_triangle
from socioeco.trajectories.triangle import DEPUIS, FAMILLES, LIBELLES, VERSION, ConventionAchat, Pole
from socioeco.values import Value

SOURCE = "Source\u00a0: les comptes lus"
TRIANGLE = (
    "Trois pôles\u00a0: les subventions\u202f; les membres et la générosité\u202f; les ventes et commandes. Une commande "
    "publique est un contrat\u00a0: elle est avec les ventes. Les produits financiers et les autres produits sont dehors."
)
FORMULA = (
    "Part d’un pôle = ses ressources ÷ celles des trois pôles ensemble. Ce qu’un payeur privé verse au titre des "
    "subventions compte avec la générosité. Une ressource négative ne compte pas."
)
RULE = (
    "Convention de la plateforme, version {version}, depuis le {depuis}\u00a0: la commande publique est un contrat. "
    "L’autre convention la compte avec les subventions, d’après qui paie."
)
OUTSIDE = "Hors du triangle, de toutes les ressources"
OTHER = "Autre convention"
POLES: Mapping[Pole, str] = MappingProxyType({pole: LIBELLES[ConventionAchat.CONTRAT, pole] for pole in Pole})
Pair = tuple[PointTriangle, PointTriangle]  # a year under the house convention, and under the other one


def triangle(analysis: Analysis) -> Section | None:
    """None when no year stands anywhere: there is nothing to draw."""
    found = analysis.trajectory
    if not any(point.zone for point in found.chemin.points):
        return None
    return Section(
        anchor="triangle", title="Le chemin sur le triangle des ressources", blocks=blocks_of(found)
    )


def blocks_of(found: Trajectory) -> tuple[Block, ...]:
    """The drawing, how it reads, its numbers, and what each of them is made of."""
    pairs = list(zip(found.chemin.points, found.chemin.autre_convention, strict=True))
    return (_drawing(found), Text(TRIANGLE), _grid(found), *map(_place, pairs))


def _drawing(found: Trajectory) -> Drawing:
    first, last = found.etapes[0].libelle, found.etapes[-1].libelle
    title = f"La place de {first}" if first == last else f"Le chemin de {first} à {last}"
    return Drawing(draw_triangle(found, title=title, source=SOURCE))


def _grid(found: Trajectory) -> Grid:
    """The other convention takes rows only where it changes something."""
    points, others = found.chemin.points, found.chemin.autre_convention
    outside: tuple[Cell, ...] = (OUTSIDE, *(_part(each.hors_triangle, each) for each in points))
    is_other = any(point.parts != other.parts for point, other in zip(points, others, strict=True))
    rows = (*_rows(points, ""), *(_rows(others, f"{OTHER}\u00a0: ") if is_other else ()), outside)
    caption = "Part de chaque pôle, selon les deux conventions" if is_other else "Part de chaque pôle"
    return Grid(caption=caption, header=("Pôle", *(point.etape.libelle for point in points)), rows=rows)


def _rows(points: tuple[PointTriangle, ...], before: str) -> Iterator[tuple[Cell, ...]]:
    for pole in Pole:
        label = LIBELLES[points[0].convention, pole]
        name = f"{before}{label[:1].lower()}{label[1:]}" if before else label
        yield name, *(_part(point.parts[pole], point) for point in points)


def _part(value: Value[Fraction], point: PointTriangle) -> Figure:
    return Figure(write_value(value, "part"), anchor_of(point))


def anchor_of(point: PointTriangle) -> str:
    return slug("triangle", point.etape.libelle)


# --- what a place is made of ------------------------------------------------------------------------------


def _place(pair: Pair) -> Opening:
    point, other = pair
    label = point.etape.libelle
    reasons = dict.fromkeys(filter(None, map(remark, (*point.parts.values(), *other.parts.values()))))
    return Opening(
        anchor=anchor_of(point),
        title=f"Place de {label}",
        value=_in_words(point),
        blocks=(
            *(Text(each, is_caution=True) for each in reasons),
            *_values(pair),
            Facts((("Formule", FORMULA), ("Règle", _rule()))),
            *_lines(point),
        ),
        is_deep=True,
    )


def _in_words(point: PointTriangle) -> str:
    """The three shares, in the order of the poles; nothing without a place."""
    return " · ".join(write_value(value, "part") for value in point.parts.values()) if point.zone else ""


def _rule() -> str:
    return RULE.format(version=VERSION, depuis=format_date(DEPUIS))


def _values(pair: Pair) -> Iterator[Block]:
    """The resources of each pole, then its share under each convention."""
    point, other = pair
    if point.etape.postes is None:
        return
    rows = (
        (
            POLES[pole],
            "\u202f; ".join(_amounts(point, pole)) or "aucune",
            write_value(point.parts[pole], "part"),
            write_value(other.parts[pole], "part"),
        )
        for pole in Pole
    )
    yield Grid(
        caption=f"Ce qui fait la place de {point.etape.libelle}",
        header=("Pôle", "Ses ressources", "Sa part", OTHER),
        rows=tuple(rows),
        is_words=True,
    )


def _amounts(point: PointTriangle, pole: Pole) -> Iterator[str]:
    for famille in FAMILLES[point.convention, pole]:
        value = _value(point, famille)
        if value.number or value.haut:
            yield f"{RESSOURCES[famille].lower()}\u00a0: {write_value(value, 'euros', decimals=2)}"


def _value(point: PointTriangle, famille: Ressource) -> Value[int]:
    if point.etape.postes is None:
        raise ValueError("a time without accounts has no amount")
    return point.etape.postes.ressources[famille].value


def _lines(point: PointTriangle) -> Iterator[Block]:
    """Those of a pole stand under its name."""
    for pole, found in point.sources.items():
        title = f"{POLES[pole]}, {point.etape.libelle}"
        if found:
            yield Opening(
                anchor=slug(anchor_of(point), pole.value),
                title=title,
                value=write_value(point.parts[pole], "part"),
                blocks=lines(f"{title}\u00a0: les lignes", found),
            )
