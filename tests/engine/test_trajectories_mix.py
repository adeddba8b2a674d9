"""The mix of a year: what recurs, floored at nil, with the rest beside; and a trajectory drawn."""

from datetime import date
from fractions import Fraction

import pytest

from socioeco.comptes import Ressource
from socioeco.readers import (
    exercice_key,
)
from socioeco.trajectories import (
    build_trajectory,
    draw_base_100,
    draw_triangle,
    mix_of,
    set_exceptionnel_apart,
)

from .trajectories_cases import fec, typed, year

# --- Mix ---------------------------------------------------------------------------------------------------------


def parts(mix):
    return {
        key.value: (each.number, each.haut) for key, each in mix.parts.items() if each.number or each.haut
    }


def test_what_does_not_recur_stands_beside_the_mix():
    mix = mix_of(fec(year(2024), c741=60, c756=40, c775=500, c771=70))
    assert parts(mix) == {"subventions": (Fraction(3, 5), None), "cotisations": (Fraction(2, 5), None)}
    assert {kind.value: amount for kind, (amount, _) in mix.a_cote.items()} == {
        "cession": 50000,
        "exceptionnel": 7000,
    }


def test_a_family_below_zero_keeps_its_sign_in_totals_and_counts_for_nothing_in_shares():
    postes = fec(year(2024), c741=60, c756=40, c7541=-30)
    mix = mix_of(postes)
    assert mix.planchers == (Ressource.DONS,)
    assert parts(mix) == {"subventions": (Fraction(3, 5), None), "cotisations": (Fraction(2, 5), None)}
    assert postes.ressources.total_centimes == 7000


def test_purchases_that_nobody_told_make_a_range():
    assert parts(mix_of(fec(year(2024), c706=30, c741=70))) == {
        "subventions": (Fraction(7, 10), None),
        "commande": (0, Fraction(3, 10)),
        "ventes": (0, Fraction(3, 10)),
    }
    told = mix_of(fec(year(2024), purchases=10, c706=30, c741=70))
    assert parts(told)["commande"] == (Fraction(1, 10), None)


def test_a_mix_of_nothing_says_so_and_so_does_an_unknown_family():
    assert not any(part.is_computed for part in mix_of(typed(year(2024))).parts.values())
    unknown = mix_of(typed(year(2024), cotisations=5)).parts[Ressource.LEGS]
    assert "ne le séparent pas" in unknown.raison


def test_an_exceptional_legacy_told_by_the_person_leaves_the_mix():
    postes = fec(year(2024), c7543=900, c756=100)
    found = build_trajectory(
        [postes], exceptionnels={exercice_key(*year(2024)): {Ressource.LEGS: 85000, Ressource.DONS: 10}}
    )
    mix = found.mix["2024"]
    assert parts(mix) == {"cotisations": (Fraction(2, 3), None), "legs": (Fraction(1, 3), None)}
    ((kind, (amount, lines)),) = mix.a_cote.items()
    assert (kind.value, amount, [line.libelle for line in lines]) == ("declare", 85000, ["Legs et donations"])
    assert found.etapes[0].postes.resultat_centimes == postes.resultat_centimes


def test_no_more_is_set_apart_than_a_family_holds():
    postes = fec(year(2024), c7543=9, c7541=-4)
    apart = set_exceptionnel_apart(postes, {Ressource.LEGS: 10**6, Ressource.DONS: 5, Ressource.MECENAT: -5})
    assert apart.ressources.total_centimes == -400
    assert apart.ressources["legs"].value.number == 0


# --- Drawings ----------------------------------------------------------------------------------------------------


def test_the_path_is_drawn_with_its_gaps_and_its_convention():
    found = build_trajectory([typed(year(2022), subventions=5, commande=2), typed(year(2024), dons=5)])
    chart = draw_triangle(found, title="Le chemin", source="Vos comptes")
    assert chart.table.header == ("Pôle", "2022", "2023", "2024")
    assert [row[1:] for row in chart.table.rows[:3]] == [
        ("71", "–", "0"),
        ("0", "–", "100"),
        ("29", "–", "0"),
    ]
    assert "la commande publique est comptée avec les ventes" in chart.source
    with pytest.raises(ValueError, match="needs a year"):
        draw_triangle(build_trajectory([]), title="Rien")


def test_series_are_drawn_in_base_100_with_their_breaks():
    found = build_trajectory([fec(year(2024), c756=100, c706=50), fec(year(2025), c756=120, c706=75)])
    cles = ["ressource_cotisations", "ressource_ventes", "part_publique"]
    chart = draw_base_100(found, cles, date(2024, 1, 1), title="Évolution")
    assert [row[1:] for row in chart.table.rows] == [("100", "120"), ("100", "150"), ("–", "–")]
    assert 'class="break"' in chart.svg_large
    with pytest.raises(KeyError):
        draw_base_100(found, cles, date(2020, 1, 1), title="Évolution")
