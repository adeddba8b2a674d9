"""A card that a person chose, with her answers; written to JSON and read back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

FORMAT = 1


class Niveau(StrEnum):
    """Which of the person's three amounts is read."""

    BAS = "bas"
    CENTRAL = "central"
    HAUT = "haut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fourchette:
    """The person's low, central and high; nothing is supposed of what lies between."""

    bas: int
    central: int
    haut: int

    def at(self, niveau: Niveau) -> int:
        return {Niveau.BAS: self.bas, Niveau.CENTRAL: self.central, Niveau.HAUT: self.haut}[niveau]

    @property
    def is_ordered(self) -> bool:
        return self.bas <= self.central <= self.haut

    def to_json(self) -> dict[str, int]:
        return {niveau.value: self.at(niveau) for niveau in Niveau}


Reponse = int | str | Fourchette


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenCard:
    """`debut` and `fin` are months of the scenario, 1 being the first after the last closing; `fin` is included.

    Amounts are centimes, percentages hundredths (2000 is 20 %). A question left out counts for nil when it may be.
    """

    carte: str
    debut: int
    fin: int | None = None
    reponses: Mapping[str, Reponse] = field(default_factory=dict)

    @property
    def ranges(self) -> tuple[str, ...]:
        """The questions that were answered by a range, in alphabetical order."""
        return tuple(sorted(cle for cle, reponse in self.reponses.items() if isinstance(reponse, Fourchette)))

    def number(self, cle: str) -> int:
        """The number answered, the central one of a range; nil when the question was left out."""
        reponse = self.reponses.get(cle, 0)
        if isinstance(reponse, Fourchette):
            return reponse.central
        return reponse if isinstance(reponse, int) else 0

    def text(self, cle: str) -> str:
        reponse = self.reponses.get(cle, "")
        return reponse if isinstance(reponse, str) else ""

    def at(self, niveaux: Mapping[str, Niveau]) -> "ChosenCard":
        """The same card, each range read at its level, central when none is given."""
        reponses = {
            cle: reponse.at(niveaux.get(cle, Niveau.CENTRAL)) if isinstance(reponse, Fourchette) else reponse
            for cle, reponse in self.reponses.items()
        }
        return replace(self, reponses=reponses)

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "carte": self.carte,
            "debut": self.debut,
            "fin": self.fin,
            "reponses": {
                cle: reponse.to_json() if isinstance(reponse, Fourchette) else reponse
                for cle, reponse in self.reponses.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ChosenCard":
        """What `to_json` wrote. Raises ValueError on anything else; `validate` then judges the answers."""
        try:
            return cls._read(data)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("unknown format of card") from error

    @classmethod
    def _read(cls, data: Mapping[str, Any]) -> "ChosenCard":
        if data["format"] != FORMAT or not isinstance(data["carte"], str):
            raise ValueError("unknown format of card")
        fin = data["fin"]
        return cls(
            carte=data["carte"],
            debut=_whole(data["debut"]),
            fin=None if fin is None else _whole(fin),
            reponses={str(cle): _reponse(each) for cle, each in data["reponses"].items()},
        )


def _reponse(data: Any) -> Reponse:
    if isinstance(data, str):
        return data
    if isinstance(data, Mapping):
        bas, central, haut = (_whole(data[niveau.value]) for niveau in Niveau)
        return Fourchette(bas=bas, central=central, haut=haut)
    return _whole(data)


def _whole(data: Any) -> int:
    """A whole number; True is not one."""
    if not isinstance(data, int) or isinstance(data, bool):
        raise TypeError(data)
    return data
