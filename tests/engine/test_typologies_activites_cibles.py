"""Rows that a person shares: amounts first, then a key; what the axis says where she says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import Ressource
from socioeco.typologies.activites import (
    Choix,
    Cle,
    Mesure,
    Nature,
    activites_definition,
    appui_of,
    cibles_of,
    compute_activites,
    repartition_of_choices,
    soldes_by_activity,
)

from .typologies_cases import balances, fec, typed, typed_lines

CLUB, BAR = "Club", "Buvette"
NAMES = (CLUB, BAR)
LINES = (
    ("756", "Cotisations", 900),
    ("706", "Stages", 300),
    ("741", "Ville", 500),
    ("789", "Fonds dédiés utilisés", 40),
    ("606", "Fournitures", -200),
    ("607", "Boissons", -100),
    ("613", "Loyer", -301),
    ("641", "Salaires", -600),
)
keys = st.none() | st.builds(
    Cle, poids=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9), min_size=1)
)
choices = st.builds(
    Choix, centimes=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 40_000), max_size=2), cle=keys
)


def rows(postes):
    return {cible.cle: cible for cible in cibles_of(postes)}


def amounts(activite):
    return (
        activite.recettes_centimes,
        activite.charges_directes.value.number,
        activite.charges_indirectes.value.number,
    )


def test_rows_are_the_families_then_the_other_produits_then_the_charges_by_chapter():
    found = rows(fec(*LINES))
    families = [cible.cle for cible in found.values() if cible.nature is Nature.RESSOURCE]
    assert sorted(families) == ["ressource-cotisations", "ressource-subventions", "ressource-ventes"]
    assert list(found) == [*families, "produit-78", "charge-60", "charge-61", "charge-64"]
    assert found["charge-60"].montant_centimes == 300_00
    assert found["charge-61"].libelle == "Services extérieurs"
    assert found["produit-78"].nature is Nature.AUTRE_PRODUIT


def test_typed_lines_are_rows_of_their_own_name():
    found = rows(typed(ventes=300, salaires=100, depenses=50))
    charges = [cible for cible in found.values() if cible.nature is Nature.CHARGE]
    assert [cible.montant_centimes for cible in charges] == [100_00, 50_00]
    assert all(cible.cle.replace("-", "").isalnum() for cible in charges)


def test_amounts_are_direct_and_what_a_key_shares_of_the_rest_is_indirect():
    choix = {
        "charge-61": Choix(centimes={CLUB: 100_00}, cle=Cle(poids={CLUB: 1, BAR: 2})),
        "charge-64": Choix(cle=Cle(poids={CLUB: 50, BAR: 25}, total=100)),
        "ressource-ventes": Choix(centimes={BAR: 300_00}),
    }
    postes = fec(*LINES)
    found = compute_activites(postes, repartition_of_choices(postes, NAMES, choix))
    assert amounts(found[CLUB]) == (0, 100_00, 67_00 + 300_00)
    assert amounts(found[BAR]) == (300_00, 0, 134_00 + 150_00)
    assert found.non_reparti.charges_indirectes.value.number == 150_00
    assert found.non_reparti.charges_directes.value.number == 300_00
    assert found.alertes == ()


def test_a_key_alone_keeps_the_accounts_apart():
    postes = fec(*LINES)
    choix = {"charge-60": Choix(cle=Cle(poids={CLUB: 1, BAR: 1}))}
    club = compute_activites(postes, repartition_of_choices(postes, NAMES, choix))[CLUB]
    shown = [(line.compte, line.montant_centimes) for line in club.charges_indirectes.sources]
    assert shown == [("606", 100_00), ("607", 50_00)]


def test_the_axis_speaks_where_the_person_does_not():
    values = {
        "A": {"606": -200_00, "756": 100_00},
        "a bis": {"756": 200_00},
        "B": {"607": -100_00, "641": -50_00},
        "Siège": {"613": -301_00},
    }
    soldes = soldes_by_activity(values, {"A": CLUB, "a bis": CLUB, "B": BAR})
    postes = fec(*LINES)
    choix = {"charge-64": Choix(centimes={CLUB: 60_00})}
    found = compute_activites(postes, repartition_of_choices(postes, NAMES, choix, soldes=soldes))
    assert amounts(found[CLUB]) == (300_00, 200_00 + 60_00, 0)
    assert amounts(found[BAR]) == (0, 100_00, 0)
    assert found.non_reparti.postes.charges.value.number == 301_00 + 540_00


def test_the_key_shares_what_the_axis_leaves():
    soldes = {CLUB: {"641": -400_00}}
    postes = fec(*LINES)
    choix = {"charge-64": Choix(cle=Cle(poids={BAR: 1}))}
    found = compute_activites(postes, repartition_of_choices(postes, NAMES, choix, soldes=soldes))
    assert amounts(found[CLUB])[1:] == (400_00, 0)
    assert amounts(found[BAR])[1:] == (0, 200_00)


@pytest.mark.parametrize(
    ("given_", "beyond"), [({CLUB: 200_00, BAR: 101_00}, 0), ({CLUB: 301_01}, 1), ({}, 0)]
)
def test_amounts_beyond_a_row_are_seen(given_, beyond):
    cible = rows(fec(*LINES))["charge-61"]
    assert Choix(centimes=given_).beyond(cible) == beyond


def test_what_carries_an_activity_is_its_largest_family():
    postes = fec(*LINES)
    choix = {
        "ressource-cotisations": Choix(centimes={CLUB: 300_00}),
        "ressource-ventes": Choix(centimes={CLUB: 100_00}),
    }
    found = compute_activites(postes, repartition_of_choices(postes, NAMES, choix))
    famille, part = appui_of(found[CLUB])
    assert (famille.key, part) == (Ressource.COTISATIONS, 3 / 4)
    assert appui_of(found[BAR]) is None


def test_every_figure_has_its_words():
    assert set(activites_definition().mesures) == set(Mesure)


@given(balances | typed_lines, st.data())
def test_whatever_is_chosen_activities_and_the_rest_make_the_whole(whole, data):
    postes = typed(**whole) if isinstance(whole, dict) else fec(*whole)
    cibles = cibles_of(postes)
    choix = {cible.cle: data.draw(choices, label=cible.cle) for cible in cibles}
    soldes = data.draw(st.sampled_from([{}, {CLUB: {"756": 100, "607": -7}, BAR: {"607": -50}}]))
    found = compute_activites(postes, repartition_of_choices(postes, NAMES, choix, soldes=soldes))
    parts = (*found.activites, found.non_reparti)
    assert sum(each.recettes_centimes for each in parts) == postes.produits.value.number
    assert sum(each.cout_complet_centimes for each in parts) == postes.charges.value.number
    for each in parts:
        direct, indirect = each.charges_directes.value.number, each.charges_indirectes.value.number
        assert direct + indirect == each.cout_complet_centimes
    produits = sum(cible.montant_centimes for cible in cibles if cible.nature is not Nature.CHARGE)
    charges = sum(cible.montant_centimes for cible in cibles if cible.nature is Nature.CHARGE)
    assert (produits, charges) == (postes.produits.value.number, postes.charges.value.number)


@given(st.integers(1, 50), st.integers(1, 9), st.integers(1, 9))
def test_multiplying_the_accounts_leaves_the_same_parts(times, club, bar):
    def shares(factor):
        postes = fec(*((compte, label, euros * factor) for compte, label, euros in LINES))
        choix = {cible.cle: Choix(cle=Cle(poids={CLUB: club, BAR: bar})) for cible in cibles_of(postes)}
        found = compute_activites(postes, repartition_of_choices(postes, NAMES, choix))
        return [each.cout_complet_centimes / factor for each in found.activites]

    lines = len(LINES)
    for one, other in zip(shares(1), shares(times), strict=True):
        assert abs(one - other) <= lines  # a centime by line, that division leaves
