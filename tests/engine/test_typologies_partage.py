"""An amount shared among activities, and what a distribution may not say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import Ressource
from socioeco.typologies.activites import NON_REPARTI, Cle, Montants, Regle, Repartition, RepartitionError
from socioeco.typologies.activites.partage import share_out

weights = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 50) | st.fractions(0, 1), max_size=4)


def test_amounts_leave_the_rest_undistributed():
    assert share_out(100, Montants(centimes={"a": 30, "b": 50})) == {"a": 30, "b": 50, NON_REPARTI: 20}
    assert share_out(100, Montants(centimes={"a": 130})) == {"a": 130, NON_REPARTI: -30}


def test_the_centimes_of_a_division_go_to_the_largest_remainders():
    assert share_out(100, Cle(poids={"a": 1, "b": 1, "c": 1})) == {"a": 34, "b": 33, "c": 33, NON_REPARTI: 0}
    assert share_out(100, Cle(poids={"a": 1, "b": 5})) == {"a": 17, "b": 83, NON_REPARTI: 0}
    assert share_out(-100, Cle(poids={"a": 1, "b": 1, "c": 1})) == {
        "a": -34,
        "b": -33,
        "c": -33,
        NON_REPARTI: 0,
    }


def test_a_key_with_a_total_leaves_what_it_does_not_hold():
    assert share_out(1000, Cle(poids={"a": 60, "b": 30}, total=100)) == {"a": 600, "b": 300, NON_REPARTI: 100}
    assert share_out(1000, Cle(poids={"a": 0})) == {NON_REPARTI: 1000}
    assert share_out(1000, Cle(poids={})) == {NON_REPARTI: 1000}


@given(st.integers(-10_000, 10_000), weights)
def test_a_key_shares_everything_within_a_centime_of_its_weights(amount, poids):
    shared = share_out(amount, Cle(poids=poids))
    assert sum(shared.values()) == amount
    whole = sum(poids.values())
    if whole:
        assert shared[NON_REPARTI] == 0
        assert all(abs(shared[name] - amount * Fraction(each) / whole) < 1 for name, each in poids.items())


@given(st.integers(-10_000, 10_000), weights, st.integers(200, 300))
def test_a_total_shares_no_more_than_it_says(amount, poids, whole):
    shared = share_out(amount, Cle(poids=poids, total=whole))
    assert sum(shared.values()) == amount
    assert shared[NON_REPARTI] * amount >= 0


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: Cle(poids={"a": -1}), "poids négatif"),
        (lambda: Cle(poids={"a": 70, "b": 40}, total=100), "dépassent son total"),
        (lambda: Regle(partage=Cle(poids={"a": 1})), "une famille de ressources, ou un compte"),
        (lambda: Repartition(activites=()), "au moins une activité"),
        (lambda: Repartition(activites=("a", "a")), "différent des autres"),
        (lambda: Repartition(activites=("a", "")), "différent des autres"),
        (lambda: Repartition(activites=("a", NON_REPARTI)), "différent des autres"),
        (lambda: Repartition(activites=("a",), achats_publics={"b": 1}), "pas dans la liste\u00a0: b"),
        (lambda: Repartition(activites=("a",), cle_indirecte=Cle(poids={"b": 1})), "pas dans la liste"),
        (
            lambda: Repartition(
                activites=("a",),
                regles=(Regle(famille=Ressource.DONS, partage=Montants(centimes={"b": 1})),),
            ),
            "pas dans la liste",
        ),
    ],
)
def test_a_distribution_that_cannot_be_used_is_refused_in_french(build, words):
    with pytest.raises(RepartitionError, match=words):
        build()
