"""Never NaN, never zero for absent."""

import pytest

from socioeco.values import Statut, Value, calcule, calcule_entre, non_calculable, secret


def test_only_a_computed_value_carries_a_number():
    assert calcule(0).number == 0
    assert non_calculable("Le compte 706 ne dit pas qui paie.").number is None
    assert secret("Moins de cinq organisations.").number is None


@pytest.mark.parametrize(
    ("statut", "number", "raison"),
    [
        (Statut.CALCULE, None, ""),
        (Statut.CALCULE, 1, "une raison"),
        (Statut.SECRET, 1, "une raison"),
        (Statut.NON_CALCULABLE, None, ""),
    ],
)
def test_a_value_that_lies_about_its_status_cannot_exist(statut, number, raison):
    with pytest.raises(ValueError, match="value"):
        Value(statut, number, raison)


def test_the_absent_counts_for_what_the_caller_says():
    assert non_calculable("?").or_default(5) == 5
    assert calcule(3).or_default(5) == 3


def test_a_range_says_both_bounds_and_equal_bounds_make_an_exact_value():
    assert calcule_entre(2, 5, reserve="Fourchette.").to_json()["haut"] == 5
    assert calcule_entre(2, 5).is_range
    assert calcule_entre(3, 3) == calcule(3)
    assert not calcule_entre(3, 3).is_range


def test_there_is_no_range_without_a_number():
    with pytest.raises(ValueError, match="range"):
        Value(Statut.NON_CALCULABLE, None, "une raison", haut=3)


def test_json_says_the_reason():
    assert non_calculable("Pas de compte").to_json() == {
        "statut": "non_calculable",
        "nombre": None,
        "haut": None,
        "raison": "Pas de compte",
        "reserve": "",
    }
