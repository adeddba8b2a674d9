"""The scenarios of a work, their cards in words, and the cards that may be added."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape

from socioeco.report.scenario.answers import answers_of, months_in_words
from socioeco.scenarios import CardError, Carte, ChosenCard, Depart, Genre, carte_named, cartes
from trajectoires.trajectories.models import Scenario
from trajectoires.trajectories.models.scenarios import YEARS_IN_WORDS
from trajectoires.trajectories.presenters.wording import in_list
from trajectoires.trajectories.selectors import cards_of

NO_CARD = "aucune carte : la dernière année se répète"
NO_PAYER = (
    "Vos comptes ne nomment aucun financeur : choisissez plutôt une carte sur une famille de ressources."
)


@dataclass(frozen=True, kw_only=True)
class CardView:
    """A chosen card, in words. `errors`: why it can no longer be played; empty when it can.

    `anchor`: where the comparison opens it.
    """

    rank: int
    title: str
    months: str
    answers: list[tuple[str, str]]
    explanation: str
    accounts: str
    caution: str
    errors: list[str]
    anchor: str = ""

    @property
    def summary(self) -> str:
        """« Un financeur s’en va, dès janvier 2026 : Ville »."""
        said = in_list([answer for _, answer in self.answers]) if self.answers else ""
        return f"{self.title}, {self.months}" + (f" : {said}" if said else "")


@dataclass(frozen=True, kw_only=True)
class ScenarioLine:
    scenario: Scenario
    cards: str
    is_broken: bool


@dataclass(frozen=True, kw_only=True)
class CardChoice:
    """A card that may be added. `reason`: why these accounts cannot play it."""

    carte: Carte
    reason: str = ""


def present_line(scenario: Scenario, errors: Sequence[CardError]) -> ScenarioLine:
    """« 3 ans, deux cartes »: in few words."""
    titles = [carte_named(card.carte).titre.lower() for card in cards_of(scenario)]
    return ScenarioLine(
        scenario=scenario,
        cards=f"{YEARS_IN_WORDS[scenario.years]}, {in_list(titles) if titles else NO_CARD}",
        is_broken=bool(errors),
    )


def present_cards(
    cards: Sequence[ChosenCard], depart: Depart, errors: Sequence[CardError] = ()
) -> list[CardView]:
    return [
        CardView(
            rank=rank,
            title=carte_named(card.carte).titre,
            months=months_in_words(card, depart),
            answers=list(answers_of(card)),
            explanation=carte_named(card.carte).explication,
            accounts=carte_named(card.carte).comptes,
            caution=carte_named(card.carte).prudence,
            errors=[error.message for error in errors if error.carte == rank],
        )
        for rank, card in enumerate(cards)
    ]


def present_errors(errors: Sequence[CardError], cards: Sequence[ChosenCard]) -> list[dict[str, str]]:
    """For the summary of errors: each leads to its card."""
    return [
        {
            "target": "" if error.carte is None else f"carte-{error.carte + 1}",
            "message": escape(_named(error, cards)),
        }
        for error in errors
    ]


def _named(error: CardError, cards: Sequence[ChosenCard]) -> str:
    if error.carte is None:
        return error.message
    return f"Carte {error.carte + 1}, {carte_named(cards[error.carte].carte).titre.lower()} : {error.message}"


def present_choices(depart: Depart) -> list[CardChoice]:
    """Every card, in the order of the engine."""
    return [CardChoice(carte=each, reason=_reason(each, depart)) for each in cartes()]


def _reason(carte: Carte, depart: Depart) -> str:
    asks_payer = any(question.genre is Genre.PAYEUR for question in carte.questions)
    return NO_PAYER if asks_payer and not depart.payeurs else ""
