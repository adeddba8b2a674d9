"""Every funder lost alone, and every family: which single loss breaks the year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.scenarios.chosen import ChosenCard
from socioeco.scenarios.flux import MONTHS, Depart
from socioeco.scenarios.lectures import PlusBas, lowest_cash
from socioeco.scenarios.scenario import Scenario, play, project
from socioeco.scenarios.validation import HUNDREDTHS
from socioeco.values import Value, calcule, non_calculable

SANS_FINANCEUR = (
    "Les comptes ne nomment aucun financeur\u00a0: la table retire chaque famille "
    "de ressources entière, une par une."
)
PERDU, EN_BAISSE = "financeur_perdu", "famille_en_baisse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Perte:
    """One payer, or one whole family, lost from the first month on, all else kept; `scenario` opens it.

    `casse`: in its first year, cash ends a month below nil or the loss leaves own funds below nil. Not computable when
    neither is known; when only one is, it is judged alone and the reserve says so.
    """

    nom: str
    is_famille: bool
    montant_centimes: int
    scenario: Scenario

    @property
    def resultat_centimes(self) -> int:
        """The result of the first year without this money."""
        return self.scenario.annees[0].resultat_centimes

    @property
    def plus_bas(self) -> Value[PlusBas]:
        return lowest_cash(self.scenario)

    @property
    def fonds_propres(self) -> Value[int]:
        """At the end of the scenario."""
        return self.scenario.fonds_propres(len(self.scenario.mois))

    @property
    def casse(self) -> Value[bool]:
        return breaks_first_year(self.scenario)


@dataclass(frozen=True, slots=True, kw_only=True)
class StressTable:
    """`reference` is the same scenario without any loss. The largest amount comes first, payers before families.

    `raison` says why there is no payer; empty when there are some.
    """

    reference: Scenario
    pertes: tuple[Perte, ...]
    raison: str = ""

    @property
    def is_broken_anyway(self) -> bool:
        """Whether the scenario breaks without any loss: the column « casse » then tells nothing of one payer."""
        return bool(breaks_first_year(self.reference).number)


def stress(depart: Depart, cards: Sequence[ChosenCard], *, years: int) -> StressTable:
    """Plays the cards, then once more for each loss. Raises InvalidCardsError as `project` does."""
    reference = project(depart, cards, years=years)
    return StressTable(
        reference=reference,
        pertes=(*_payers(reference, years), *_families(reference, years)),
        raison="" if depart.payeurs else SANS_FINANCEUR,
    )


def breaks_first_year(scenario: Scenario) -> Value[bool]:
    depart = scenario.depart
    if depart.sans_tresorerie and depart.sans_fonds_propres:
        return non_calculable(f"{depart.sans_tresorerie} {depart.sans_fonds_propres}")
    first = scenario.mois[:MONTHS]
    is_dry = not depart.sans_tresorerie and any(each.tresorerie_centimes < 0 for each in first)
    is_eaten = not depart.sans_fonds_propres and first[-1].fonds_propres_centimes < 0
    return calcule(is_dry or is_eaten, reserve=depart.sans_tresorerie or depart.sans_fonds_propres)


def _payers(reference: Scenario, years: int) -> Iterator[Perte]:
    for payeur in reference.depart.payeurs:
        lines = [flux for flux in reference.depart.flux if flux.payeur == payeur]
        amount = sum(flux.montant_centimes for flux in lines)
        if amount > 0:
            card = ChosenCard(carte=PERDU, debut=1, reponses={"payeur": payeur})
            yield _lost(reference, card, years, nom=payeur, amount=amount)


def _families(reference: Scenario, years: int) -> Iterator[Perte]:
    amounts = {
        famille: sum(flux.montant_centimes for flux in reference.depart.flux if flux.famille is famille)
        for famille in Ressource
    }
    for famille in sorted(amounts, key=lambda each: -amounts[each]):
        if amounts[famille] > 0:
            answers = {"famille": famille.value, "pourcentage": HUNDREDTHS}
            card = ChosenCard(carte=EN_BAISSE, debut=1, reponses=answers)
            yield _lost(reference, card, years, nom=RESSOURCES[famille], amount=amounts[famille])


def _lost(reference: Scenario, card: ChosenCard, years: int, *, nom: str, amount: int) -> Perte:
    scenario = play(reference.depart, (*reference.cards, card), years=years)
    is_famille = card.carte == EN_BAISSE
    return Perte(nom=nom, is_famille=is_famille, montant_centimes=amount, scenario=scenario)
