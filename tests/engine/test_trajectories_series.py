"""A trajectory: years in order, gaps and breaks said, flows over twelve months, base 100, budgets never among years."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from socioeco.indicators import KEYS, Origine
from socioeco.readers import (
    exercice_key,
)
from socioeco.trajectories import (
    EtapeKind,
    ExercicesInvalides,
    Nature,
    RuptureKind,
    base_100,
    build_trajectory,
    compare,
)
from socioeco.trajectories.annualisation import nearest

from .trajectories_cases import fec, typed, year


def budget(period, **lines):
    return replace(typed(period, **lines), origine=Origine.BUDGET)


def kinds(trajectory):
    return [(each.kind, each.avant, each.apres) for each in trajectory.ruptures]


def amounts(serie, name="value"):
    return [getattr(point, name).number for point in serie.points]


# --- Order, gaps, overlaps, breaks -------------------------------------------------------------------------------


def test_nothing_makes_an_empty_trajectory():
    empty = build_trajectory([])
    assert (empty.etapes, empty.ruptures, empty.changements, empty.budgets) == ((), (), (), ())
    assert not empty.series
    assert empty.chemin.points == ()


def test_years_are_sorted_and_a_missing_one_keeps_its_place():
    years = [typed(year(number), cotisations=number) for number in (2024, 2021, 2022)]
    found = build_trajectory(years)
    assert [(etape.libelle, etape.kind) for etape in found.etapes] == [
        ("2021", EtapeKind.EXERCICE),
        ("2022", EtapeKind.EXERCICE),
        ("2023", EtapeKind.LACUNE),
        ("2024", EtapeKind.EXERCICE),
    ]
    assert kinds(found) == [(RuptureKind.LACUNE, "2022", "2024")]
    assert amounts(found.series["ressource_cotisations"]) == [202100, 202200, None, 202400]
    missing = found.series["ressource_cotisations"].points[2]
    assert "du 1er janvier au 31 décembre 2023" in missing.value.raison
    assert missing.releve is None
    assert [(each.avant, each.apres) for each in found.changements] == [("2021", "2022"), ("2022", "2024")]


def test_an_overlap_is_said_for_every_pair_that_shares_days():
    long = typed((date(2021, 1, 1), date(2023, 3, 31)), cotisations=1)
    found = build_trajectory([typed(year(2023)), long, typed(year(2022))])
    overlaps = [each for each in found.ruptures if each.kind is RuptureKind.RECOUVREMENT]
    assert [(each.avant, each.apres) for each in overlaps] == [("2021-2023", "2022"), ("2021-2023", "2023")]
    assert "du 1er janvier au 31 mars 2023" in overlaps[1].phrase
    assert all(etape.kind is EtapeKind.EXERCICE for etape in found.etapes)


def test_a_change_of_rules_and_of_origin_are_said_once_each():
    found = build_trajectory([fec(year(2025), c756=1), fec(year(2024), c756=1), typed(year(2023))])
    assert kinds(found) == [(RuptureKind.ORIGINE, "2023", "2024"), (RuptureKind.REGLES, "2024", "2025")]
    assert "adapté au plan comptable général de 2025" in found.ruptures[1].phrase


def test_years_of_one_name_are_told_apart_by_their_dates():
    halves = [(date(2024, 1, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 12, 31))]
    found = build_trajectory([typed(period) for period in halves])
    assert [etape.libelle for etape in found.etapes] == ["01/01/2024-30/06/2024", "01/07/2024-31/12/2024"]
    assert [each.kind for each in found.ruptures] == [RuptureKind.DUREE] * 2


def test_the_same_year_twice_is_refused_in_french():
    with pytest.raises(ExercicesInvalides, match="du 1er janvier au 31 décembre 2024 est donné deux fois"):
        build_trajectory([typed(year(2024)), fec(year(2024), c756=1)])


def test_a_year_that_closes_before_it_opens_is_refused():
    with pytest.raises(ExercicesInvalides, match="se termine avant de commencer"):
        build_trajectory([typed((date(2024, 12, 31), date(2024, 1, 1)))])


def test_a_budget_stands_apart_with_its_mark():
    forecast = budget(year(2024), cotisations=900)
    found = build_trajectory([forecast, typed(year(2024), cotisations=5), typed(year(2023), cotisations=4)])
    assert amounts(found.series["ressource_cotisations"]) == [400, 500]
    assert [each.libelle for each in found.budgets] == ["2024"]
    assert "prévision" in found.budgets[0].marque
    assert found.budgets[0].releves["ressource_cotisations"].value.number == 90000
    assert [each.kind for each in found.ruptures] == []


def test_a_comparison_with_a_budget_says_so():
    actual, first, second = typed(year(2023)), budget(year(2024)), budget(year(2025))
    assert compare(actual, first).notes == (
        "Le second exercice est un budget\u00a0: une prévision, pas des comptes.",
    )
    assert compare(first, typed(year(2025))).notes[0].startswith("Le premier exercice est un budget")
    assert compare(first, second).notes[0].startswith("Les deux exercices sont des budgets")


def test_origins_are_told_when_they_may_classify_otherwise():
    book = fec(year(2023), c756=1)
    balance = replace(fec(year(2024), c756=1), origine=Origine.BALANCE)
    other = replace(balance, origine=Origine.POSTES)
    assert compare(book, balance).notes == ()
    (said,) = compare(book, other).notes
    assert "vient d’un fichier d’écritures, le second de montants tirés d’un autre logiciel" in said


def test_notes_are_the_same_dates_whichever_year_is_given_first():
    first, second = typed(year(2022)), typed((date(2022, 7, 1), date(2023, 6, 30)))
    assert compare(second, first).notes == compare(first, second).notes
    assert "du 1er juillet au 31 décembre 2022" in compare(second, first).notes[0]


# --- Twelve months -----------------------------------------------------------------------------------------------


def test_flows_are_brought_to_twelve_months_and_stocks_never():
    fifteen = (date(2023, 10, 1), date(2024, 12, 31))
    found = build_trajectory([typed(fifteen, cotisations=150, salaires=100, argent=500, fonds_propres=90)])
    for cle, raw, yearly in (
        ("ressource_cotisations", 15000, 12000),
        ("charges", 10000, 8000),
        ("resultat", 5000, 4000),
        ("tresorerie", 50000, 50000),
        ("fonds_propres", 9000, 9000),
    ):
        (point,) = found.series[cle].points
        assert (point.value.number, point.sur_douze_mois.number) == (raw, yearly), cle
    said = found.series["charges"].points[0].sur_douze_mois.reserve
    assert said == "Ramené à douze mois\u00a0: l’exercice a duré quinze mois."
    assert found.series["mois_de_tresorerie"].mesure.nature is Nature.RAPPORT
    assert found.series["mois_de_tresorerie"].points[0].value.number == 75
    assert [each.kind for each in found.ruptures] == [RuptureKind.DUREE]


def test_a_year_of_some_days_less_is_read_as_it_is():
    found = build_trajectory([typed((date(2024, 1, 3), date(2024, 12, 31)), cotisations=100)])
    point = found.series["ressource_cotisations"].points[0]
    assert point.sur_douze_mois == point.value


def test_what_is_not_known_stays_so_over_twelve_months():
    nine = (date(2024, 1, 1), date(2024, 9, 30))
    found = build_trajectory([fec(nine, c706=90)])
    point = found.series["ressource_commande"].points[0]
    assert point.sur_douze_mois.raison == point.value.raison != ""
    sold = found.series["ressource_ventes"].points[0].sur_douze_mois
    assert sold.number == 12000
    assert sold.reserve.startswith("Peut contenir des achats publics")


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(1, 3), 0),
        (Fraction(-5, 3), -2),
        (Fraction(4), 4),
    ],
)
def test_a_half_centime_goes_away_from_zero(number, whole):
    assert nearest(number) == whole


# --- Series and base 100 -----------------------------------------------------------------------------------------


def test_every_measure_opens():
    found = build_trajectory([fec(year(2024), c741=100, c641=-60)])
    for serie in found.series.values():
        releve = serie.points[0].releve
        lines = sum(line.montant_centimes for line in releve.sources)
        assert releve.termes or not releve.value.is_computed or lines == releve.value.number, serie.mesure
    assert found.series["ressources_total"].points[0].releve.sources[0].compte == "741"


def test_every_indicator_has_its_series_whatever_its_level():
    found = build_trajectory([fec(year(2024), c741=100, c641=-60)])
    assert set(KEYS) <= set(found.series)
    assert found.series["caf"].mesure.nature is Nature.FLUX
    assert found.series["reserve_en_mois"].mesure.nature is Nature.RAPPORT


def test_the_year_before_a_break_carries_its_restatement():
    before, after = fec(year(2024), c756=100), fec(year(2025), c756=120)
    restated = fec(year(2024), c756=80)
    found = build_trajectory([before, after], restated={exercice_key(*year(2024)): restated})
    first, second = found.series["ressource_cotisations"].points
    assert (first.value.number, first.retraite.number, second.retraite) == (10000, 8000, None)


def test_base_100_follows_a_chosen_year_over_twelve_months():
    half = (date(2022, 1, 1), date(2022, 6, 30))
    years = [typed(half, cotisations=30), typed(year(2024), cotisations=90), typed(year(2025))]
    found = base_100(build_trajectory(years).series["ressource_cotisations"], half[0])
    assert [point.value.number for point in found] == [100, None, 150, 0]
    assert "Il manque des comptes" in found[1].value.raison


def test_base_100_keeps_ranges_and_signs():
    years = [typed(year(2023), subventions=100), typed(year(2024), subventions=50, ventes=50)]
    points = base_100(build_trajectory(years).series["part_publique"], date(2023, 1, 1))
    assert (points[1].value.number, points[1].value.haut) == (50, 100)
    result = [typed(year(2023), cotisations=10), typed(year(2024), depenses=5)]
    assert [
        point.value.number
        for point in base_100(build_trajectory(result).series["resultat"], date(2023, 1, 1))
    ] == [100, -50]


@pytest.mark.parametrize(
    ("first", "cle", "words"),
    [
        (typed(year(2023)), "ressource_cotisations", "est nul"),
        (typed(year(2023), depenses=5), "resultat", "est négatif"),
        (typed(year(2023)), "tresorerie", "n’est pas connu"),
        (fec(year(2023), c706=9, c741=1), "part_publique", "que par une fourchette"),
    ],
)
def test_no_base_100_on_what_nothing_can_be_in_proportion_to(first, cle, words):
    found = build_trajectory([first, typed(year(2024), cotisations=10, argent=3)])
    points = base_100(found.series[cle], date(2023, 1, 1))
    assert not any(point.value.is_computed for point in points)
    assert all(words in point.value.raison and "2023" in point.value.raison for point in points)


def test_base_100_needs_a_year_of_the_series():
    with pytest.raises(KeyError):
        base_100(build_trajectory([typed(year(2024))]).series["charges"], date(2020, 1, 1))
