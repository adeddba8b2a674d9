"""What an indicator is, in words: one YAML file each, in `definitions/indicateurs`."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

Unite = Literal["euros", "part", "mois", "nombre"]
# The order of the page.
KEYS = (
    "part_publique",
    "part_subventions",
    "part_commande",
    "premier_financeur",
    "diversite",
    "mois_de_tresorerie",
    "fonds_propres",
    "fonds_de_roulement",
    "besoin_en_fonds_de_roulement",
    "part_personnel",
    "resultat",
    "part_benevolat_valorise",
)


class Version(BaseModel):
    """One state of the rule: since when, and what it changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    depuis: date
    ce_qui_change: str


class Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    cle: str
    titre: str
    question: str
    pourquoi: str
    unite: Unite
    decimales: int = Field(ge=0, le=2)
    formule: str
    quand_non_calculable: str
    lecture: str
    prudence: str
    source: str
    version: tuple[Version, ...] = Field(min_length=1)


@cache
def definition_of(cle: str) -> Definition:
    """The definition of a key of KEYS. KeyError for any other."""
    if cle not in KEYS:
        raise KeyError(cle)
    file = files("socioeco").joinpath("definitions", "indicateurs", f"{cle}.yaml")
    return Definition.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
