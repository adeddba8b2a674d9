"""From a FEC with an axis to the full cost of each activity, and to its position."""

from fractions import Fraction

import pytest

from socioeco.comptes import regime_for
from socioeco.generator import generate_association
from socioeco.indicators import postes_of_balance
from socioeco.readers import NO_ANSWERS, ExerciceAnswers
from socioeco.typologies import ConclusionKind
from socioeco.typologies.activites import (
    Cle,
    RepartitionError,
    Solde,
    compute_activites,
    compute_position_of_activite,
    repartition_of_axis,
)

from .axis_cases import CLOSING, YEAR, read, with_axis
from .test_axis_laws import analytic

KEY = Cle(poids={"Club": 3, "Buvette": 1})


def postes_of(reading):
    balance = reading.fec.balance
    return postes_of_balance(balance, regime_for(balance.opened_on), answers=ExerciceAnswers(), declared={})


def by_activity(reading, **options):
    postes = postes_of(reading)
    return postes, compute_activites(postes, repartition_of_axis(postes, reading.balances, **options))


@pytest.mark.parametrize("table", [YEAR, YEAR + CLOSING], ids=["open", "closed"])
def test_a_file_with_an_axis_gives_the_full_cost_of_each_activity(table):
    """The rent, that the axis gives to nobody, is shared three quarters to the club: 225,76 and 75,25."""
    _postes, found = by_activity(read(with_axis(table)), indirectes=("613",), cle_indirecte=KEY)
    costs = {
        each.nom: (
            each.recettes_centimes,
            each.charges_directes.value.number,
            each.charges_indirectes.value.number,
            each.cout_complet_centimes,
            each.resultat_centimes,
        )
        for each in (*found.activites, found.non_reparti)
    }
    assert costs == {
        "Buvette": (60_000, 35_000, 7_525, 42_525, 17_475),
        "Club": (95_000, 40_000, 22_576, 62_576, 32_424),
        "Non réparti": (0, 0, 0, 0, 0),
    }
    assert [lecture.solde for lecture in found.lectures] == [Solde.EXCEDENTAIRE, Solde.EXCEDENTAIRE]
    assert found.alertes == ()


def test_without_a_key_what_the_axis_leaves_stays_undistributed():
    postes, found = by_activity(read(with_axis()))
    assert found.non_reparti.cout_complet_centimes == 30_101
    assert found["Buvette"].resultat_centimes == 25_000
    assert found.lectures[0].solde is Solde.INCERTAIN
    results = (*(each.resultat_centimes for each in found.activites), found.non_reparti.resultat_centimes)
    assert sum(results) == postes.resultat_centimes


def test_each_activity_has_its_position():
    _postes, found = by_activity(read(with_axis()))
    bar, club = (compute_position_of_activite(each, {}).conclusion for each in found.activites)
    assert (bar.kind, club.kind) == (ConclusionKind.PAS_ASSEZ, ConclusionKind.DOMINANT)
    assert "ventes" in bar.texte
    assert "cotisations" in club.texte
    members = found["Club"].postes.ressources["cotisations"]
    total = found["Club"].postes.ressources.total_centimes
    assert Fraction(members.value.number, total) == Fraction(90, 95)


def test_a_key_that_names_another_activity_is_refused():
    reading = read(with_axis())
    with pytest.raises(RepartitionError, match="Judo"):
        by_activity(reading, indirectes=("613",), cle_indirecte=Cle(poids={"Judo": 1}))


@pytest.mark.parametrize("story", ["club_benevole", "festival", "boutique_en_croissance"])
def test_activities_of_a_generated_book_add_up_to_it(story):
    made = generate_association(story, seed=3, first_year=2025, years=1).exercices[0]
    reading = read(analytic(made), name=made.fec_name)
    options = {"indirectes": ("61", "62"), "cle_indirecte": KEY}
    postes, found = by_activity(reading, **options)
    parts = (*found.activites, found.non_reparti)
    assert sum(each.resultat_centimes for each in parts) == made.resultat_centimes()
    assert sum(each.cout_complet_centimes for each in parts) == postes.charges.value.number
    for famille in postes.ressources.familles:
        held = sum(each.postes.ressources[famille.key].value.number or 0 for each in parts)
        assert held == (famille.value.number or 0)
    assert parts[0].postes.answers == NO_ANSWERS
