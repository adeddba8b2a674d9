"""The book of a scenario: series of balanced entries, one debit and one credit, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from socioeco.comptes import Ressource
from socioeco.indicators import SourceLine
from socioeco.scenarios.flux import MONTHS, Depart, Flux, Nature
from socioeco.scenarios.positions import Position
from socioeco.scenarios.spread import apportion, spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """The line of the result that an entry moves or pays: a produit or a charge, its family and who pays it."""

    cle: str
    libelle: str
    nature: Nature
    compte: str = ""
    famille: Ressource | None = None
    groupe: str = ""
    is_personnel: bool = False
    payeur: str = ""
    is_cash: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Serie:
    """The same entry in several months: `debit` and `credit` move by the same amount, so it balances by construction.

    `carte` is the rank of the card that posted it, None for the base year. `montants` begins with month 1. A negative
    amount undoes.
    """

    carte: int | None
    libelle: str
    debit: Position
    credit: Position
    montants: tuple[int, ...]
    ligne: Ligne | None = None
    sources: tuple[SourceLine, ...] = ()

    def effect_on(self, position: Position, month: int) -> int:
        """What the entry of this month adds to the debit balance of the position."""
        sense = (self.debit is position) - (self.credit is position)
        return sense * self.montants[month - 1]

    @property
    def is_result(self) -> bool:
        """Whether the entry is a produit or a charge, not its payment nor what carries the result of a year."""
        return self.ligne is not None and Position.RESULTAT in (self.debit, self.credit)


@dataclass(kw_only=True)
class Livre:
    """Filled by the base year, then by each card in turn.

    `courant` holds each line of the base year as cards have left it.
    """

    depart: Depart
    months: int
    carte: int | None = None
    series: list[Serie] = field(default_factory=list)
    courant: dict[str, list[int]] = field(default_factory=dict)

    def post(  # noqa: PLR0913 - an entry says all of this
        self,
        libelle: str,
        debit: Position,
        credit: Position,
        montants: Sequence[int],
        *,
        ligne: Ligne | None = None,
        sources: tuple[SourceLine, ...] = (),
    ) -> None:
        """Nothing is written for months that move nothing."""
        if not any(montants):
            return
        serie = Serie(
            carte=self.carte,
            libelle=libelle,
            debit=debit,
            credit=credit,
            montants=tuple(montants),
            ligne=ligne,
            sources=sources,
        )
        self.series.append(serie)

    def post_result(
        self,
        ligne: Ligne,
        contrepartie: Position,
        montants: Sequence[int],
        *,
        libelle: str = "",
        sources: tuple[SourceLine, ...] = (),
    ) -> None:
        """A produit to the credit of the result, a charge to its debit, against a position."""
        sides = (contrepartie, Position.RESULTAT)
        debit, credit = sides if ligne.nature is Nature.PRODUIT else sides[::-1]
        self.post(libelle or ligne.libelle, debit, credit, montants, ligne=ligne, sources=sources)

    def post_payment(self, ligne: Ligne, tiers: Position, montants: Sequence[int], *, libelle: str) -> None:
        """Cash comes in, or goes out, and what waited in `tiers` is settled."""
        sides = (Position.TRESORERIE, tiers)
        debit, credit = sides if ligne.nature is Nature.PRODUIT else sides[::-1]
        self.post(libelle, debit, credit, montants, ligne=ligne)

    def change(self, flux: Flux, montants: Sequence[int]) -> None:
        """Adds to a line of the base year, paid with the delays of that line."""
        ligne = ligne_of(flux)
        self.courant[flux.cle] = [
            now + more for now, more in zip(self.courant[flux.cle], montants, strict=True)
        ]
        if not (flux.delais and flux.tiers):
            self.post_result(ligne, flux.contrepartie, montants, sources=flux.sources)
            return
        self.post_result(ligne, flux.tiers, montants, sources=flux.sources)
        self.post_payment(ligne, flux.tiers, self.paid(flux, montants), libelle=f"{PAIEMENT}{flux.libelle}")

    def paid(self, flux: Flux, montants: Sequence[int]) -> list[int]:
        """Each month's amount, in the months when this line is paid; past the horizon it goes on waiting."""
        if not flux.delais:
            return list(montants)
        paid = [0] * self.months
        for month, amount in enumerate(montants):
            weights = flux.delais[month % MONTHS] or (1,)
            for delay, part in enumerate(spread(amount, weights)):
                if month + delay < self.months:
                    paid[month + delay] += part
        return paid

    def even(self, amount: int, first: int, count: int) -> list[int]:
        """The amount in `count` equal parts from month `first` on; parts past the horizon are left out."""
        montants = [0] * self.months
        for rank, part in enumerate(apportion([amount] * count, count)):
            if first - 1 + rank < self.months:
                montants[first - 1 + rank] = part
        return montants


PAIEMENT = "Paiement\u00a0: "


def ligne_of(flux: Flux) -> Ligne:
    return Ligne(
        cle=flux.cle,
        libelle=flux.libelle,
        nature=flux.nature,
        compte=flux.compte,
        famille=flux.famille,
        groupe=flux.groupe,
        is_personnel=flux.is_personnel,
        payeur=flux.payeur,
        is_cash=flux.is_cash,
    )


def later(montants: Sequence[int], delay: int) -> list[int]:
    """The same amounts, so many months later; what falls past the horizon is left out."""
    return ([0] * delay + list(montants))[: len(montants)]
