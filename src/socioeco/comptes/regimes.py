"""Loads the charts and tells which one an exercice follows."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from socioeco.comptes.model import Regime

REGIME_CODES = ("99-01", "2018-06", "2025")


@cache
def regime_named(code: str) -> Regime:
    """The chart of this code, whatever the year: how a person overrides the date. KeyError if unknown."""
    if code not in REGIME_CODES:
        raise KeyError(code)
    definition = files("socioeco").joinpath("definitions", "comptes", f"{code}.yaml")
    return Regime.model_validate(yaml.load(definition.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def regime_for(opened_on: date) -> Regime:
    """The chart of the exercices opened on that day. A year older than all charts follows the oldest."""
    regimes = [regime_named(code) for code in REGIME_CODES]
    started = [regime for regime in regimes if regime.ouvert_a_partir_du <= opened_on]
    return started[-1] if started else regimes[0]
