"""Futures drawn from one's own changes: same seed same numbers, exact sums, and never an invented distribution."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.comptes import NatureCharge, regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import Origine, postes_of_balance, postes_of_typed
from socioeco.readers import ExerciceAnswers, TypedExercice, TypedLine, read_fec
from socioeco.scenarios import ChosenCard, depart_of_balance, depart_of_typed, passages_of, project
from socioeco.scenarios.livre import ligne_of
from socioeco.scenarios.simulation import simulate
from socioeco.scenarios.variations import GROUPES

FIVE = range(2020, 2025)


def typed_year(year, **lines):
    return TypedExercice(
        opened_on=date(year, 1, 1),
        closed_on=date(year, 12, 31),
        lines={TypedLine(key): amount for key, amount in lines.items()},
    )


def postes_of(years, **changing):
    """Years of a volunteer who types: each amount is a list, one by year."""
    return [
        postes_of_typed(typed_year(year, **{key: amounts[at] for key, amounts in changing.items()}))
        for at, year in enumerate(years)
    ]


SUBVENTIONS = [1_000, 1_200, 600, 900, 1_200]
SERIES = {"subventions": SUBVENTIONS, "depenses": [1_000] * 5, "argent": [500] * 5}


def scenario_of(years=1, cards=(), **lines):
    exercice = typed_year(2024, **({"subventions": 1_200, "depenses": 1_000, "argent": 500} | lines))
    return project(depart_of_typed(exercice, postes_of_typed(exercice)), cards, years=years)


@cache
def story(key):
    """Five years of a story, and the start from the last one."""
    association = generate_association(key, seed=3, first_year=2020, years=5, size="petite")
    balances = [read_fec([each.fec_bytes()], each.fec_name).balance for each in association.exercices]
    postes = tuple(postes_of_balance(each, regime_for(each.opened_on)) for each in balances)
    depart = depart_of_balance(balances[-1], regime_for(balances[-1].opened_on), postes[-1])
    return depart, postes


# --- What is staff ---------------------------------------------------------------------------------------------------


@cache
def last_balance(key):
    association = generate_association(key, seed=3, first_year=2020, years=5, size="petite")
    last = association.exercices[-1]
    return read_fec([last.fec_bytes()], last.fec_name).balance


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(STORIES)), st.data())
def test_staff_of_a_scenario_are_those_of_the_year_wherever_accounts_were_placed(key, data):
    balance = last_balance(key)
    charges = sorted({line.compte for line in balance.matching("6")})
    places = st.dictionaries(st.sampled_from(charges), st.sampled_from(sorted(NatureCharge)), max_size=5)
    answers = ExerciceAnswers(rangements=data.draw(places))
    postes = postes_of_balance(balance, regime_for(balance.opened_on), answers=answers)
    depart = depart_of_balance(balance, postes.regime, postes)
    staff = next(groupe for groupe in GROUPES if groupe.label == "Charges de personnel")
    held = [flux for flux in depart.flux if staff.holds(ligne_of(flux))]
    assert sum(flux.montant_centimes for flux in held) == staff.amount(postes)
    others = [groupe for groupe in GROUPES if groupe is not staff]
    assert not any(groupe.holds(ligne_of(flux)) for flux in held for groupe in others)


# --- What may be drawn -----------------------------------------------------------------------------------------------


def test_the_changes_are_those_of_the_series():
    passages = passages_of(postes_of(FIVE, **SERIES)).number
    assert [passage.label for passage in passages] == [
        "de 2020 à 2021", "de 2021 à 2022", "de 2022 à 2023", "de 2023 à 2024",
    ]  # fmt: skip
    assert [passage.by_label["Subventions"] for passage in passages] == [200, -600, 300, 300]
    assert {passage.by_label["Autres charges payées"] for passage in passages} == {0}


def test_four_years_are_not_enough():
    value = passages_of(postes_of(FIVE, **SERIES)[1:])
    assert value.number is None
    assert "cinq années" in value.raison
    assert simulate(scenario_of(), postes_of(FIVE, **SERIES)[1:], seed=1).raison == value.raison


def test_a_budget_and_a_gap_make_no_change():
    years = postes_of(FIVE, **SERIES)
    assert not passages_of([replace(years[0], origine=Origine.BUDGET), *years[1:]]).is_computed
    assert not passages_of([years[0], *years[2:]]).is_computed


def test_the_order_of_years_makes_no_difference():
    years = postes_of(FIVE, **SERIES)
    assert passages_of(years[::-1]) == passages_of(years)


def test_a_short_year_is_brought_to_twelve_months():
    half = TypedExercice(
        opened_on=date(2019, 7, 1), closed_on=date(2019, 12, 31), lines={TypedLine.SUBVENTIONS: 500}
    )
    passages = passages_of([postes_of_typed(half), *postes_of(FIVE, **SERIES)]).number
    assert passages[0].by_label["Subventions"] == 0


def test_every_line_of_a_projection_is_in_one_group_at_most():
    depart, _postes = story("boutique_en_croissance")
    for ligne, _amount in project(depart, [], years=1).lignes(1).values():
        assert sum(groupe.holds(ligne) for groupe in GROUPES) <= 1
        assert not ligne.famille or sum(groupe.holds(ligne) for groupe in GROUPES) == 1


def test_unknown_cash_has_no_future():
    scenario = scenario_of(argent=None)
    assert simulate(scenario, postes_of(FIVE, **SERIES), seed=1).raison == scenario.depart.sans_tresorerie


# --- What is drawn ---------------------------------------------------------------------------------------------------


def simulated(seed=7, futures=400, years=1, **lines):
    return simulate(scenario_of(years, **lines), postes_of(FIVE, **SERIES), seed=seed, futures=futures).number


def test_a_future_is_one_of_the_changes_of_the_series():
    """500 of cash, a surplus of 200 a year, then one of the four changes."""
    found = {int(cash) for cash in simulated().tresorerie[-1]}
    assert found == {700 + change for change in (200, -600, 300)}


def test_the_same_seed_gives_the_same_numbers():
    first, again, other = simulated(years=5), simulated(years=5), simulated(seed=8, years=5)
    assert np.array_equal(first.tresorerie, again.tresorerie)
    assert not np.array_equal(first.tresorerie, other.tresorerie)
    assert first.phrase == "Sur 400 futurs tirés de vos propres variations"


def test_a_family_never_falls_below_nil():
    """Grants of 1,200: losing 600 three times leaves none, not less than none."""
    simulation = simulated(years=3)
    lost = [at for at in range(400) if set(simulation.tirages[:, at]) == {1}]
    assert lost
    assert {int(cash) for cash in simulation.tresorerie[-1, lost]} == {500 - 400 - 1_000 - 1_000}


def test_quantiles_are_amounts_of_futures_in_order():
    simulation = simulated(years=2)
    quantiles = simulation.quantiles()
    assert [each.numero for each in quantiles] == list(range(1, 25))
    for each, row in zip(quantiles, simulation.tresorerie, strict=True):
        ordered = sorted(row)
        assert each.valeurs == tuple(ordered[rank] for rank in (39, 199, 359))
    assert simulation.quantiles((Fraction(0), Fraction(1)))[0].valeurs == (
        simulation.tresorerie[0].min(), simulation.tresorerie[0].max(),
    )  # fmt: skip


def test_the_part_of_futures_where_cash_runs_out():
    """In one year: grants halved leave 500 + 200 − 600 at the end."""
    assert simulated().part_a_sec == 0
    poor = simulated(argent=100)
    lost = sum(pick == 1 for pick in poor.tirages[0].tolist())
    assert poor.part_a_sec == Fraction(lost, 400)


def test_a_change_of_rules_inside_the_series_is_said():
    depart, postes = story("club_benevole")
    scenario = project(depart, [], years=1)
    crossing = simulate(
        scenario, [replace(postes[0], origine=Origine.BALANCE), *postes[1:]], seed=1, futures=5
    )
    assert len(crossing.number.prudences) == 2
    assert len(simulated(futures=5).prudences) == 1


# --- Laws ------------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(sorted(STORIES)), st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(0, 29))
def test_a_future_balances_and_its_months_add_up(key, seed, years, rank):
    depart, postes = story(key)
    cards = [ChosenCard(carte="baisse_des_subventions", debut=1, reponses={"pourcentage": 30_00})]
    scenario = project(depart, cards, years=years)
    simulation = simulate(scenario, postes, seed=seed, futures=30).number
    futur = simulation.futur(rank)
    assert all(mois.is_balanced for mois in futur.scenario.mois)
    cash = [mois.tresorerie_centimes for mois in futur.scenario.mois]
    assert cash == simulation.tresorerie[:, rank].tolist()
    assert_years_are_those_drawn(futur, scenario)


def assert_years_are_those_drawn(futur, scenario):
    """The result of a year moves by the changes cumulated so far, no family below nil."""
    cumulated = [0] * len(GROUPES)
    for annee, drawn in zip(scenario.annees, futur.tirages, strict=True):
        cumulated = [known + step for known, step in zip(cumulated, drawn.ecarts, strict=True)]
        lignes = scenario.lignes(annee.numero).values()
        expected = 0
        for groupe, change in zip(GROUPES, cumulated, strict=True):
            level = sum(amount for ligne, amount in lignes if groupe.holds(ligne))
            expected += groupe.signe * max(change, min(-level, 0))
        after = futur.scenario.annees[annee.numero - 1].resultat_centimes
        assert after - annee.resultat_centimes == expected


def test_the_largest_amounts_stay_exact():
    most = 10**13
    series = {"subventions": [most, 2 * most - 1, most + 3, most, most + 7], "argent": [0] * 5}
    scenario = scenario_of(5, subventions=most + 7, argent=1)
    simulation = simulate(scenario, postes_of(FIVE, **series), seed=1, futures=20).number
    for rank in range(20):
        assert_years_are_those_drawn(simulation.futur(rank), scenario)
