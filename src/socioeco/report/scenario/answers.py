"""A chosen card in words: its months, and each answer in the unit of its question."""

from fractions import Fraction

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.formats import format_euros, format_nombre, format_pourcent
from socioeco.scenarios import Carte, ChosenCard, Fourchette, Genre, Question, carte_named
from socioeco.scenarios.chosen import Reponse
from socioeco.scenarios.validation import HUNDREDTHS

MOST_DECIMALS = 2


def carte_of(card: ChosenCard) -> Carte:
    return carte_named(card.carte)


def months_of(card: ChosenCard) -> str:
    """« à partir du mois 3 », « du mois 3 au mois 14 »."""
    return (
        f"à partir du mois {card.debut}" if card.fin is None else f"du mois {card.debut} au mois {card.fin}"
    )


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
