"""A file of cards: one scenario, or several that have names. Everything that is wrong is told at once, in French."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from socioeco.comptes import RESSOURCES
from socioeco.report.wording import in_list
from socioeco.scenarios import CardError, ChosenCard, Depart, Genre, carte_named, validate

UNNAMED = "Le scénario"
REFERENCE = "Comme l’an dernier"
DEFAULTS: Mapping[str, Any] = {"format": 1, "debut": 1, "fin": None, "reponses": {}}
KEYS = ("carte", *DEFAULTS)
NOT_CARDS = (
    "Ce n’est pas un fichier de cartes\u00a0: il y faut une liste de cartes, ou «\u00a0scenarios\u00a0», une liste de "
    "scénarios qui ont chacun un «\u00a0nom\u00a0» et des «\u00a0cartes\u00a0»."
)
NO_SCENARIO = "Ce fichier de cartes ne contient aucun scénario."
NOT_A_SCENARIO = (
    "Scénario {place}\u00a0: il y faut un «\u00a0nom\u00a0» et des «\u00a0cartes\u00a0», une liste."
)
TWICE = "Deux scénarios portent le nom «\u00a0{nom}\u00a0»\u00a0: donnez-leur des noms différents."
RESERVED = (
    f"Le nom «\u00a0{REFERENCE}\u00a0» est celui de la dernière année répétée\u00a0: donnez un autre nom."
)
NOT_A_CARD = (
    "il y faut «\u00a0carte\u00a0», le nom d’une carte, «\u00a0debut\u00a0» et «\u00a0fin\u00a0», des mois entiers, et "
    "«\u00a0reponses\u00a0»\u00a0: un texte, un nombre entier (centimes, centièmes de pour cent, mois), ou une fourchette "
    "«\u00a0bas\u00a0», «\u00a0central\u00a0», «\u00a0haut\u00a0»."
)
UNKNOWN = "elle n’a pas de clé {keys}. Les clés d’une carte sont {known}."
NO_PAYER = " Vos comptes ne nomment aucun financeur."
MORE = "socioeco scenario --modele montre les cartes, leurs questions et un exemple."
LEAST_YEARS, MOST_YEARS = 1, 5


class CartesInvalides(Exception):
    """Cards that cannot be played. `errors` is everything that is wrong, each a French sentence."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("\n".join((*(f"- {each}" for each in errors), MORE)))
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A scenario as the person wrote it. Without a card, it is the last year again."""

    nom: str
    cards: tuple[ChosenCard, ...] = ()


NOTHING = Plan(nom=REFERENCE)


def plans_of(data: Any, depart: Depart, *, years: int) -> tuple[Plan, ...]:
    """The scenarios of a file, ready to be played from `depart`. Raises CartesInvalides with everything wrong in it."""
    errors = [each.message for each in validate((), depart, years=years)]
    horizon = min(max(years, LEAST_YEARS), MOST_YEARS)
    plans = []
    for nom, cartes in _scenarios(data):
        read = _Read(nom, cartes)
        errors += [*read.errors, *read.judged(depart, horizon)]
        plans.append(Plan(nom=nom, cards=tuple(read.cards.values())))
    errors += _names(plans)
    if errors:
        raise CartesInvalides(tuple(errors))
    return tuple(plans)


def _scenarios(data: Any) -> list[tuple[str, list[Any]]]:
    """The name and the cards of each, cards unread. A list of cards is one scenario."""
    if isinstance(data, list):
        return [(UNNAMED, data)]
    told = data.get("scenarios") if isinstance(data, dict) else None
    if not isinstance(told, list):
        raise CartesInvalides((NOT_CARDS,))
    wrong = [
        NOT_A_SCENARIO.format(place=place)
        for place, each in enumerate(told, start=1)
        if not _is_scenario(each)
    ]
    if wrong or not told:
        raise CartesInvalides(tuple(wrong) or (NO_SCENARIO,))
    return [(each["nom"].strip(), each["cartes"]) for each in told]


def _is_scenario(told: Any) -> bool:
    if not isinstance(told, dict):
        return False
    nom = told.get("nom")
    return isinstance(nom, str) and bool(nom.strip()) and isinstance(told.get("cartes"), list)


def _names(plans: list[Plan]) -> Iterator[str]:
    noms = [plan.nom for plan in plans]
    for nom in dict.fromkeys(noms):
        if noms.count(nom) > 1:
            yield TWICE.format(nom=nom)
    if any(plan.nom == REFERENCE and plan.cards for plan in plans):
        yield RESERVED


# --- the cards of one scenario ----------------------------------------------------------------------------


class _Read:
    """The cards of a scenario that could be read, by their place in the file, and what is wrong with the others."""

    def __init__(self, nom: str, cartes: list[Any]) -> None:
        self.nom = nom
        self.cards: dict[int, ChosenCard] = {}
        self.errors: list[str] = []
        for place, told in enumerate(cartes, start=1):
            try:
                self.cards[place] = card_of(told)
            except ValueError as error:
                self.errors.append(f"{self._where(place)}\u00a0: {error}")

    def judged(self, depart: Depart, years: int) -> Iterator[str]:
        places = list(self.cards)
        for error in validate(list(self.cards.values()), depart, years=years):
            yield self._told(error, places, depart)

    def _told(self, error: CardError, places: list[int], depart: Depart) -> str:
        if error.carte is None:
            return f"«\u00a0{self.nom}\u00a0»\u00a0: {error.message}"
        place = places[error.carte]
        carte = self.cards[place].carte
        where = ", ".join(filter(None, (carte, error.question)))
        known = _known(carte, error.question, depart) if error.question else ""
        return f"{self._where(place)} ({where})\u00a0: {error.message}{known}"

    def _where(self, place: int) -> str:
        return f"«\u00a0{self.nom}\u00a0», carte {place}"


def _known(carte: str, question: str, depart: Depart) -> str:
    """The names that a question of names accepts: the message says that there is a list."""
    asked = carte_named(carte).question(question)
    if asked is None or not asked.genre.is_text:
        return ""
    names = depart.payeurs if asked.genre is Genre.PAYEUR else tuple(RESSOURCES)
    return f" La liste\u00a0: {', '.join(names)}." if names else NO_PAYER


def card_of(told: Any) -> ChosenCard:
    """A card as `ChosenCard.to_json` writes it; what is the same for most may be left out. ValueError in French."""
    if not isinstance(told, dict):
        raise ValueError(NOT_A_CARD)
    unknown = [f"«\u00a0{key}\u00a0»" for key in told if key not in KEYS]
    if unknown:
        raise ValueError(UNKNOWN.format(keys=in_list(unknown), known=in_list(KEYS)))
    try:
        return ChosenCard.from_json({**DEFAULTS, **told})
    except ValueError as error:
        raise ValueError(NOT_A_CARD) from error
