"""Whole readings of four years, word for word: any change of a label, a reason, a line or a figure is seen.

To accept a change: delete the file of data, run the test, and read the difference before it is committed.
"""

from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest

from socioeco.comptes import regime_named
from socioeco.generator import generate_association
from socioeco.indicators import Origine, compute_indicateurs, postes_of_balance, postes_of_typed
from socioeco.indicators.leviers import compute_leviers
from socioeco.indicators.retraitement import restate
from socioeco.readers import (
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Question,
    TypedExercice,
    TypedLine,
    read_fec,
)
from socioeco.typologies import compute_position, sensitivity
from socioeco.values import Statut

DATA = Path(__file__).with_name("data")
OLD, NEW = regime_named("2018-06"), regime_named("2025")
ANSWERS = ExerciceAnswers(
    values={
        Question.ACHATS_PUBLICS: 1_000_000,
        Question.HEURES: 1_200,
        Question.ETP: 350,
        Question.PARTENAIRES: 3,
        Question.HEURES_TEMPS_PLEIN: 1_607,
    },
    unknown=frozenset({Question.PLURIANNUEL}),
)
TYPED = TypedExercice(
    opened_on=date(2025, 1, 1),
    closed_on=date(2025, 12, 31),
    lines={
        TypedLine.COTISATIONS: 840_000,
        TypedLine.VENTES: 520_000,
        TypedLine.SUBVENTIONS: 400_000,
        TypedLine.DONS: 65_000,
        TypedLine.MECENAT: 50_000,
        TypedLine.AUTRES: 12_000,
        TypedLine.SALAIRES: 700_000,
        TypedLine.DEPENSES: 990_000,
        TypedLine.ARGENT: 930_000,
    },
)


def book():
    made = generate_association("subvention_perdue", seed=11, first_year=2024, years=1).exercices[0]
    reading = read_fec(BytesIO(made.fec_bytes()), made.fec_name)
    return reading.balance


def accounts():
    declared = {"Subvention CAF": Financeur(GenreFinanceur.SOCIAL, "CAF")}
    return postes_of_balance(book(), OLD, answers=ANSWERS, declared=declared)


def restated():
    return restate(book(), OLD, NEW).postes(answers=ANSWERS, declared={}, origine=Origine.BALANCE)


def typed():
    return postes_of_typed(TYPED, answers=ExerciceAnswers(values={Question.PREMIER_FINANCEUR: 300_000}))


def silent():
    return postes_of_typed(TYPED)


YEARS = {
    "comptes": accounts,
    "comptes-retraites": restated,
    "dix-lignes": typed,
    "dix-lignes-sans-reponse": silent,
}


@pytest.mark.parametrize("name", YEARS)
def test_a_whole_reading_is_word_for_word_the_one_that_was_read(name):
    path = DATA / f"lecture-{name}.txt"
    told = "\n".join(_told(YEARS[name]())) + "\n"
    if not path.exists():
        path.write_text(told, encoding="utf-8")
        pytest.fail(f"{path.name} was not there: it is written, read it and run again")
    assert told == path.read_text(encoding="utf-8")


def _told(postes):
    yield f"{postes.origine} {postes.regime.code if postes.regime else 'sans plan'}"
    for each in compute_indicateurs(postes, niveau=None):
        yield f"{each.definition.cle}: {_value(each.value)}"
        for terme in each.termes:
            yield f"  {terme.label} ({terme.unite}): {_value(terme.value)}"
            yield from (f"    {_line(line)}" for line in terme.sources)
    for paid in postes.financeurs.versements:
        marks = [name for name in ("is_declared", "is_collective") if getattr(paid, name)]
        yield f"{paid.nom}, {paid.genre}: {paid.montant_centimes} {' '.join(marks)}".rstrip()
    leviers = compute_leviers(postes)
    for mesure in (mesure for levier in leviers.leviers for mesure in levier.mesures):
        yield f"{mesure.cle}: {_value(mesure.value)}"
        yield from (f"  {terme.label}: {_value(terme.value)}" for terme in mesure.termes)
    yield from (f"{each.methode.titre}: {_value(each.value)}" for each in leviers.valorisations)
    position = compute_position(postes, {})
    yield position.conclusion.texte
    for modele in position.modeles:
        for side in ("pour", "contre", "inconnus"):
            for signal in getattr(modele, side):
                yield f"{modele.numero} {side}: {signal.texte} {signal.question} {len(signal.sources)}"
    for variation in sensitivity(postes, {}):
        yield f"{variation.genre} {variation.cle}: {variation.titre} {variation.changes_conclusion}"
        yield from (f"  {issue.reponse}: {issue.conclusion.texte}" for issue in variation.issues)


def _value(value):
    if value.statut is not Statut.CALCULE:
        return f"{value.statut}, {value.raison}"
    high = "" if value.haut is None else f" à {_number(value.haut)}"
    return f"{_number(value.number)}{high} {value.reserve}".rstrip()


def _number(number):
    return f"{number.numerator}/{number.denominator}" if isinstance(number, Fraction) else str(number)


def _line(line):
    mark = " par libellé" if line.is_by_label else ""
    return f"{line.compte or '-'} {line.libelle}: {line.montant_centimes}{mark}"
