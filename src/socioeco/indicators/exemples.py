"""A worked example, computed for real: what a definition shows is what the engine gives."""

from decimal import Decimal

from socioeco.comptes import regime_for
from socioeco.indicators.balance_postes import postes_of_balance
from socioeco.indicators.definitions import CompteExemple, Exemple
from socioeco.indicators.postes import Postes
from socioeco.indicators.typed_postes import postes_of_typed
from socioeco.readers import Balance, BalanceLine, ExerciceAnswers, Question, TypedExercice

# Answers that are a count; the others are stored in hundredths: centimes, hundredths of a post.
COUNTED = frozenset(
    {
        Question.HEURES,
        Question.HEURES_TEMPS_PLEIN,
        Question.SERVICE_CIVIQUE_HEURES,
        Question.PARTENAIRES,
    }
)


def postes_of_example(exemple: Exemple) -> Postes:
    """The postes of the example, as any other exercice."""
    answers = ExerciceAnswers(values={key: _stored(key, told) for key, told in exemple.reponses.items()})
    if exemple.saisie:
        lines = {line: _centimes(euros) for line, euros in exemple.saisie.items()}
        typed = TypedExercice(opened_on=exemple.ouverture, closed_on=exemple.cloture, lines=lines)
        return postes_of_typed(typed, answers=answers)
    lines_of_accounts = sorted((_line(each) for each in exemple.comptes), key=lambda line: line.compte)
    balance = Balance(opened_on=exemple.ouverture, closed_on=exemple.cloture, lines=tuple(lines_of_accounts))
    return postes_of_balance(balance, regime_for(exemple.ouverture), answers=answers)


def _line(compte: CompteExemple) -> BalanceLine:
    return BalanceLine(
        compte=compte.compte,
        libelle=compte.libelle,
        debit_centimes=_centimes(compte.debit),
        credit_centimes=_centimes(compte.credit),
    )


def _stored(question: Question, told: Decimal) -> int:
    return int(told) if question in COUNTED else _centimes(told)


def _centimes(euros: Decimal) -> int:
    return int(euros * 100)
