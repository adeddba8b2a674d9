"""What hours given are worth: several public methods, none of them right, and no rate without a source or a person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import regime_named
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.indicators.leviers import compute_leviers, methodes_definition
from socioeco.indicators.leviers.benevolat import METHODES
from socioeco.indicators.leviers.smic import values_over
from socioeco.parameters import Parameter, load_parameters
from socioeco.readers import Balance, BalanceLine, ExerciceAnswers, Question, TypedExercice

SMIC = load_parameters()["smic-horaire"]
LEVELS = ("heures_execution", "heures_encadrement", "heures_expertise")


def year(opened_on, closed_on):
    return {"opened_on": date.fromisoformat(opened_on), "closed_on": date.fromisoformat(closed_on)}


SPRING = year("2026-01-01", "2026-05-31")


def valued(method, dates=SPRING, **answers):
    values = {Question(key): number for key, number in answers.items()}
    postes = postes_of_typed(TypedExercice(**dates, lines={}), answers=ExerciceAnswers(values=values))
    return next(each for each in compute_leviers(postes).valorisations if each.methode.cle == method)


def bounds(found):
    return found.value.number, found.value.haut


def test_the_methods_are_those_of_the_file_and_each_says_all():
    assert list(METHODES) == [methode.cle for methode in methodes_definition().methodes]
    for methode in methodes_definition().methodes:
        assert all((methode.titre, methode.formule, methode.source, methode.date, methode.prudence))
    assert "Aucun tarif légal" in methodes_definition().texte


def test_hours_at_the_smic_of_their_days():
    found = valued("smic", heures=100)
    assert bounds(found) == (120_200, None)
    (taux,) = found.taux
    assert (taux.centimes, taux.depuis, taux.consulte_le) == (1202, date(2026, 1, 1), date(2026, 11, 23))
    assert "Juritravail" in taux.source


def test_an_exercice_over_two_rates_gives_a_range_with_both():
    found = valued("smic", year("2026-01-01", "2026-12-31"), heures=100)
    assert bounds(found) == (120_200, 123_100)
    assert [taux.centimes for taux in found.taux] == [1202, 1231]
    assert "a changé pendant l’exercice" in found.value.reserve
    assert "vérifié le 23 novembre 2026" in found.value.reserve


def test_no_doubt_is_said_of_days_that_were_verified():
    assert valued("smic", year("2026-06-01", "2026-10-31"), heures=100).value.reserve == ""


@pytest.mark.parametrize(
    "dates",
    [year("2025-01-01", "2025-12-31"), year("2025-09-01", "2026-08-31"), year("2026-06-01", "2027-05-31")],
)
def test_a_day_without_a_sourced_rate_is_not_computable_and_says_where_to_look(dates):
    found = valued("smic", dates, heures=100)
    assert "Aucun SMIC vérifié" in found.value.raison
    assert "Journal officiel" in found.value.raison
    assert found.taux == ()
    given_rate = valued("smic", dates, heures=100, taux_smic=1188)
    assert bounds(given_rate) == (118_800, None)
    assert [taux.source for taux in given_rate.taux] == ["Taux donné par vous."]


def test_the_person_s_own_smic_wins_over_the_sourced_one():
    assert bounds(valued("smic", heures=100, taux_smic=1000)) == (100_000, None)


def test_a_value_that_ended_leaves_a_hole():
    first, second = SMIC.values
    holed = Parameter(id="x", title="x", values=(replace(first, until=date(2026, 4, 30)), second))
    assert values_over(holed, date(2026, 1, 1), date(2026, 4, 30)) == (holed.values[0],)
    assert values_over(holed, date(2026, 1, 1), date(2026, 12, 31)) == ()
    whole = Parameter(id="x", title="x", values=(replace(first, until=date(2026, 5, 31)), second))
    assert values_over(whole, date(2026, 1, 1), date(2026, 12, 31)) == whole.values


def test_employer_contributions_are_the_person_s():
    assert bounds(valued("smic_charge", heures=100, taux_charges=1050)) == (132_821, None)
    untold = valued("smic_charge", heures=100)
    assert "Taux de cotisations de l’employeur\u00a0: vous n’avez pas répondu" in untold.value.raison


def test_an_amount_is_rounded_once_half_up():
    """1 hour at 12,02 € and 12,5 % of contributions is 13,5225 €, at 6,25 % 12,77125 €, at 25 % 15,025 €."""
    rounded = [valued("smic_charge", heures=1, taux_charges=rate).value.number for rate in (1250, 625, 2500)]
    assert rounded == [1352, 1277, 1503]


def test_levels_multiply_the_smic():
    found = valued("smic_multiples", heures_execution=10, heures_encadrement=10, heures_expertise=10)
    assert bounds(found) == (60 * 1202, None)
    assert found.heures.number == 30


def test_hours_without_a_level_go_from_the_lowest_to_the_highest():
    found = valued("smic_multiples", heures=100)
    assert bounds(found) == (100 * 1202, 300 * 1202)
    assert "pas partagées par niveau" in found.value.reserve
    partly = valued("smic_multiples", heures=100, heures_execution=40)
    assert bounds(partly) == ((40 + 60 * 2) * 1202, (40 + 60 * 3) * 1202)


@pytest.mark.parametrize(
    "answers",
    [
        {"heures": 10, "heures_execution": 11},
        {"heures": 10, "heures_execution": 3, "heures_encadrement": 3, "heures_expertise": 3},
    ],
)
def test_levels_that_contradict_the_whole_are_said(answers):
    assert "ne font pas le total" in valued("smic_multiples", **answers).value.raison


def test_two_rates_are_the_person_s_own():
    assert bounds(valued("convention", heures=100, taux_convention=1450)) == (145_000, None)
    assert bounds(valued("remplacement", heures=100, taux_remplacement=2500)) == (250_000, None)
    untold = valued("convention", heures=100)
    assert "Grille de la convention collective\u00a0: vous n’avez pas répondu" in untold.value.raison
    assert untold.taux == ()


@pytest.mark.parametrize("method", ["smic", "smic_multiples", "convention"])
def test_without_hours_no_rate_makes_a_value(method):
    found = valued(method, taux_convention=1450)
    assert "Heures données par les bénévoles" in found.value.raison


# --- What accounts count ------------------------------------------------------------------------------------------


def booked(*lines, regime="2018-06", **answers):
    accounts = tuple(
        BalanceLine(compte=compte, libelle="Contribution", debit_centimes=0, credit_centimes=euros * 100)
        for compte, euros in lines
    )
    values = {Question(key): number for key, number in answers.items()}
    balance = Balance(**year("2024-01-01", "2024-12-31"), lines=accounts)
    postes = postes_of_balance(balance, regime_named(regime), answers=ExerciceAnswers(values=values))
    return compute_leviers(postes).valorisations[0]


def test_accounts_give_their_own_amount_and_the_rate_that_it_makes():
    found = booked(("870", 40), ("875", 1000), heures=80)
    assert bounds(found) == (100_000, None)
    assert [line.compte for line in found.sources] == ["875"]
    assert [taux.centimes for taux in found.taux] == [Fraction(100_000, 80)]
    assert booked(("875", 1000)).taux == ()
    assert booked(("875", 1000), heures=0).taux == ()


def test_before_2020_another_account_counts_the_hours():
    assert [line.compte for line in booked(("870", 40), ("875", 1000), regime="99-01").sources] == ["870"]


@pytest.mark.parametrize("lines", [[("870", 40)], [("87", 40)], []])
def test_accounts_that_do_not_set_hours_apart_say_so(lines):
    found = booked(*lines, heures=80)
    assert not found.value.is_computed
    assert "87" in found.value.raison


# --- Laws ---------------------------------------------------------------------------------------------------------


@given(st.integers(0, 100_000), st.lists(st.integers(0, 30_000), min_size=3, max_size=3))
def test_what_is_told_later_of_the_levels_lies_in_the_range_said_before(rest, hours):
    told = dict(zip(LEVELS, hours, strict=True))
    before = valued("smic_multiples", heures=sum(hours))
    after = valued("smic_multiples", heures=sum(hours), **told)
    low, high = bounds(before)
    assert low <= after.value.number <= (low if high is None else high)
    assert after.value.haut is None
    lacking = valued("smic_multiples", heures=sum(hours) + rest, **told)
    assert lacking.value.is_computed is (rest == 0)


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_a_value_grows_with_hours_and_nothing_else(hours, times):
    for method in ("smic", "convention"):
        one, many = (valued(method, heures=each, taux_convention=1300) for each in (hours, hours * times))
        assert many.value.number == one.value.number * times
        assert one.taux == many.taux


def test_every_rate_of_the_file_is_that_of_the_parameters():
    assert [value.value for value in SMIC.values] == [Decimal("12.02"), Decimal("12.31")]
