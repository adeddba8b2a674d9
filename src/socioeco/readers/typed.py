"""Ten lines typed for one exercice: what a person reads on a paper statement, without any account number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

FORMAT = 1


class TypedLine(StrEnum):
    """The ten lines, in the order they are asked, then own funds, which is optional."""

    COTISATIONS = "cotisations"
    VENTES = "ventes"
    COMMANDE = "commande"
    SUBVENTIONS = "subventions"
    DONS = "dons"
    MECENAT = "mecenat"
    AUTRES = "autres"
    SALAIRES = "salaires"
    DEPENSES = "depenses"
    ARGENT = "argent"
    FONDS_PROPRES = "fonds_propres"


LABELS: Mapping[TypedLine, str] = MappingProxyType(
    {
        TypedLine.COTISATIONS: "Cotisations",
        TypedLine.VENTES: "Ventes et participations",
        TypedLine.COMMANDE: "Paiements d’acheteurs publics",
        TypedLine.SUBVENTIONS: "Subventions",
        TypedLine.DONS: "Dons",
        TypedLine.MECENAT: "Mécénat et fondations",
        TypedLine.AUTRES: "Autres produits",
        TypedLine.SALAIRES: "Salaires et charges",
        TypedLine.DEPENSES: "Autres dépenses",
        TypedLine.ARGENT: "Argent disponible à la clôture",
        TypedLine.FONDS_PROPRES: "Fonds propres à la clôture",
    }
)
# A blank line counts for zero, except these: a blank there means that the person does not know.
UNKNOWN_WHEN_BLANK = frozenset({TypedLine.COMMANDE, TypedLine.ARGENT, TypedLine.FONDS_PROPRES})
# Those that may be negative: an overdraft, own funds eaten by losses.
MAY_BE_NEGATIVE = frozenset({TypedLine.ARGENT, TypedLine.FONDS_PROPRES})


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedExercice:
    """The lines of one exercice, in centimes; None where the person left the line blank."""

    opened_on: date
    closed_on: date
    lines: Mapping[TypedLine, int | None]

    def __getitem__(self, line: TypedLine) -> int | None:
        """The amount; 0 for a blank line, None where a blank means « I do not know »."""
        amount = self.lines.get(line)
        return 0 if amount is None and line not in UNKNOWN_WHEN_BLANK else amount

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "ouvert_le": self.opened_on.isoformat(),
            "clos_le": self.closed_on.isoformat(),
            "lignes": {line.value: self.lines.get(line) for line in TypedLine},
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "TypedExercice":
        """What `to_json` wrote. Raises ValueError on another format."""
        if data.get("format") != FORMAT:
            raise ValueError("unknown format of typed exercice")
        return cls(
            opened_on=date.fromisoformat(data["ouvert_le"]),
            closed_on=date.fromisoformat(data["clos_le"]),
            lines={TypedLine(key): amount for key, amount in data["lignes"].items()},
        )
