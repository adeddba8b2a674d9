"""What a scenario says: cash plan, months left, break-even, losses one by one, ranges, scenarios side by side."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.comptes import regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import Balance, BalanceLine, TypedExercice, TypedLine, read_fec
from socioeco.scenarios import (
    ChosenCard,
    Fourchette,
    InvalidCardsError,
    Sens,
    break_even,
    cash_plan,
    compare_scenarios,
    depart_of_balance,
    depart_of_typed,
    envelope,
    lowest_cash,
    months_until_dry,
    project,
    stress,
)


def typed(**lines):
    exercice = TypedExercice(
        opened_on=date(2024, 1, 1),
        closed_on=date(2024, 12, 31),
        lines={TypedLine(key): amount for key, amount in lines.items()},
    )
    return depart_of_typed(exercice, postes_of_typed(exercice))


@cache
def lived(story, year=1):
    exercice = generate_association(story, seed=11, first_year=2022, years=3, size="petite").exercices[year]
    balance = read_fec([exercice.fec_bytes()], exercice.fec_name).balance
    regime = regime_for(balance.opened_on)
    return depart_of_balance(balance, regime, postes_of_balance(balance, regime))


def card(carte, debut=1, **reponses):
    return ChosenCard(carte=carte, debut=debut, reponses=reponses)


HOUSE = {"subventions": 24_000, "cotisations": 12_000, "salaires": 24_000, "depenses": 12_000}
POOR = typed(**HOUSE, argent=3_000, fonds_propres=2_000)


# --- Cash ------------------------------------------------------------------------------------------------------------


def test_the_cash_plan_of_ten_lines():
    plan = cash_plan(project(POOR, [card("emprunt", debut=2, montant=1_200, duree=12)], years=1))
    assert plan.mois[:2] == ("janvier 2025", "février 2025")
    assert [(row.label, row.sens, row.montants[0]) for row in plan.rubriques] == [
        ("Subventions", "encaissement", 2_000), ("Cotisations", "encaissement", 1_000),
        ("Charges de personnel", "decaissement", -2_000), ("Autres dépenses", "decaissement", -1_000),
        ("Emprunt reçu", "autre", 0), ("Remboursement de l’emprunt", "autre", 0),
    ]  # fmt: skip
    assert (plan.total(Sens.ENCAISSEMENT, 1), plan.total(Sens.AUTRE, 2)) == (3_000, 1_200)
    assert plan.rubriques[0].series[0].sources[0].montant_centimes == 24_000


def test_a_produit_without_family_has_its_own_row():
    depart = lived("boutique_en_croissance")
    labels = [row.label for row in cash_plan(project(depart, [], years=1)).rubriques]
    assert labels.index("Subventions") < labels.index("Achats") < labels.index("Remboursement des emprunts")


def test_a_disposal_is_among_the_exceptional():
    found = set()
    for story in STORIES:
        for year in range(3):
            rows = cash_plan(project(lived(story, year), [], years=1)).rubriques
            found |= {row.label for row in rows if row.sens is Sens.ENCAISSEMENT}
    assert "Produits exceptionnels, cessions et divers" in found


def test_months_until_cash_runs_out():
    lost = project(POOR, [card("baisse_des_subventions", debut=3, pourcentage=100_00)], years=1)
    assert months_until_dry(lost).number == 4
    lowest = lowest_cash(lost).number
    assert (lowest.mois, lowest.label, lowest.tresorerie_centimes) == (12, "décembre 2025", 3_000 - 20_000)
    never = months_until_dry(project(POOR, [], years=5))
    assert never.number is None
    assert never.raison.startswith("Jamais dans la période")


def test_unknown_cash_has_no_months_left():
    unknown = project(typed(**HOUSE), [], years=1)
    for value in (months_until_dry(unknown), lowest_cash(unknown)):
        assert value.raison == unknown.depart.sans_tresorerie
    assert cash_plan(unknown).raison == unknown.depart.sans_tresorerie


# --- Break-even ------------------------------------------------------------------------------------------------------


def test_how_much_of_a_family_balances_the_year():
    scenario = project(POOR, [card("baisse_des_depenses", pourcentage=0, montant=6_000)], years=1)
    subventions, cotisations = break_even(scenario, annee=1)
    assert (subventions.label, subventions.actuel_centimes, subventions.necessaire.number) == (
        "Subventions",
        24_000,
        18_000,
    )
    assert (cotisations.necessaire.number, cotisations.marge_centimes) == (6_000, 6_000)


def test_a_family_that_is_not_needed():
    scenario = project(POOR, [card("baisse_des_depenses", montant=30_000)], years=1)
    cotisations = break_even(scenario, annee=1)[1]
    assert cotisations.necessaire.number == 0
    assert "Même sans cette ressource" in cotisations.necessaire.reserve


@settings(deadline=None)
@given(st.sampled_from(sorted(STORIES)), st.integers(0, 100_00))
def test_the_amount_that_balances_the_year_does_balance_it(story, percent):
    scenario = project(lived(story), [card("baisse_des_subventions", pourcentage=percent)], years=1)
    for seuil in break_even(scenario, annee=1):
        if seuil.necessaire.number:
            assert scenario.annees[0].resultat_centimes - seuil.marge_centimes == 0


# --- Losses ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES)
def test_every_funder_is_lost_alone(story):
    depart = lived(story)
    table = stress(depart, [], years=3)
    payers = [perte for perte in table.pertes if not perte.is_famille]
    assert {perte.nom for perte in payers} == set(depart.payeurs)
    assert table.raison == ""
    for perte in table.pertes:
        assert perte.resultat_centimes == depart.resultat_centimes - perte.montant_centimes
        assert all(mois.is_balanced for mois in perte.scenario.mois)
        assert perte.plus_bas.number.tresorerie_centimes == min(
            mois.tresorerie_centimes for mois in perte.scenario.mois
        )
        assert perte.fonds_propres.number == perte.scenario.mois[-1].fonds_propres_centimes
    amounts = [perte.montant_centimes for perte in payers]
    assert amounts == sorted(amounts, reverse=True)


def test_the_story_of_the_lost_grant_breaks_the_year_as_it_did():
    """The year before, the Département is the first payer: losing it alone breaks the house."""
    table = stress(lived("subvention_perdue", 0), [], years=1)
    assert not table.is_broken_anyway
    worst = table.pertes[0]
    assert "épartement" in worst.nom
    assert worst.casse.number is True


def test_ten_lines_lose_a_whole_family():
    rich = typed(**HOUSE, argent=100_000, fonds_propres=20_000)
    table = stress(rich, [], years=1)
    assert table.raison.startswith("Les comptes ne nomment aucun financeur")
    assert [(perte.nom, perte.is_famille, perte.casse.number) for perte in table.pertes] == [
        ("Subventions", True, True), ("Cotisations", True, False),
    ]  # fmt: skip


def test_what_is_not_known_does_not_break_anything():
    cash_only, own_only, nothing = (
        stress(typed(**HOUSE, **known), [], years=1).pertes[0].casse
        for known in ({"argent": 1_000}, {"fonds_propres": 1_000}, {})
    )
    assert (cash_only.number, own_only.number, nothing.number) == (True, True, None)
    assert cash_only.reserve
    assert own_only.reserve
    assert "Argent disponible" in nothing.raison


def test_a_payer_that_was_given_money_back_is_no_loss():
    lines = (
        BalanceLine(compte="740", libelle="Subvention Ville", debit_centimes=100, credit_centimes=0),
        BalanceLine(compte="756", libelle="Cotisations", debit_centimes=0, credit_centimes=200),
    )
    balance = Balance(opened_on=date(2024, 1, 1), closed_on=date(2024, 12, 31), lines=lines)
    regime = regime_for(balance.opened_on)
    depart = depart_of_balance(balance, regime, postes_of_balance(balance, regime))
    assert depart.payeurs == ("Ville",)
    assert [perte.nom for perte in stress(depart, [], years=1).pertes] == ["Cotisations"]


# --- Ranges ----------------------------------------------------------------------------------------------------------


def test_without_any_range_a_scenario_is_one_path():
    found = envelope(POOR, [card("baisse_des_subventions", pourcentage=20_00)], years=1)
    assert (found.cas, found.resultat(1).haut) == ((), None)
    assert found.raison.startswith("Aucune fourchette")
    assert found.resultat(1).number == -4_800


def test_a_range_goes_from_the_worst_to_the_best_of_the_person():
    """A fall of 10 to 30 % and a hiring of 100 to 200 a month: the worst joins the two highs."""
    cards = [
        card("baisse_des_subventions", pourcentage=Fourchette(bas=10_00, central=20_00, haut=30_00)),
        card("embauche", salaire=Fourchette(bas=100, central=150, haut=200), cotisations=0),
    ]
    found = envelope(POOR, cards, years=1)
    assert found.raison == ""
    assert (found.resultat(1).number, found.resultat(1).haut) == (-7_200 - 2_400, -2_400 - 1_200)
    assert found.central.annees[0].resultat_centimes == -4_800 - 1_800
    assert found.tresorerie(12).haut == 3_000 - 3_600
    assert found.fonds_propres(12).number == 2_000 - 9_600
    assert len(found.cas) == 4


def test_unknown_cash_has_no_range():
    found = envelope(typed(**HOUSE), [], years=1)
    assert found.tresorerie(1).raison == found.central.depart.sans_tresorerie
    assert found.fonds_propres(1).raison == found.central.depart.sans_fonds_propres


def test_a_wrong_card_has_no_range():
    with pytest.raises(InvalidCardsError):
        envelope(POOR, [card("embauche")], years=1)


@st.composite
def ranged(draw, most):
    bas, central, haut = sorted(draw(st.lists(st.integers(0, most), min_size=3, max_size=3)))
    return Fourchette(bas=bas, central=central, haut=haut)


@settings(deadline=None)
@given(st.sampled_from(sorted(STORIES)), ranged(100_00), ranged(100_00), st.data())
def test_what_lies_between_is_inside_the_range(story, fall, rise, data):
    depart = lived(story)
    cards = [card("baisse_des_subventions", pourcentage=fall), card("hausse_des_depenses", pourcentage=rise)]
    found = envelope(depart, cards, years=2)
    between = [
        card("baisse_des_subventions", pourcentage=data.draw(st.integers(fall.bas, fall.haut))),
        card("hausse_des_depenses", pourcentage=data.draw(st.integers(rise.bas, rise.haut))),
    ]
    inside = project(depart, between, years=2)
    slack = 2 * len(depart.flux)  # a centime of rounding by line and year
    for annee in inside.annees:
        value = found.resultat(annee.numero)
        high = value.number if value.haut is None else value.haut
        assert value.number - slack <= annee.resultat_centimes <= high + slack


# --- Side by side ----------------------------------------------------------------------------------------------------


def test_two_scenarios_side_by_side():
    named = {
        "Rien ne change": project(POOR, [], years=2),
        "Moins de subventions": project(POOR, [card("baisse_des_subventions", pourcentage=50_00)], years=2),
    }
    found = compare_scenarios(named)
    assert found.noms == tuple(named)
    rows = {ligne.label: ligne for ligne in found.lignes}
    assert [value.number for value in rows["Résultat, année 2"].valeurs] == [0, -12_000]
    assert [value.number for value in rows["Résultat, année 2"].ecarts] == [0, -12_000]
    assert [value.number for value in rows["Trésorerie la plus basse"].valeurs] == [3_000, 3_000 - 24_000]
    assert [value.number for value in rows["Fonds propres à la fin"].valeurs] == [2_000, 2_000 - 24_000]
    assert [value.number for value in rows["Mois avant que l’argent manque"].valeurs] == [None, 4]
    assert [value.is_computed for value in rows["Mois avant que l’argent manque"].ecarts] == [False, False]


def test_what_is_not_known_is_compared_with_nothing():
    unknown = project(typed(**HOUSE), [], years=1)
    found = compare_scenarios({"A": unknown, "B": unknown})
    rows = {ligne.label: ligne for ligne in found.lignes}
    for label in ("Trésorerie la plus basse", "Trésorerie à la fin", "Fonds propres à la fin"):
        assert all(value.raison for value in (*rows[label].valeurs, *rows[label].ecarts))


@pytest.mark.parametrize("years", [(1,), (1, 2)])
def test_scenarios_of_other_lengths_are_not_compared(years):
    with pytest.raises(ValueError, match="same length"):
        compare_scenarios({str(count): project(POOR, [], years=count) for count in years})
