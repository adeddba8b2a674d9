"""The benchmark files, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import TypeAdapter

from socioeco.benchmarks.mesures import MESURES
from socioeco.benchmarks.model import Cellule, Colonne, Repere, Source

CLES = (
    "structure-des-ressources",
    "employeuses-ou-non",
    "budget-moyen-2005",
    "classes-de-budget",
    "associations-culturelles",
    "adherents",
    "culture-employeuses",
    "budget-median-culture",
    "associations-sportives",
    "subvention-mediane-sport",
    "financeurs-publics",
    "argent-public-2023",
    "solidite-2025",
    "financements-insuffisants",
)  # tables A to F, in their order


@cache
def sources() -> Mapping[str, Source]:
    """Every source by key."""
    return MappingProxyType(TypeAdapter(dict[str, Source]).validate_python(_read("sources")))


@cache
def repere_named(cle: str) -> Repere:
    """A table of CLES. KeyError for any other."""
    if cle not in CLES:
        raise KeyError(cle)
    return check(Repere.model_validate(_read(cle)))


def reperes() -> tuple[Repere, ...]:
    return tuple(map(repere_named, CLES))


def check(repere: Repere) -> Repere:
    """The same table, once its measures and its sources are known to exist. Raises ValueError otherwise."""
    used = {ligne.mesure for ligne in repere.lignes if ligne.mesure}
    named = {
        key
        for ligne in repere.lignes
        for cle, cellule in ligne.cellules.items()
        for key in repere.sources_of(_column(repere, cle), cellule)
    }
    unknown = (used - set(MESURES)) | (named - set(sources()))
    if unknown:
        raise ValueError(f"{repere.cle}: unknown measures or sources: {sorted(unknown)}")
    return repere


def sources_of(repere: Repere, colonne: Colonne, cellule: Cellule) -> tuple[Source, ...]:
    return tuple(sources()[key] for key in repere.sources_of(colonne, cellule))


def _column(repere: Repere, cle: str) -> Colonne:
    return next(colonne for colonne in repere.colonnes if colonne.cle == cle)


def _read(cle: str) -> Any:
    file = files("socioeco").joinpath("definitions", "reperes", f"{cle}.yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))
