"""The path of an organisation across its years: series with what is missing, what explains each change, the triangle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from socioeco.comptes import Ressource
from socioeco.indicators import Postes
from socioeco.readers import exercice_key
from socioeco.trajectories.exceptionnel import set_exceptionnel_apart
from socioeco.trajectories.exercices import (
    Etape,
    Rupture,
    etapes_of,
    is_budget,
    libelles_of,
    ruptures_of,
    sorted_years,
)
from socioeco.trajectories.explication import Explication, explain
from socioeco.trajectories.mesures import Releve, releves_of
from socioeco.trajectories.mix import Mix, mix_of
from socioeco.trajectories.series import Restated, Serie, series_of
from socioeco.trajectories.triangle import Chemin, chemin_of

BUDGET = "Budget\u00a0: une prévision, pas des comptes."
Exceptionnels = Mapping[str, Mapping[Ressource, int]]  # exercice_key: centimes by family
NONE: Mapping[str, Postes] = MappingProxyType({})
NOTHING: Exceptionnels = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A forecast, beside the years and never among them; `marque` is what must be written on it."""

    libelle: str
    postes: Postes
    releves: Mapping[str, Releve]
    marque: str = BUDGET


@dataclass(frozen=True, slots=True, kw_only=True)
class Changement:
    """From a year to the next one: the resources, the produits and the result, each explained whole."""

    avant: str
    apres: str
    explications: tuple[Explication, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """Actual years only in `etapes`, `series`, `mix`, `changements` and `chemin`, oldest first.

    `series` is keyed by measure and `mix` by name of the year.
    """

    etapes: tuple[Etape, ...]
    ruptures: tuple[Rupture, ...]
    series: Mapping[str, Serie]
    mix: Mapping[str, Mix]
    changements: tuple[Changement, ...]
    chemin: Chemin
    budgets: tuple[Budget, ...]


def build_trajectory(
    postes: Sequence[Postes], *, restated: Restated = NONE, exceptionnels: Exceptionnels = NOTHING
) -> Trajectory:
    """The trajectory of these years, the same whatever their order. None at all gives an empty one.

    `restated`: for the year before a change of rules, the same year in the layout of the next one; `exceptionnels`:
    what the person keeps out of a family. Both by `exercice_key`. Raises ExercicesInvalides, with a French
    sentence, for the same year given twice or a year that closes before it opens.
    """
    years = sorted_years(_apart(each, exceptionnels) for each in postes if not is_budget(each))
    again = {key: _apart(each, exceptionnels) for key, each in restated.items()}
    etapes = etapes_of(years)
    return Trajectory(
        etapes=etapes,
        ruptures=ruptures_of(etapes),
        series=series_of(etapes, again),
        mix={etape.libelle: mix_of(etape.postes) for etape in etapes if etape.postes},
        changements=_changements(etapes, again),
        chemin=chemin_of(etapes),
        budgets=_budgets(postes),
    )


def _apart(postes: Postes, exceptionnels: Exceptionnels) -> Postes:
    return set_exceptionnel_apart(postes, exceptionnels.get(_key(postes), {}))


def _key(postes: Postes) -> str:
    return exercice_key(postes.opened_on, postes.closed_on)


def _changements(etapes: Sequence[Etape], restated: Restated) -> tuple[Changement, ...]:
    lived = [(etape.libelle, etape.postes) for etape in etapes if etape.postes]
    return tuple(
        Changement(avant=avant, apres=apres, explications=explain(before, after, restated.get(_key(before))))
        for (avant, before), (apres, after) in pairwise(lived)
    )


def _budgets(postes: Sequence[Postes]) -> tuple[Budget, ...]:
    years = sorted_years(each for each in postes if is_budget(each))
    return tuple(
        Budget(libelle=libelle, postes=each, releves=releves_of(each))
        for libelle, each in zip(libelles_of(years), years, strict=True)
    )
