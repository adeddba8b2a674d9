"""Laws of every scenario: books balance in every month, months add up to years, an answer explains its own effect."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.comptes import Ressource, regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import ExerciceAnswers, Question, TypedExercice, TypedLine, read_fec
from socioeco.scenarios import (
    ChosenCard,
    Genre,
    Position,
    cartes,
    cash_plan,
    depart_of_balance,
    depart_of_typed,
    project,
    validate,
)
from socioeco.scenarios.spread import apportion, spread

TYPED = {
    "cotisations": 120_000, "ventes": 350_001, "subventions": 900_007, "dons": 20_000, "mecenat": 30_000,
    "autres": 10_000, "salaires": 900_000, "depenses": 450_011, "argent": 250_000, "fonds_propres": 300_000,
}  # fmt: skip


@cache
def depart_of(story):
    """The second year of a story, or ten typed lines."""
    if story == "dix lignes":
        lines = {TypedLine(key): amount for key, amount in TYPED.items()}
        exercice = TypedExercice(opened_on=date(2024, 1, 1), closed_on=date(2024, 12, 31), lines=lines)
        return depart_of_typed(exercice, postes_of_typed(exercice))
    exercice = generate_association(story, seed=5, first_year=2022, years=2, size="petite").exercices[1]
    balance = read_fec([exercice.fec_bytes()], exercice.fec_name).balance
    regime = regime_for(balance.opened_on)
    answers = ExerciceAnswers(values={Question.ACHATS_PUBLICS: 123_457})
    return depart_of_balance(balance, regime, postes_of_balance(balance, regime, answers=answers))


STARTS = (*STORIES, "dix lignes")


def answers_to(question, depart):
    """Any answer that the question takes."""
    if question.genre is Genre.PAYEUR:
        return st.sampled_from(depart.payeurs or ("personne",))
    if question.genre is Genre.FAMILLE:
        return st.sampled_from([famille.value for famille in Ressource])
    most = question.maximum or 10**9
    return st.integers(question.minimum, min(most, 10**9))


@st.composite
def chosen(draw, depart, months):
    carte = draw(st.sampled_from(cartes()))
    debut = draw(st.integers(1, months))
    fin = draw(st.none() | st.integers(debut, months)) if carte.bornee else None
    reponses = {question.cle: draw(answers_to(question, depart)) for question in carte.questions}
    return ChosenCard(carte=carte.cle, debut=debut, fin=fin, reponses=reponses)


@st.composite
def scenarios(draw):
    depart = depart_of(draw(st.sampled_from(STARTS)))
    years = draw(st.integers(1, 5))
    cards = draw(st.lists(chosen(depart, years * 12), max_size=5))
    playable = tuple(card for card in cards if not validate([card], depart, years=years))
    return project(depart, playable, years=years)


@settings(deadline=None)
@given(scenarios())
def test_the_balance_sheet_balances_in_every_month(scenario):
    assert sum(scenario.depart.bilan.values()) == 0
    for mois in scenario.mois:
        assert sum(mois.positions.values()) == 0
        assert mois.is_balanced


@settings(deadline=None)
@given(scenarios())
def test_months_add_up_to_years_and_years_to_own_funds(scenario):
    fonds_propres = -scenario.depart.bilan[Position.FONDS_PROPRES]
    moved = [serie for serie in scenario.series if Position.FONDS_PROPRES in (serie.debit, serie.credit)]
    without_result = [serie for serie in moved if Position.RESULTAT not in (serie.debit, serie.credit)]
    assert without_result == []
    for annee in scenario.annees:
        assert annee.resultat_centimes == sum(mois.resultat_centimes for mois in annee.mois)
        lignes = scenario.lignes(annee.numero).values()
        assert annee.produits_centimes == sum(amount for ligne, amount in lignes if ligne.nature == "produit")
        assert annee.charges_centimes == sum(amount for ligne, amount in lignes if ligne.nature == "charge")
        fonds_propres += annee.resultat_centimes
        assert annee.cloture.fonds_propres_centimes == fonds_propres


@settings(deadline=None)
@given(scenarios())
def test_entries_explain_the_change_of_each_position(scenario):
    before = dict(scenario.depart.bilan)
    for mois in scenario.mois:
        for position in Position:
            entries = scenario.ecritures(mois.numero, position=position)
            change = sum(
                entry.montant_centimes * ((entry.debit is position) - (entry.credit is position))
                for entry in entries
            )
            assert mois.positions[position] == before[position] + change
        before = dict(mois.positions)


@settings(deadline=None)
@given(scenarios())
def test_the_cash_plan_goes_from_one_closing_to_the_next(scenario):
    plan = cash_plan(scenario)
    for at, closing in enumerate(plan.cloture):
        assert plan.ouverture[at] + sum(row.montants[at] for row in plan.rubriques) == closing
        assert closing == scenario.mois[at].tresorerie_centimes
    assert plan.ouverture[0] == scenario.depart.bilan[Position.TRESORERIE]


@pytest.mark.parametrize("years", [1, 3, 5])
@pytest.mark.parametrize("story", STARTS)
def test_without_any_card_each_year_is_the_last_one(story, years):
    depart = depart_of(story)
    scenario = project(depart, [], years=years)
    assert [annee.resultat_centimes for annee in scenario.annees] == [depart.resultat_centimes] * years
    for annee in scenario.annees:
        assert {cle: amount for cle, (_ligne, amount) in scenario.lignes(annee.numero).items()} == {
            flux.cle: flux.montant_centimes for flux in depart.flux if flux.montant_centimes
        }
    assert {mois.produits_centimes for mois in scenario.mois[::12]} == {scenario.mois[0].produits_centimes}


@settings(deadline=None)
@given(st.data())
def test_a_card_changes_the_result_by_its_own_entries_only(data):
    depart = depart_of(data.draw(st.sampled_from(STARTS)))
    card = data.draw(chosen(depart, 24))
    cards = [] if validate([card], depart, years=2) else [card]
    base, changed = project(depart, [], years=2), project(depart, cards, years=2)
    for before, after in zip(base.mois, changed.mois, strict=True):
        own = sum(
            entry.montant_centimes
            * ((entry.credit is Position.RESULTAT) - (entry.debit is Position.RESULTAT))
            for entry in changed.ecritures(after.numero)
            if entry.ligne and entry.origine != "Dernière année connue, répétée"
        )
        assert after.resultat_centimes - before.resultat_centimes == own


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=60), st.integers(1, 10**6))
def test_parts_add_up_to_the_rounded_whole_and_stay_within_one(numerators, denominator):
    parts = apportion(numerators, denominator)
    assert abs(2 * (sum(parts) * denominator - sum(numerators))) <= denominator
    for part, numerator in zip(parts, numerators, strict=True):
        assert abs(part * denominator - numerator) < denominator


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(-50, 50), min_size=1, max_size=24))
def test_an_amount_is_shared_out_to_the_centime(amount, weights):
    assert sum(spread(amount, weights)) == amount
