"""Standing in a group: quantiles that give nobody away, the side one stands on, never a rank."""

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.disclosure import Rules
from socioeco.indicators import Origine, postes_of_typed
from socioeco.readers import TypedExercice, TypedLine
from socioeco.trajectories import Cote, PlaceDansGroupe, compare_to_group
from socioeco.values import Statut

HALF = (Fraction(1, 2),)


def typed(closed_on=date(2024, 12, 31), **lines):
    amounts = {TypedLine(key): euros * 100 for key, euros in lines.items()}
    return postes_of_typed(TypedExercice(opened_on=date(2024, 1, 1), closed_on=closed_on, lines=amounts))


def group(*dues):
    return [typed(cotisations=each, subventions=100 - each) for each in dues]


def place(postes, members, cle="ressource_cotisations", **options):
    return compare_to_group(postes, members, cle, **{"quantiles": HALF} | options)


def sides(found):
    return [each.cote for each in found.reperes]


def test_a_figure_stands_on_a_side_of_the_median():
    members = group(10, 20, 30, 40, 50)
    found = place(typed(cotisations=31), members)
    (median,) = found.reperes
    assert (median.value.number, median.cote) == (3000, Cote.AU_DESSUS)
    assert found.value.number == 3100
    assert found.nombre.number == 5
    assert sides(place(typed(cotisations=30), members)) == [Cote.EGAL]
    assert sides(place(typed(cotisations=29), members)) == [Cote.AU_DESSOUS]


def test_shares_and_months_are_compared_in_their_own_unit():
    members = [
        typed(subventions=each, cotisations=100 - each, depenses=10, argent=each)
        for each in range(10, 60, 10)
    ]
    share = place(typed(subventions=1), members, "part_subventions")
    assert share.reperes[0].value.number == Fraction(3, 10)
    months = place(typed(subventions=1, depenses=12, argent=1), members, "mois_de_tresorerie")
    assert (months.reperes[0].value.number, months.value.number) == (36, 1)


def test_a_short_year_is_compared_over_twelve_months():
    found = place(typed(closed_on=date(2024, 6, 30), cotisations=20), group(10, 20, 30, 40, 50))
    assert found.value.number == 4000
    assert sides(found) == [Cote.AU_DESSUS]


def test_a_small_group_shows_nothing():
    found = place(typed(cotisations=5), group(10, 20))
    assert found.nombre.statut is found.reperes[0].value.statut is Statut.SECRET
    assert sides(found) == [Cote.INCONNU]


def test_the_minimum_is_the_callers():
    members = group(10, 20, 30, 40, 50)
    assert place(typed(), members, rules=Rules(minimum=6)).nombre.statut is Statut.SECRET


def test_what_is_not_known_exactly_is_left_out_of_the_group():
    unknown = [typed(ventes=50), replace(typed(ventes=50), origine=Origine.BUDGET)]
    members = [typed(subventions=each, commande=0, ventes=100 - each) for each in (10, 20, 30, 40, 50)]
    found = place(typed(subventions=90, ventes=10), members + unknown, "part_publique")
    assert found.nombre.number == 5
    assert (found.value.number, found.value.haut) == (Fraction(9, 10), 1)
    assert sides(found) == [Cote.AU_DESSUS]


def test_a_range_across_the_median_has_no_side():
    members = [typed(subventions=each, commande=0, ventes=100 - each) for each in (10, 20, 30, 40, 50)]
    assert sides(place(typed(subventions=20, ventes=80), members, "part_publique")) == [Cote.INCONNU]


def test_a_budget_has_no_place_among_accounts():
    found = place(replace(typed(cotisations=5), origine=Origine.BUDGET), group(10, 20, 30, 40, 50))
    assert "prévision" in found.value.raison
    assert sides(found) == [Cote.INCONNU]


def test_a_figure_that_is_not_known_says_why():
    members = [typed(argent=each) for each in range(1, 8)]
    found = place(typed(), members, "tresorerie")
    assert "restée vide" in found.value.raison
    assert found.reperes[0].value.is_computed
    assert sides(found) == [Cote.INCONNU]


def test_a_measure_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        place(typed(), [], "rang")


def test_no_rank_is_given():
    assert {field.name for field in fields(PlaceDansGroupe)} == {"mesure", "value", "nombre", "reperes"}


@given(st.permutations(list(range(10, 90, 10))), st.integers(0, 100))
def test_the_order_of_the_group_does_not_matter(dues, own):
    assert compare_to_group(
        typed(cotisations=own), group(*dues), "ressource_cotisations"
    ) == compare_to_group(typed(cotisations=own), group(*sorted(dues)), "ressource_cotisations")
