"""An amount with the lines it adds up: what every figure of the engine is made of."""

from dataclasses import dataclass
from typing import Any

from socioeco.indicators.sources import SourceLine
from socioeco.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Poste:
    """An amount in centimes and the lines it adds up; with no number, the reason. A charge is positive."""

    value: Value[int]
    sources: tuple[SourceLine, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "montant_centimes": self.value.to_json(),
            "sources": [source.to_json() for source in self.sources],
        }
