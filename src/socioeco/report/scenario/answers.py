"""A chosen card in words: its months, and each answer in the unit of its question."""

from fractions import Fraction

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.formats import format_euros, format_nombre, format_pourcent
from socioeco.formats.dates import MOIS
from socioeco.scenarios import Carte, ChosenCard, Depart, Fourchette, Genre, Question, carte_named
from socioeco.scenarios.chosen import Reponse
from socioeco.scenarios.validation import HUNDREDTHS

MOST_DECIMALS = 2


def carte_of(card: ChosenCard) -> Carte:
    return carte_named(card.carte)


def months_in_words(card: ChosenCard, depart: Depart) -> str:
    """« dès mars 2026 », « dès mars 2026 et jusqu’à mai 2027 compris »."""
    first = f"dès {month_named(depart, card.debut)}"
    return first if card.fin is None else f"{first} et jusqu’à {month_named(depart, card.fin)} compris"


def month_named(depart: Depart, number: int) -> str:
    """« mars 2026 »: the month of that number, 1 being the first after the closing."""
    year, month = depart.month(number)
    return f"{MOIS[month - 1]} {year}"


def answers_of(card: ChosenCard) -> tuple[tuple[str, str], ...]:
    """Each question that was answered, and the answer."""
    return tuple(
        (question.texte, written(card.reponses[question.cle], question))
        for question in carte_of(card).questions
        if question.cle in card.reponses
    )


def written(reponse: Reponse, question: Question) -> str:
    if isinstance(reponse, str):
        return RESSOURCES[Ressource(reponse)] if question.genre is Genre.FAMILLE else reponse
    if isinstance(reponse, Fourchette):
        low, central, high = (
            _number(each, question) for each in (reponse.bas, reponse.central, reponse.haut)
        )
        return f"entre {low} et {high}, plutôt {central}"
    return _number(reponse, question)


def _number(number: int, question: Question) -> str:
    match question.genre:
        case Genre.MONTANT:
            return format_euros(number, decimals=MOST_DECIMALS if number % 100 else 0)
        case Genre.POURCENTAGE:
            return format_pourcent(
                Fraction(number, HUNDREDTHS), decimals=MOST_DECIMALS if number % 100 else 0
            )
        case Genre.MOIS:
            return f"{format_nombre(number)}\u00a0mois"
        case _:
            return format_nombre(number)
