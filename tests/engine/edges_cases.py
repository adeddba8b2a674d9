"""Exercices written in a line, in centimes, and how their figures are looked at: what the tests of edges stand on."""

from datetime import date

from socioeco.comptes import regime_named
from socioeco.indicators import compute_indicateurs, postes_of_balance, postes_of_typed
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Question,
    TypedExercice,
    TypedLine,
)
from socioeco.readers.budget import read_budget

YEAR = {"opened_on": date(2024, 1, 1), "closed_on": date(2024, 12, 31)}


def told(answers):
    return ExerciceAnswers(values={Question(key): number for key, number in (answers or {}).items()})


def balance_of(soldes):
    """`{"741 CAF": 100}`: accounts in credit when positive, in centimes; the bank balances."""
    accounts = {**soldes, "512 Banque": -sum(soldes.values())}
    lines = (
        BalanceLine(
            compte=account.partition(" ")[0],
            libelle=account.partition(" ")[2],
            debit_centimes=max(-solde, 0),
            credit_centimes=max(solde, 0),
        )
        for account, solde in accounts.items()
    )
    return Balance(**YEAR, lines=tuple(lines))


def booked(soldes, answers=None):
    return postes_of_balance(balance_of(soldes), regime_named("2018-06"), answers=told(answers))


def typed(lines, answers=None, dates=YEAR):
    amounts = {TypedLine(key): amount for key, amount in lines.items()}
    return postes_of_typed(TypedExercice(**dates, lines=amounts), answers=told(answers))


def budget(produits):
    """Lines `label;amount` of the produits, beside purchases."""
    text = f"Exercice 2026\nCharges;\nAchats;100\nProduits;\n{produits}\n".replace("|", "\n")
    return read_budget(text.encode(), "budget.csv").budget


def of(postes, cle):
    found = compute_indicateurs(postes, niveau=None)
    return next(each for each in found if each.definition.cle == cle)


def bounds(postes, cle):
    value = of(postes, cle).value
    return value.number, value.number if value.haut is None else value.haut


def lines_of(terme):
    return [(line.compte, line.libelle, line.montant_centimes) for line in terme.sources]
