"""One exercice by activity, from the axis of its files: what the chapter, the table and the JSON tell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from socioeco.readers import Balance
from socioeco.readers.axis import AxisReading
from socioeco.report.analysis import Exercice
from socioeco.report.tables.model import Cell, Column, Kind, Table
from socioeco.typologies import Position
from socioeco.typologies.activites import (
    Activite,
    Cle,
    LectureActivite,
    ParActivite,
    compute_activites,
    compute_position_of_activite,
    repartition_of_axis,
)

AMOUNTS = ("Recettes", "Charges directes", "Charges indirectes", "Coût complet", "Résultat")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParAxe:
    """`positions` are in the order of the activities; `colonne` is the column that distributed the accounts."""

    exercice: str
    colonne: str
    par_activite: ParActivite
    positions: tuple[Position, ...]

    @property
    def activites(self) -> tuple[tuple[Activite, LectureActivite, Position], ...]:
        found = self.par_activite
        return tuple(zip(found.activites, found.lectures, self.positions, strict=True))


def by_axis(
    year: Exercice,
    readings: Iterable[AxisReading],
    *,
    indirectes: tuple[str, ...] = (),
    cle_indirecte: Cle | None = None,
) -> ParAxe | None:
    """The activities of this exercice; None when no reading of one of its files has any.

    A file without axis is left undistributed. `indirectes` are the accounts, by their beginning, that serve every
    activity: the key shares them. Opinions on the association are not opinions on an activity: none is used. Raises
    RepartitionError, a French sentence, when the key names an activity that the axis has not.
    """
    used = [each for each in readings if each.balances and _is_of(year, each)]
    if not used:
        return None
    shared = repartition_of_axis(
        year.postes, _added(used), indirectes=indirectes, cle_indirecte=cle_indirecte
    )
    found = compute_activites(year.postes, shared)
    return ParAxe(
        exercice=year.label,
        colonne=used[0].colonne,
        par_activite=found,
        positions=tuple(compute_position_of_activite(each, {}) for each in found.activites),
    )


def _is_of(year: Exercice, reading: AxisReading) -> bool:
    files = year.balance.empreintes if year.balance else ()
    return reading.fec is not None and reading.fec.empreinte in files


def _added(readings: Iterable[AxisReading]) -> Mapping[str, Balance]:
    """Two files of one exercice may hold parts of the same activity."""
    named: dict[str, list[Balance]] = {}
    for reading in readings:
        for name, balance in reading.balances.items():
            named.setdefault(name, []).append(balance)
    return {name: reduce(add, balances) for name, balances in named.items()}


def amounts_of(activite: Activite) -> tuple[int, ...]:
    """Centimes, in the order of AMOUNTS."""
    return (
        activite.recettes_centimes,
        activite.charges_directes.value.number or 0,
        activite.charges_indirectes.value.number or 0,
        activite.cout_complet_centimes,
        activite.resultat_centimes,
    )


def activities_data(found: ParAxe) -> dict[str, Any]:
    """For the JSON: amounts in centimes; `resultat` from the lowest to the highest that what is left may make it."""
    return {
        "exercice": found.exercice,
        "colonne": found.colonne,
        "activites": [_activite(*each) for each in found.activites],
        "non_reparti": _amounts(found.par_activite.non_reparti),
        "alertes": list(found.par_activite.alertes),
    }


def _activite(activite: Activite, lecture: LectureActivite, position: Position) -> dict[str, Any]:
    return {
        **_amounts(activite),
        "resultat": lecture.resultat.to_json(),
        "solde": lecture.solde.value,
        "conclusion": {"genre": position.conclusion.kind.value, "texte": position.conclusion.texte},
    }


def _amounts(activite: Activite) -> dict[str, Any]:
    received, direct, indirect, cost, result = amounts_of(activite)
    return {
        "nom": activite.nom,
        "recettes_centimes": received,
        "charges_directes_centimes": direct,
        "charges_indirectes_centimes": indirect,
        "cout_complet_centimes": cost,
        "resultat_centimes": result,
        "ressources": activite.postes.ressources.to_json(),
    }


def activities_table(found: Iterable[ParAxe]) -> Table:
    """For CSV and ODS, exercice by exercice: a row by activity, then what is left."""
    return Table(
        key="activites",
        title="Activités",
        columns=(
            Column("Exercice"),
            Column("Activité"),
            *(Column(label, Kind.EUROS) for label in AMOUNTS),
            Column("Lecture du résultat"),
            Column("Parmi les sept modèles"),
        ),
        rows=tuple(row for year in found for row in _rows(year)),
    )


def _rows(year: ParAxe) -> Iterator[tuple[Cell, ...]]:
    for activite, lecture, position in year.activites:
        yield year.exercice, activite.nom, *amounts_of(activite), lecture.texte, position.conclusion.texte
    rest = year.par_activite.non_reparti
    yield year.exercice, rest.nom, *amounts_of(rest), "", ""
