"""Exercices written in a line: what the tests of `trajectories`, and of others that compare years, stand on."""

from datetime import date

from socioeco.comptes import regime_for, regime_named
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import Balance, BalanceLine, ExerciceAnswers, Question, TypedExercice, TypedLine


def year(number):
    return date(number, 1, 1), date(number, 12, 31)


FIRST, SECOND = year(2023), year(2024)


def typed(period=FIRST, **lines):
    """Ten lines, in euros."""
    amounts = {TypedLine(key): None if euros is None else euros * 100 for key, euros in lines.items()}
    return postes_of_typed(TypedExercice(opened_on=period[0], closed_on=period[1], lines=amounts))


def fec(period=SECOND, purchases=None, labels=None, rules=None, **accounts):
    """A balance of accounts, each with its credit in euros: `c706=100`. `labels` has the same keys."""
    lines = tuple(
        BalanceLine(
            compte=compte.removeprefix("c"),
            libelle=(labels or {}).get(compte, f"Compte {compte}"),
            debit_centimes=max(-euros, 0) * 100,
            credit_centimes=max(euros, 0) * 100,
        )
        for compte, euros in accounts.items()
    )
    answers = ExerciceAnswers(values={} if purchases is None else {Question.ACHATS_PUBLICS: purchases * 100})
    balance = Balance(opened_on=period[0], closed_on=period[1], lines=lines)
    regime = regime_named(rules) if rules else regime_for(period[0])
    return postes_of_balance(balance, regime, answers=answers)


def explained(explication):
    """What the causes and the rules add up to: always the difference."""
    causes = sum(cause.difference_centimes for cause in explication.causes)
    return causes + explication.regles.or_default(0)
