"""Exercices written in a line, and those that Hypothesis draws: what the tests of `typologies` stand on."""

from datetime import date

from hypothesis import strategies as st

from socioeco.comptes import regime_named
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Opinion,
    Question,
    TypedExercice,
    TypedLine,
)
from socioeco.typologies import compute_position
from socioeco.typologies.convention import convention

REGIME = regime_named("2018-06")
YEAR = {"opened_on": date(2024, 1, 1), "closed_on": date(2024, 12, 31)}
ASKED = {1: "membres", 3: "operatrice", 5: "cofinancement", 7: "mutualisation"}
SIDES = ("pour", "contre", "inconnus")


def typed(**lines):
    """Ten lines, in euros."""
    amounts = {TypedLine(key): None if euros is None else euros * 100 for key, euros in lines.items()}
    return postes_of_typed(TypedExercice(**YEAR, lines=amounts))


def fec(*lines, purchases=None, declared=None):
    """Lines `compte, libelle, credit in euros` of a balance."""
    accounts = tuple(
        BalanceLine(
            compte=compte,
            libelle=libelle,
            debit_centimes=max(-euros, 0) * 100,
            credit_centimes=max(euros, 0) * 100,
        )
        for compte, libelle, euros in lines
    )
    answers = ExerciceAnswers(values={} if purchases is None else {Question.ACHATS_PUBLICS: purchases * 100})
    balance = Balance(**YEAR, lines=accounts)
    return postes_of_balance(balance, REGIME, answers=answers, declared=declared or {})


def model(postes, number, **opinions):
    found = compute_position(postes, {key: Opinion(opinion) for key, opinion in opinions.items()})
    return next(each for each in found.modeles if each.numero == number)


def measured(postes, number, place=0):
    """The side of a measured signal of a model, and the signal."""
    found = model(postes, number)
    shares = [(side, each) for side in SIDES for each in getattr(found, side) if each.part is not None]
    families = [part.nom for part in convention().modeles[number - 1].parts]
    return next(pair for pair in shares if pair[1].famille == families[place])


def concluded(postes, **opinions):
    found = compute_position(postes, {key: Opinion(opinion) for key, opinion in opinions.items()})
    return found.conclusion.kind, found.conclusion.texte


# --- Drawn -------------------------------------------------------------------------------------------------------

ACCOUNTS = [
    ("706", "Prestations"), ("709", "Rabais"), ("73", "Tarification"), ("7400", "Aide Untel"),
    ("7410", "Ville"), ("7541", "Dons"), ("7542", "Mécénats"), ("7543", "Legs"), ("755", "Fondation Untel"),
    ("756", "Cotisations"), ("758", "Divers"), ("768", "Intérêts"),
]  # fmt: skip
balances = st.lists(
    st.tuples(st.sampled_from(ACCOUNTS), st.integers(-300, 5000)), unique_by=lambda line: line[0], max_size=9
).map(lambda lines: tuple((*account, euros) for account, euros in lines))
typed_lines = st.dictionaries(
    st.sampled_from([line.value for line in list(TypedLine)[:7]]), st.none() | st.integers(0, 5000)
)
exercices = balances.map(lambda lines: fec(*lines)) | typed_lines.map(lambda lines: typed(**lines))
opinions = st.dictionaries(st.sampled_from(sorted(ASKED.values())), st.sampled_from(Opinion))
