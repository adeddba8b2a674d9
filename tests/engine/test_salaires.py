"""What would tell the pay of one or two people is taken out; everything else stays, to the centime."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import regime_for
from socioeco.indicators import (
    compute_indicateurs,
    hide_personnel,
    hide_personnel_lines,
    may_tell_a_salary,
    postes_of_balance,
    postes_of_typed,
)
from socioeco.readers import Balance, BalanceLine, ExerciceAnswers, Question, TypedExercice, TypedLine
from socioeco.trajectories import compare, explain
from socioeco.values import Statut

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
AMOUNTS = st.integers(min_value=1, max_value=10**9)


def balance(*lines):
    """From « compte, solde créditeur » pairs, balanced by the bank."""
    rest = -sum(amount for _, amount in lines)
    return Balance(
        opened_on=YEAR[0],
        closed_on=YEAR[1],
        lines=tuple(
            sorted((line(*each) for each in (*lines, ("512000", rest))), key=lambda each: each.compte)
        ),
    )


def line(compte, amount):
    return BalanceLine(
        compte=compte,
        libelle=f"Compte {compte[:2]}",
        debit_centimes=max(-amount, 0),
        credit_centimes=max(amount, 0),
    )


def postes(*lines, posts=100):
    answers = ExerciceAnswers(values={} if posts is None else {Question.ETP: posts})
    return postes_of_balance(balance(*lines), regime_for(YEAR[0]), answers=answers)


def a_year(wages, fees, owed, supplied):
    return (
        ("741000", 10**8),
        ("641000", -wages),
        ("622000", -fees),
        ("681000", -5_000),
        ("421000", owed),
        ("401000", supplied),
    )


@given(wages=AMOUNTS, fees=AMOUNTS, owed=AMOUNTS, supplied=AMOUNTS, moved=st.data())
def test_nothing_that_is_left_depends_on_what_charges_are_made_of(wages, fees, owed, supplied, moved):
    """Whatever passes from wages to fees, and from what is owed to people to what is owed to suppliers."""
    by = moved.draw(st.integers(min_value=0, max_value=wages - 1))
    due = moved.draw(st.integers(min_value=0, max_value=owed - 1))
    one = a_year(wages, fees, owed, supplied)
    other = a_year(wages - by, fees + by, owed - due, supplied + due)
    assert hide_personnel_lines(balance(*one)) == hide_personnel_lines(balance(*other))
    hidden = [hide_personnel(postes(*each)) for each in (one, other)]
    assert hidden[0] == hidden[1]
    assert compute_indicateurs(hidden[0], niveau=None) == compute_indicateurs(hidden[1], niveau=None)


@given(wages=AMOUNTS, fees=AMOUNTS)
def test_totals_stay(wages, fees):
    whole = postes(*a_year(wages, fees, 7, 9))
    hidden = hide_personnel(whole)
    assert hidden.resultat_centimes == whole.resultat_centimes
    assert hidden.ressources == whole.ressources
    assert hidden.charges.value == whole.charges.value
    assert sum(each.montant_centimes for each in hidden.charges.sources) == whole.charges.value.number
    before, after = (
        balance(*a_year(wages, fees, 7, 9)),
        hide_personnel_lines(balance(*a_year(wages, fees, 7, 9))),
    )
    assert before.solde_crediteur_centimes("") == after.solde_crediteur_centimes("") == 0
    assert {each.compte for each in after.lines} == {"4", "512000", "6", "741000"}


def test_indicators_say_why_or_stay_the_same():
    whole = postes(*a_year(30_000_00, 2_000_00, 7, 9))
    shown = {each.definition.cle: each for each in compute_indicateurs(whole)}
    hidden = {each.definition.cle: each for each in compute_indicateurs(hide_personnel(whole))}
    assert "salaire" in hidden["part_personnel"].value.raison
    assert hidden["part_personnel"].value.statut is Statut.SECRET
    same = shown.keys() - {"part_personnel"}
    assert {cle: hidden[cle].value for cle in same} == {cle: shown[cle].value for cle in same}
    for cle in same:
        amounts = [[each.value for each in of[cle].termes] for of in (shown, hidden)]
        assert amounts[0] == amounts[1], cle


def test_changes_add_up_without_the_detail_of_charges():
    before, after = (hide_personnel(postes(*a_year(wages, 7_00, 7, 9))) for wages in (30_000_00, 35_000_00))
    found = compare(before, after)
    labels = [each.label for each in found.resultat]
    assert "Charges, salaires compris" in labels
    assert "Charges de personnel" not in labels
    moved = sum(each.difference_centimes for each in found.resultat)
    assert moved == after.resultat_centimes - before.resultat_centimes
    causes = [cause for each in explain(before, after) for cause in each.causes]
    assert not [cause for cause in causes if cause.label in {"Charges de personnel", "Autres charges"}]


def test_what_is_written_off_a_claim_stays_with_the_claims():
    lines = (*a_year(30_000_00, 7_00, 7, 9), ("411000", -900), ("491000", 100))
    whole, hidden = postes(*lines), hide_personnel(postes(*lines))
    for each in (whole, hidden):
        terms = next(
            i for i in compute_indicateurs(each) if i.definition.cle == "besoin_en_fonds_de_roulement"
        ).termes
        assert [term.value.number for term in terms] == [800, 16]


@pytest.mark.parametrize(("posts", "tells"), [(None, True), (0, True), (200, True), (201, False)])
def test_it_depends_on_how_many_are_paid(posts, tells):
    assert may_tell_a_salary(postes(*a_year(1, 1, 1, 1), posts=posts)) is tells
    assert not may_tell_a_salary(postes(("741000", 5), ("606000", -5), posts=posts))


def test_typed_lines_keep_their_total_alone():
    lines = dict.fromkeys(TypedLine, 100) | {TypedLine.SALAIRES: 700, TypedLine.DEPENSES: 300}
    typed = postes_of_typed(TypedExercice(opened_on=YEAR[0], closed_on=YEAR[1], lines=lines))
    hidden = hide_personnel(typed)
    assert may_tell_a_salary(typed)
    assert hidden.personnel.value.statut is Statut.SECRET
    assert [each.montant_centimes for each in hidden.charges.sources] == [1_000]
