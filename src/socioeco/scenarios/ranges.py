"""Ranges from the person's low, central and high: every corner is played, nothing is drawn."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from socioeco.scenarios.chosen import ChosenCard, Niveau
from socioeco.scenarios.flux import Depart
from socioeco.scenarios.scenario import Scenario, play, project
from socioeco.values import Value, calcule_entre, non_calculable

SANS_FOURCHETTE = (
    "Aucune fourchette\u00a0: vous avez donné un seul montant à chaque question, "
    "le scénario est donc un seul chemin."
)
FOURCHETTE = "De votre plus bas à votre plus haut\u202f; rien ne dit lequel est le plus probable."


@dataclass(frozen=True, slots=True, kw_only=True)
class Enveloppe:
    """The central scenario and every combination of lows and highs. `cas` is empty when no range was given.

    Each result moves in one direction with each answer: the lowest and the highest of the corners hold all that lies
    between.
    """

    central: Scenario
    cas: tuple[Scenario, ...]

    @property
    def raison(self) -> str:
        """Why there is no range; empty when there is one."""
        return "" if self.cas else SANS_FOURCHETTE

    def tresorerie(self, mois: int) -> Value[int]:
        reason = self.central.depart.sans_tresorerie
        if reason:
            return non_calculable(reason)
        return self._between(lambda each: each.mois[mois - 1].tresorerie_centimes)

    def fonds_propres(self, mois: int) -> Value[int]:
        reason = self.central.depart.sans_fonds_propres
        if reason:
            return non_calculable(reason)
        return self._between(lambda each: each.mois[mois - 1].fonds_propres_centimes)

    def resultat(self, annee: int) -> Value[int]:
        return self._between(lambda each: each.annees[annee - 1].resultat_centimes)

    def _between(self, read: Callable[[Scenario], int]) -> Value[int]:
        found = [read(each) for each in (self.central, *self.cas)]
        return calcule_entre(min(found), max(found), reserve=FOURCHETTE if self.cas else "")


def envelope(depart: Depart, cards: Sequence[ChosenCard], *, years: int) -> Enveloppe:
    """Plays the central amounts, and the corners of the ranges. Raises InvalidCardsError as `project` does."""
    central = project(depart, cards, years=years)
    cases = tuple(play(depart, corner, years=years) for corner in _corners(cards))
    return Enveloppe(central=central, cas=cases)


def _corners(cards: Sequence[ChosenCard]) -> Iterable[tuple[ChosenCard, ...]]:
    ranged = [(rank, cle) for rank, card in enumerate(cards) for cle in card.ranges]
    if not ranged:
        return
    for niveaux in product((Niveau.BAS, Niveau.HAUT), repeat=len(ranged)):
        told = dict(zip(ranged, niveaux, strict=True))
        yield tuple(card.at({cle: told[rank, cle] for cle in card.ranges}) for rank, card in enumerate(cards))
