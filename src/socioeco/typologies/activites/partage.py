"""How an amount is shared among activities: by amounts, or by a key, always to the centime."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

NON_REPARTI = "Non réparti"
POIDS_NEGATIF = "Une clé ne peut pas donner un poids négatif à une activité."
CLE_TROP_COURTE = "Les poids de la clé dépassent son total."


class RepartitionError(ValueError):
    """A distribution that cannot be used; the message is in French, for the person who wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Montants:
    """Centimes by activity, in the sign of the line. What they leave stays « Non réparti »."""

    centimes: Mapping[str, int]

    @property
    def activites(self) -> frozenset[str]:
        return frozenset(self.centimes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cle:
    """Weights by activity: hours, square metres, people, percents. With `total`, what they leave stays undistributed.

    Raises RepartitionError when a weight is negative or when the weights go beyond the total.
    """

    poids: Mapping[str, int | Fraction]
    total: int | Fraction | None = None

    def __post_init__(self) -> None:
        if any(poids < 0 for poids in self.poids.values()):
            raise RepartitionError(POIDS_NEGATIF)
        if self.total is not None and sum(self.poids.values()) > self.total:
            raise RepartitionError(CLE_TROP_COURTE)

    @property
    def activites(self) -> frozenset[str]:
        return frozenset(self.poids)


Partage = Montants | Cle


def share_out(amount: int, partage: Partage) -> dict[str, int]:
    """Centimes by activity and what is left, under NON_REPARTI: they add up to the amount, whatever the rule."""
    given = dict(partage.centimes) if isinstance(partage, Montants) else _by_key(amount, partage)
    return {**given, NON_REPARTI: amount - sum(given.values())}


def _by_key(amount: int, cle: Cle) -> dict[str, int]:
    """The centimes that division leaves go to the largest remainders, then to the first activities."""
    whole = sum(cle.poids.values()) if cle.total is None else cle.total
    if not whole:
        return {}
    names = [*cle.poids, NON_REPARTI]
    weights = [*cle.poids.values(), whole - sum(cle.poids.values())]
    shared = _largest_remainders(abs(amount), [Fraction(weight) / Fraction(whole) for weight in weights])
    sign = -1 if amount < 0 else 1
    return {
        name: sign * centimes for name, centimes in zip(names, shared, strict=True) if name != NON_REPARTI
    }


def _largest_remainders(amount: int, parts: Sequence[Fraction]) -> list[int]:
    exact = [amount * part for part in parts]
    shared = [int(each) for each in exact]
    ranks = sorted(range(len(exact)), key=lambda rank: shared[rank] - exact[rank])
    for rank in ranks[: amount - sum(shared)]:
        shared[rank] += 1
    return shared
