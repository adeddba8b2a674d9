"""The same measure year after year. What is missing keeps its place and its reason: never zero, never a joined line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from socioeco.indicators import Postes
from socioeco.readers import exercice_key
from socioeco.trajectories.annualisation import annualise, exact_flow
from socioeco.trajectories.exercices import Etape, sans_comptes
from socioeco.trajectories.mesures import Mesure, Releve, releves_of
from socioeco.values import Value, calcule_entre, non_calculable

CENT = Fraction(100)
Restated = Mapping[str, Postes]  # exercice_key: the same exercice in the layout of the rules that follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measure at one step of the path.

    `value` is the raw figure; `sur_douze_mois` brings a flow to twelve months (the same for the rest).
    `retraite` is the raw figure under the rules that follow, in the year before a change of rules, when it was
    restated. At a gap there is no `releve`, and both values say why.
    """

    etape: Etape
    releve: Releve | None
    value: Value[int] | Value[Fraction]
    sur_douze_mois: Value[int] | Value[Fraction]
    retraite: Value[int] | Value[Fraction] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Serie:
    """One point by step of the path, gaps included, oldest first. Never a budget."""

    mesure: Mesure
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointIndice:
    """100 in the base year; every other year in proportion, flows over twelve months."""

    etape: Etape
    value: Value[Fraction]


def series_of(etapes: Sequence[Etape], restated: Restated) -> dict[str, Serie]:
    """Every measure that an exercice has, by key."""
    read = [{} if etape.postes is None else releves_of(etape.postes) for etape in etapes]
    again = [_restated(etape, restated) for etape in etapes]
    mesures = {cle: releve.mesure for releves in read for cle, releve in releves.items()}
    return {
        cle: Serie(
            mesure=mesure,
            points=tuple(
                _point(etape, releves.get(cle), other.get(cle))
                for etape, releves, other in zip(etapes, read, again, strict=True)
            ),
        )
        for cle, mesure in mesures.items()
    }


def _restated(etape: Etape, restated: Restated) -> dict[str, Releve]:
    postes = restated.get(exercice_key(etape.opened_on, etape.closed_on))
    return releves_of(postes) if postes and etape.postes else {}


def _point(etape: Etape, releve: Releve | None, again: Releve | None) -> Point:
    if releve is None or etape.postes is None:
        missing = non_calculable(sans_comptes(etape))
        return Point(etape=etape, releve=None, value=missing, sur_douze_mois=missing)
    return Point(
        etape=etape,
        releve=releve,
        value=releve.value,
        sur_douze_mois=annualise(releve, etape.postes),
        retraite=again.value if again else None,
    )


def base_100(serie: Serie, opened_on: date) -> tuple[PointIndice, ...]:
    """The series with 100 in the step that opens on that day. Raises KeyError when no step does.

    Not computable when the base is nil, negative, unknown or a range: nothing can be in proportion to it.
    """
    base = next((point for point in serie.points if point.etape.opened_on == opened_on), None)
    if base is None:
        raise KeyError(opened_on)
    reason = _no_base(base, serie.mesure)
    if reason:
        return tuple(PointIndice(etape=point.etape, value=non_calculable(reason)) for point in serie.points)
    whole = _exact(base).or_default(Fraction(1))
    return tuple(PointIndice(etape=point.etape, value=_indice(point, whole)) for point in serie.points)


def _no_base(base: Point, mesure: Mesure) -> str:
    name, value = f"«\u00a0{mesure.titre}\u00a0» en {base.etape.libelle}", base.value
    if value.number is None:
        return f"Pas de base 100\u00a0: {name} n’est pas connu. {value.raison}"
    if value.is_range:
        return f"Pas de base 100\u00a0: {name} n’est connu que par une fourchette."
    if value.number <= 0:
        return f"Pas de base 100\u00a0: {name} est {'négatif' if value.number < 0 else 'nul'}."
    return ""


def _indice(point: Point, whole: Fraction) -> Value[Fraction]:
    value = _exact(point)
    if value.number is None:
        return value
    high = value.number if value.haut is None else value.haut
    return calcule_entre(value.number * CENT / whole, high * CENT / whole, reserve=value.reserve)


def _exact(point: Point) -> Value[Fraction]:
    if point.releve is None or point.etape.postes is None:
        return non_calculable(point.value.raison)
    return exact_flow(point.releve, point.etape.postes)
