"""A trajectory drawn: its path on the triangle, and its series in base 100."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from socioeco.charts import Chart, Line, Poles, TrianglePoint, base_100_lines, triangle_path
from socioeco.trajectories.exercices import RuptureKind
from socioeco.trajectories.series import PointIndice, base_100
from socioeco.trajectories.trajectory import Trajectory
from socioeco.trajectories.triangle import LIBELLES, ConventionAchat, Pole

TRIANGLE = (
    "Chaque point est un exercice. Plus il est proche d’un coin, plus cette ressource pèse. "
    "Toutes les valeurs sont dans le tableau."
)
CONVENTION = (
    "Convention\u00a0: la commande publique est comptée avec les ventes, car c’est un contrat\u202f; produits financiers "
    "et autres produits exclus"
)
INDICES = (
    "Chaque série vaut 100 dans l’année de base. Les flux sont ramenés à douze mois. "
    "Toutes les valeurs sont dans le tableau."
)


def draw_triangle(trajectory: Trajectory, *, title: str, source: str = "", summary: str = TRIANGLE) -> Chart:
    """The path, one point by step; the other convention as a hollow point. Raises ValueError without any step."""
    if not trajectory.etapes:
        raise ValueError("a path needs a year")
    chemin = trajectory.chemin
    return triangle_path(
        [
            TrianglePoint(label=point.etape.libelle, places=point.zone, other=other.zone)
            for point, other in zip(chemin.points, chemin.autre_convention, strict=True)
        ],
        poles=Poles(
            top=LIBELLES[ConventionAchat.CONTRAT, Pole.SUBVENTIONS],
            left=LIBELLES[ConventionAchat.CONTRAT, Pole.MEMBRES],
            right=LIBELLES[ConventionAchat.CONTRAT, Pole.VENTES],
        ),
        title=title,
        summary=summary,
        convention=CONVENTION,
        source=source,
    )


def draw_base_100(  # noqa: PLR0913 one call says a whole figure
    trajectory: Trajectory,
    cles: Sequence[str],
    opened_on: date,
    *,
    title: str,
    source: str = "",
    summary: str = INDICES,
) -> Chart:
    """One to four series by key, 100 in the year that opens on that day.

    A series that has no base is left without a mark: `base_100` says why. Raises KeyError on an unknown key or year.
    """
    series = [trajectory.series[cle] for cle in cles]
    names = [etape.libelle for etape in trajectory.etapes]
    base = next((etape.libelle for etape in trajectory.etapes if etape.opened_on == opened_on), None)
    if base is None:
        raise KeyError(opened_on)
    return base_100_lines(
        names,
        [
            Line(label=serie.mesure.titre, values=[_bounds(point) for point in base_100(serie, opened_on)])
            for serie in series
        ],
        base=base,
        breaks=[each.apres for each in trajectory.ruptures if each.kind is RuptureKind.REGLES],
        title=title,
        summary=summary,
        source=source,
    )


def _bounds(point: PointIndice) -> tuple[Fraction, Fraction] | None:
    number = point.value.number
    return None if number is None else (number, number if point.value.haut is None else point.value.haut)
