"""What changed from one exercice to the next: parts that add up to the whole, and what must be said beside."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import regime_for
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import Poste, postes_of_balance
from socioeco.readers import (
    TypedLine,
    read_fec,
)
from socioeco.trajectories import compare
from socioeco.values import calcule

from .trajectories_cases import FIRST, SECOND, fec, typed


def moves(movements):
    return {
        move.label: (move.avant_centimes // 100, move.apres_centimes // 100, move.difference_centimes // 100)
        for move in movements
    }


def labels(before, after):
    return [move.label for move in compare(before, after).ressources]


# --- Resources ---------------------------------------------------------------------------------------------------


def test_families_stand_side_by_side_and_those_nil_twice_are_left_out():
    found = compare(fec(FIRST, c741=100, c756=50), fec(c741=70, c756=50, c7541=30))
    assert moves(found.ressources) == {
        "Subventions": (100, 70, -30),
        "Cotisations": (50, 50, 0),
        "Dons": (0, 30, 30),
    }
    first = found.ressources[0]
    assert [line.montant_centimes for line in first.sources_avant] == [10000]
    assert [line.montant_centimes for line in first.sources_apres] == [7000]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (fec(FIRST, c706=100), fec(c706=100, purchases=40)),
        (fec(FIRST, c706=100, purchases=0), fec(c706=100, c73=20)),
        (typed(ventes=60, commande=40), fec(c706=100)),
        (typed(ventes=100), fec(c706=100, c73=20)),
        (typed(ventes=100), typed(SECOND, ventes=60, commande=40)),
    ],
)
def test_purchases_told_on_one_side_only_stand_with_the_sales(before, after):
    assert labels(before, after) == ["Ventes et commande publique"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (fec(FIRST, c706=100, purchases=10), fec(c706=100, purchases=40)),
        (typed(ventes=60, commande=40), fec(c706=100, purchases=40)),
        (fec(FIRST, c706=100, c73=5), fec(c706=100, c73=20)),
        (fec(FIRST, c73=5), fec(c706=100, purchases=40)),
    ],
)
def test_purchases_told_alike_on_both_sides_stand_apart(before, after):
    assert labels(before, after) == ["Commande publique et tarification", "Ventes et participations"]
    assert labels(after, before) == labels(before, after)


def test_a_typed_year_joins_what_its_lines_do_not_tell_apart():
    before = typed(mecenat=30, autres=20, cotisations=5, ventes=0)
    after = fec(c7542=10, c755=15, c7543=7, c768=2, c758=4, c756=5)
    assert moves(compare(before, after).ressources) == {
        "Cotisations": (5, 5, 0),
        "Mécénat et fondations": (30, 25, -5),
        "Autres produits, legs et produits financiers": (20, 13, -7),
    }
    assert labels(fec(FIRST, c7542=10, c755=15), fec(c7542=10, c7543=7)) == [
        "Mécénat",
        "Fondations et contributions privées",
        "Legs et donations",
    ]


# --- Result ------------------------------------------------------------------------------------------------------


def test_a_charge_that_rises_lowers_the_result():
    before = fec(FIRST, c741=100, c78=5, c641=-60, c606=-20)
    after = fec(c741=110, c78=2, c641=-75, c606=-15)
    found = compare(before, after).resultat
    assert moves(found) == {
        "Ressources de l’année": (100, 110, 10),
        "Autres produits, sans encaissement ou exceptionnels": (5, 2, -3),
        "Charges de personnel": (-60, -75, -15),
        "Autres charges": (-20, -15, 5),
    }
    assert [[line.compte for line in move.sources_apres] for move in found] == [
        ["741"],
        ["78"],
        ["641"],
        ["606"],
    ]
    assert after.resultat_centimes - before.resultat_centimes == -300


def test_typed_lines_have_no_other_produits():
    found = compare(
        typed(subventions=50, salaires=30, depenses=10), typed(SECOND, subventions=50, depenses=60)
    )
    assert moves(found.resultat) == {
        "Ressources de l’année": (50, 50, 0),
        "Charges de personnel": (-30, 0, 30),
        "Autres charges": (-10, -60, -50),
    }


def test_no_line_rather_than_lines_that_do_not_add_up():
    before, after = fec(FIRST, c641=-60, c606=-20), fec(c641=-60, c606=-20)
    untold = replace(after, personnel=Poste(value=calcule(5000)))
    found = {move.label: move for move in compare(before, untold).resultat}
    assert moves(found.values()) == {
        "Charges de personnel": (-60, -50, 10),
        "Autres charges": (-20, -30, -10),
    }
    assert [found[label].sources_apres for label in found] == [(), ()]
    assert [len(found[label].sources_avant) for label in found] == [1, 1]


# --- Notes -------------------------------------------------------------------------------------------------------


def note(before, after):
    found = compare(before, after).notes
    assert len(found) == 1
    return found[0]


def test_two_years_that_follow_under_the_same_rules_need_no_note():
    assert compare(fec(FIRST, c756=1), fec(c756=1)).notes == ()
    assert compare(typed(cotisations=1), typed(SECOND, cotisations=1)).notes == ()


def test_a_change_of_rules_is_said():
    later = (date(2025, 1, 1), date(2025, 12, 31))
    said = note(fec(SECOND, c756=1), fec(later, c756=1))
    assert said.startswith("Les règles comptables changent")
    assert said.count("Plan comptable des associations") == 2


@pytest.mark.parametrize(
    ("closed_on", "words"),
    [
        (date(2024, 9, 30), "douze mois, puis neuf mois"),
        (date(2025, 3, 31), "douze mois, puis quinze mois"),
        (date(2024, 12, 20), "douze mois, puis un peu moins de douze mois"),
        (date(2024, 1, 10), "douze mois, puis moins d’un mois"),
        (date(2024, 2, 2), "douze mois, puis un peu plus d’un mois"),
        (date(2026, 6, 30), "douze mois, puis plus de deux ans"),
    ],
)
def test_lengths_are_said_in_words_and_amounts_left_as_they_are(closed_on, words):
    said = note(fec(FIRST, c756=1), fec((SECOND[0], closed_on), c756=1))
    assert words in said
    assert "sans être ramenés" in said
    assert not re.search(r"\d", said)


@pytest.mark.parametrize(
    ("opened_on", "days", "is_said"),
    [
        (date(2024, 1, 1), 366, False),
        (date(2024, 1, 1), 361, False),
        (date(2024, 1, 1), 371, False),
        (date(2024, 1, 1), 360, True),
        (date(2024, 1, 1), 372, True),
        (date(2024, 3, 1), 360, False),
        (date(2024, 3, 1), 371, True),
        (date(2023, 3, 1), 371, False),
    ],
)
def test_five_days_more_or_less_are_a_year(opened_on, days, is_said):
    second = (opened_on, opened_on + timedelta(days=days - 1))
    first = (opened_on - timedelta(days=365), opened_on - timedelta(days=1))
    assert bool(compare(typed(first), typed(second)).notes) is is_said


def test_a_gap_and_an_overlap_are_said_with_their_dates():
    gap = note(typed(), typed((date(2024, 3, 1), date(2025, 2, 28))))
    assert "du 1er janvier au 29 février 2024" in gap
    overlap = note(typed(), typed((date(2023, 7, 1), date(2024, 6, 30))))
    assert "du 1er juillet au 31 décembre 2023" in overlap
    assert "deux fois" in overlap


def test_one_side_typed_is_said():
    assert "Le premier exercice vient de dix lignes saisies, le second d’un fichier" in note(typed(), fec())
    assert "Le second exercice vient de dix lignes saisies, le premier d’un fichier" in note(
        fec(FIRST), typed(SECOND)
    )


# --- Laws --------------------------------------------------------------------------------------------------------

ACCOUNTS = [
    "c606", "c621", "c633", "c641", "c681", "c675", "c706", "c709", "c73", "c741", "c747", "c7541", "c7542",
    "c7543", "c755", "c756", "c758", "c768", "c771", "c775", "c781", "c791", "c875",
]  # fmt: skip
periods = st.tuples(st.dates(date(2016, 1, 1), date(2026, 12, 31)), st.integers(20, 700)).map(
    lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1]))
)
amounts = st.integers(-90000, 90000)
accounts = st.dictionaries(st.sampled_from(ACCOUNTS), amounts)
typed_lines = st.dictionaries(
    st.sampled_from([line.value for line in TypedLine]), st.none() | st.integers(0, 90000)
)
exercices = st.builds(
    lambda period, lines, purchases: fec(period, purchases=purchases, **lines),
    periods,
    accounts,
    st.none() | st.integers(0, 90000),
) | st.builds(lambda period, lines: typed(period, **lines), periods, typed_lines)


def assert_adds_up(before, after):
    found = compare(before, after)
    for movements, first, second in (
        (found.ressources, before.ressources.total_centimes, after.ressources.total_centimes),
        (found.resultat, before.resultat_centimes, after.resultat_centimes),
    ):
        assert sum(move.avant_centimes for move in movements) == first
        assert sum(move.apres_centimes for move in movements) == second
        assert sum(move.difference_centimes for move in movements) == second - first
        for move in movements:
            assert sum(line.montant_centimes for line in move.sources_avant) == move.avant_centimes
            assert sum(line.montant_centimes for line in move.sources_apres) == move.apres_centimes


@given(exercices, exercices)
def test_every_movement_adds_up_to_the_centime_and_to_its_lines(before, after):
    assert_adds_up(before, after)


@given(exercices, exercices)
def test_the_way_back_undoes_every_movement(before, after):
    there, back = compare(before, after), compare(after, before)
    for forth, undone in ((there.ressources, back.ressources), (there.resultat, back.resultat)):
        assert [(m.label, m.difference_centimes) for m in forth] == [
            (m.label, -m.difference_centimes) for m in undone
        ]


@given(exercices)
def test_an_exercice_beside_itself_has_not_moved(postes):
    found = compare(postes, postes)
    assert not any(move.difference_centimes for move in found.ressources + found.resultat)


@given(exercices, exercices)
def test_nothing_is_shown_that_is_nil_on_both_sides(before, after):
    found = compare(before, after)
    assert all(move.avant_centimes or move.apres_centimes for move in found.ressources + found.resultat)


@pytest.mark.parametrize("story", STORIES)
def test_every_story_adds_up(story):
    association = generate_association(story, seed=7, first_year=2024, years=2, size="petite")
    before, after = (
        postes_of_balance(balance, regime_for(balance.opened_on))
        for balance in (
            read_fec([exercice.fec_bytes()], exercice.fec_name).balance for exercice in association.exercices
        )
    )
    assert_adds_up(before, after)
    opened = [bool(move.sources_apres) for move in compare(before, after).resultat if move.apres_centimes]
    assert opened
    assert all(opened)
