"""A figure that may be absent: never NaN, never zero in place of what is not known."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Number = TypeVar("Number")


class Statut(StrEnum):
    CALCULE = "calcule"
    NON_CALCULABLE = "non_calculable"
    SECRET = "secret"  # noqa: S105 - a status of statistics, not a password


@dataclass(frozen=True, slots=True)
class Value(Generic[Number]):
    """A number with its status. Only `calcule` carries a number; the two others carry a reason, in French.

    `reserve` is what must be said beside a computed number for it not to mislead. With `haut`, what is known
    is only that the value lies between `number` and `haut`.
    """

    statut: Statut
    number: Number | None = None
    raison: str = ""
    reserve: str = ""
    haut: Number | None = None

    def __post_init__(self) -> None:
        is_computed = self.statut is Statut.CALCULE
        if is_computed != (self.number is not None):
            raise ValueError("only a value of status « calcule » carries a number")
        if is_computed == bool(self.raison):
            raise ValueError("a value without number gives its reason, a computed one has none")
        if self.haut is not None and self.number is None:
            raise ValueError("only a computed value has a range")

    @property
    def is_range(self) -> bool:
        return self.haut is not None

    @property
    def is_computed(self) -> bool:
        return self.statut is Statut.CALCULE

    def or_default(self, default: Number) -> Number:
        """The number for an addition where the absent counts for `default`; the caller says so on screen."""
        return default if self.number is None else self.number

    def to_json(self) -> dict[str, Any]:
        return {
            "statut": self.statut.value,
            "nombre": self.number,
            "haut": self.haut,
            "raison": self.raison,
            "reserve": self.reserve,
        }


def calcule(number: Number, *, reserve: str = "") -> Value[Number]:
    return Value(Statut.CALCULE, number, reserve=reserve)


def calcule_entre(bas: Number, haut: Number, *, reserve: str = "") -> Value[Number]:
    """A value known by its bounds only; equal bounds make an exact value."""
    return Value(Statut.CALCULE, bas, reserve=reserve, haut=None if bas == haut else haut)


def non_calculable(raison: str) -> Value[Any]:
    return Value(Statut.NON_CALCULABLE, raison=raison)


def secret(raison: str) -> Value[Any]:
    return Value(Statut.SECRET, raison=raison)
