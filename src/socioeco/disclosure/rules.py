"""What may be shown of a sum over organisations: how many there are, and how much the largest weigh."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

# Below three, whoever knows its own figure reads the other one by subtraction.
FEWEST = 3


class Source(NamedTuple):
    titre: str
    url: str
    consultee_le: str


# Both pages were read in a kept copy, on the day they name. They settle `minimum`, `dominance_n` and
# `dominance_part`; the rounding and the protection range that follows from the dominance are conventions of ours.
SOURCES = (
    Source(
        "Insee, Manuel de protection des tableaux, annexe «\u00a0Règles\u00a0», 11.1 Règles pour la statistique "
        "d’entreprises",
        "https://inseefrlab.github.io/manuel-protection-tableaux/chapters/annexes/regles.html",
        "2026-11-25",
    ),
    Source(
        "Insee, rapport qualité d’une enquête auprès des entreprises, rubrique S.7.2 Confidentialité",
        "https://id.insee.fr/sparql/describe?uri=http%3A%2F%2Fid.insee.fr%2Fqualite%2Fattribut%2F1719%2FS.7.2%2Ftext",
        "2026-11-25",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of French official statistics on enterprises, unless other ones are given.

    A sum is shown when at least `minimum` organisations make it, and the `dominance_n` largest bring at most
    `dominance_part` of it. What is shown is rounded to a multiple of `arrondi_centimes`: a matter of reading,
    on which the protection does not lean. Raises ValueError on rules that would protect nobody.
    """

    minimum: int = 3
    dominance_n: int = 1
    dominance_part: Fraction = Fraction(85, 100)
    arrondi_centimes: int = 100

    def __post_init__(self) -> None:
        if self.minimum < FEWEST:
            raise ValueError(f"at least {FEWEST} organisations stand behind a sum")
        if not 1 <= self.dominance_n < self.minimum:
            raise ValueError("the dominance looks at fewer organisations than the minimum")
        if not Fraction(1, 2) <= self.dominance_part < 1:
            raise ValueError("the largest may bring between one half and less than the whole of a sum")
        if self.arrondi_centimes < 1:
            raise ValueError("amounts are rounded to a positive number of centimes")

    def is_sensitive(self, amounts: Iterable[int]) -> bool:
        """True when the sum would tell too much of an organisation. Those that bring nothing hide nobody."""
        sizes = sorted((abs(amount) for amount in amounts if amount), reverse=True)
        if not sizes:
            return False
        return len(sizes) < self.minimum or sum(sizes[: self.dominance_n]) > sum(sizes) * self.dominance_part

    def margin(self, amount: int) -> int:
        """How far on each side a hidden amount must stay unknown, in centimes, rounded up.

        A sum whose largest part is just bearable overstates that part by 1/part − 1. Nobody may come nearer
        to a hidden amount than this.
        """
        return -int(-amount * (1 / self.dominance_part - 1) // 1)

    def rounded(self, amount: int) -> int:
        """The nearest multiple of `arrondi_centimes`, a half going away from zero."""
        step = self.arrondi_centimes
        size = (2 * abs(amount) + step) // (2 * step) * step
        return size if amount >= 0 else -size
