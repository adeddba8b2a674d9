"""Reads `catalogue.yaml`, where every code gets its severity and its words."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, RootModel

from socioeco.anomalies.model import Severite


class AnomalyKind(BaseModel):
    """What is wrong, why it matters, what to do: templates filled by the collector; and what it looks like.

    `exemple` is for the documentation: a case as a file would show it, of nobody's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    severite: Severite
    constat: str
    consequence: str
    remede: str
    exemple: str


class _Catalogue(RootModel[dict[str, AnomalyKind]]):
    pass


@cache
def kinds() -> Mapping[str, AnomalyKind]:
    """Every kind by its code. Read when the first one is needed: a file without anomaly needs none."""
    text = files("socioeco.anomalies").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return _Catalogue.model_validate(yaml.load(text, Loader=yaml.CSafeLoader)).root
