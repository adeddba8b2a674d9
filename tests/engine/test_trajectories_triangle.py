"""The path on the triangle: exact places, areas where something is not known, and both conventions."""

from datetime import date
from fractions import Fraction
from functools import partial

import pytest

from socioeco.indicators import postes_of_typed
from socioeco.readers import TypedExercice, TypedLine
from socioeco.trajectories import ConventionAchat, Pole, build_trajectory
from socioeco.trajectories.triangle import LIBELLES, Sommet, hull

from . import trajectories_cases as cases

YEAR = cases.year(2024)
TENTH = Fraction(1, 10)
VILLE = {"c741": "Subvention Ville de Rennes"}
typed, fec = partial(cases.typed, YEAR), partial(cases.fec, YEAR)


def both(postes):
    path = build_trajectory([postes]).chemin
    return path.points[0], path.autre_convention[0]


def zone(point):
    """The corners in tenths."""
    return {tuple(share / TENTH for share in corner) for corner in point.zone}


def test_a_known_year_is_one_place():
    point, other = both(typed(subventions=50, ventes=20, commande=10, cotisations=15, dons=5))
    assert zone(point) == {(5, 2, 3)}
    assert zone(other) == {(6, 2, 2)}
    assert point.hors_triangle.number == 0
    assert point.parts[Pole.VENTES].number == Fraction(3, 10)
    assert not any(part.is_range for part in (*point.parts.values(), *other.parts.values()))
    assert [line.montant_centimes for line in point.sources[Pole.MEMBRES]] == [1500, 500]
    assert {convention for convention, _ in LIBELLES} == set(ConventionAchat)


def test_purchases_that_nobody_told_make_a_segment_of_the_other_convention_only():
    point, other = both(fec(labels=VILLE, c741=50, c706=30, c756=20))
    assert zone(point) == {(5, 2, 3)}
    assert zone(other) == {(5, 2, 3), (8, 2, 0)}
    assert (other.parts[Pole.SUBVENTIONS].number, other.parts[Pole.SUBVENTIONS].haut) == (
        Fraction(1, 2),
        Fraction(4, 5),
    )
    assert other.parts[Pole.SUBVENTIONS].reserve.startswith("Fourchette")
    told = both(fec(purchases=10, labels=VILLE, c741=50, c706=30, c756=20))[1]
    assert zone(told) == {(6, 2, 2)}


def test_a_subsidy_whose_payer_is_not_known_may_be_generosity():
    point, _ = both(fec(labels={"c741": "Aide", "c744": "Ville de Lyon"}, c741=20, c744=30, c706=50))
    assert zone(point) == {(5, 0, 5), (3, 2, 5)}
    assert "ne disent pas qui verse" in point.parts[Pole.MEMBRES].reserve


def test_two_unknowns_make_an_area():
    _, other = both(fec(labels={"c741": "Aide"}, c741=20, c706=50, c756=30))
    assert zone(other) == {(2, 3, 5), (7, 3, 0), (0, 5, 5), (5, 5, 0)}
    assert len(other.zone) == 4


def test_private_money_of_account_74_stands_with_generosity():
    point, _ = both(fec(labels={"c741": "Fondation de France"}, c741=40, c756=20, c706=40))
    assert zone(point) == {(0, 6, 4)}


def test_what_stands_at_no_pole_is_said_beside():
    point, _ = both(fec(labels=VILLE, c741=40, c756=40, c768=5, c758=15))
    assert zone(point) == {(5, 5, 0)}
    assert point.hors_triangle.number == Fraction(1, 5)


def test_legacies_hidden_among_others_make_a_range():
    point, _ = both(typed(subventions=50, autres=50))
    assert zone(point) == {(10, 0, 0), (5, 5, 0)}
    assert (point.hors_triangle.number, point.hors_triangle.haut) == (0, Fraction(1, 2))
    assert "legs" in point.hors_triangle.reserve


def test_a_family_below_zero_counts_for_nothing():
    point, _ = both(fec(labels=VILLE, c741=50, c756=-10, c7541=50))
    assert zone(point) == {(5, 5, 0)}


def test_account_73_below_zero_never_makes_a_negative_share():
    _, other = both(fec(labels=VILLE, c741=50, c706=50, c73=-20))
    assert all(min(corner) >= 0 and sum(corner) == 1 for corner in other.zone)
    assert other.parts[Pole.VENTES].number == 0


@pytest.mark.parametrize("postes", [typed(), fec(c768=10), fec(c758=10)])
def test_a_year_off_the_three_poles_has_no_place(postes):
    point, other = both(postes)
    assert point.zone == other.zone == ()
    assert "pas de place sur le triangle" in point.parts[Pole.MEMBRES].raison
    assert point.hors_triangle.number in (None, 1)


def test_a_gap_has_no_place_and_says_why():
    later = TypedExercice(
        opened_on=date(2026, 1, 1), closed_on=date(2026, 12, 31), lines={TypedLine.DONS: 100}
    )
    path = build_trajectory([typed(dons=1), postes_of_typed(later)]).chemin
    assert [len(point.zone) for point in path.points] == [1, 0, 1]
    assert "Il manque des comptes" in path.points[1].hors_triangle.raison
    assert path.points[1].sources == dict.fromkeys(Pole, ())


def test_a_hull_leaves_out_what_is_inside_it():
    corners = [Sommet(Fraction(a), Fraction(b), Fraction(c)) for a, b, c in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    third = Fraction(1, 3)
    half = Sommet(Fraction(1, 2), Fraction(1, 2), Fraction(0))
    assert set(hull([*corners, Sommet(third, third, third), half])) == set(corners)
    assert len(hull([*corners, *corners])) == 3
    assert set(hull([corners[0], half, corners[1]])) == {corners[0], corners[1]}
