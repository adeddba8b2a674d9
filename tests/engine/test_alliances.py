"""Alliances told one by one: what is read is read once, what is not told is not guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import regime_named
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.indicators.leviers import Presence, compute_alliances, echeances
from socioeco.readers import Balance, BalanceLine, TypedExercice, TypedLine, exercice_key
from socioeco.readers.alliances import Alliance, Apport, Ecrit

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
KEY = exercice_key(FIRST, LAST)
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2027, 12, 31))
CENTIMES = st.integers(0, 10**9)


def booked(*lines):
    """Lines `compte, libelle, credit in euros`."""
    accounts = tuple(
        BalanceLine(compte=compte, libelle=libelle, debit_centimes=0, credit_centimes=euros * 100)
        for compte, libelle, euros in lines
    )
    balance = Balance(opened_on=FIRST, closed_on=LAST, lines=accounts)
    return postes_of_balance(balance, regime_named("2018-06"))


def typed(year: int):
    lines = TypedExercice(
        opened_on=date(year, 1, 1), closed_on=date(year, 12, 31), lines={TypedLine.DONS: 100_00}
    )
    return postes_of_typed(lines)


def of_2024(*alliances, postes=None):
    (found,) = compute_alliances(alliances, [postes or typed(2024)])
    return found


@pytest.mark.parametrize(
    ("depuis", "jusqu_au", "presence"),
    [
        (date(2024, 12, 31), None, Presence.OUI),
        (date(2020, 1, 1), date(2024, 1, 1), Presence.OUI),
        (date(2025, 1, 1), None, Presence.NON),
        (date(2020, 1, 1), date(2023, 12, 31), Presence.NON),
        (None, date(2023, 12, 31), Presence.NON),
        (None, date(2024, 6, 30), Presence.INCONNUE),
        (None, None, Presence.INCONNUE),
    ],
)
def test_dates_say_whether_an_alliance_is_in_force(depuis, jusqu_au, presence):
    (ligne,) = of_2024(Alliance(nom="La ressourcerie", depuis=depuis, jusqu_au=jusqu_au)).lignes
    assert ligne.presence is presence


def test_a_start_that_is_not_told_makes_a_range():
    known, unsure = (
        Alliance(nom="A", depuis=FIRST, ecrit=Ecrit.AUCUN),
        Alliance(nom="B", ecrit=Ecrit.CONVENTION),
    )
    found = of_2024(known, unsure)
    assert (found.nombre.number, found.nombre.haut) == (1, 2)
    assert (found.ecrites.number, found.ecrites.haut) == (0, 1)
    assert found.nombre.reserve.endswith("B.")


def test_an_amount_told_is_worth_a_date():
    (ligne,) = of_2024(Alliance(nom="B", en_nature={KEY: 500_00})).lignes
    assert ligne.presence is Presence.OUI


def test_accounts_win_over_the_word_and_are_read_once():
    postes = booked(("741", "Subvention Ville de Lille 2024", 3_000), ("742", "Mairie de Lille projet", 500))
    alliance = Alliance(nom="La mairie", payeur="Ville de Lille", argent={KEY: 9_999_00})
    (ligne,) = of_2024(alliance, postes=postes).lignes
    assert ligne.argent.number == 3_500_00
    assert sum(line.montant_centimes for line in ligne.sources) == 3_500_00
    assert ligne.is_read


def test_a_payer_that_accounts_do_not_name_is_what_the_person_says_else_unknown():
    postes = booked(("741", "Subvention Région", 3_000))
    told = Alliance(nom="La mairie", payeur="Ville de Lille", argent={KEY: 40_00}, depuis=FIRST)
    silent = Alliance(nom="La mairie", payeur="Ville de Lille", depuis=FIRST)
    assert of_2024(told, postes=postes).argent.number == 40_00
    assert not of_2024(silent, postes=postes).argent.is_computed


def test_what_is_not_told_is_named_beside_the_sum_and_is_no_zero():
    found = of_2024(
        Alliance(nom="A", depuis=FIRST, argent={KEY: 10_00}, en_nature={KEY: 700_00}),
        Alliance(nom="B", depuis=FIRST),
        Alliance(nom="C", depuis=FIRST, apporte=frozenset({Apport.LOCAUX})),
        Alliance(nom="D", depuis=FIRST, apporte=frozenset({Apport.ARGENT}), argent={KEY: 1_00}),
    )
    assert found.argent.number == 11_00
    assert found.argent.reserve.endswith(": B.")
    assert found.en_nature.number == 700_00
    assert found.en_nature.reserve.endswith(": B, C.")


def test_no_alliance_is_no_zero_either():
    found = of_2024(Alliance(nom="A", depuis=date(2025, 5, 1)))
    assert found.nombre.number == 0
    assert found.argent.raison == found.en_nature.raison != ""
    assert found.presentes == ()


def test_who_comes_and_who_goes_year_by_year():
    come_and_gone = Alliance(nom="A", depuis=date(2023, 3, 1), jusqu_au=date(2024, 6, 30))
    years = compute_alliances([come_and_gone], [typed(2023), typed(2024), typed(2025)])
    assert [len(year.arrivees) for year in years] == [1, 0, 0]
    assert [len(year.departs) for year in years] == [0, 1, 0]
    assert [year.nombre.number for year in years] == [1, 1, 0]


def test_the_first_to_end_comes_first():
    late, soon, gone = (
        Alliance(nom=str(day), jusqu_au=day)
        for day in (date(2027, 1, 1), date(2025, 1, 1), date(2024, 12, 30))
    )
    assert echeances([late, Alliance(nom="A"), soon, gone], apres=LAST) == (soon, late)


@given(
    st.lists(
        st.builds(
            Alliance,
            nom=st.text(min_size=1, max_size=5),
            depuis=DAYS,
            jusqu_au=DAYS,
            ecrit=st.none() | st.sampled_from(Ecrit),
            apporte=st.frozensets(st.sampled_from(Apport)),
            argent=st.fixed_dictionaries({}, optional={KEY: CENTIMES}),
            en_nature=st.fixed_dictionaries({}, optional={KEY: CENTIMES}),
            payeur=st.sampled_from(["", "Ville de Lille", "Région"]),
        ),
        max_size=6,
        unique_by=(lambda each: each.payeur or object()),
    )
)
def test_resources_never_move_and_sums_are_those_of_the_partners(alliances):
    postes = booked(("741", "Subvention Ville de Lille", 3_000), ("742", "Subvention Région", 500))
    before = postes.ressources
    found = of_2024(*alliances, postes=postes)
    assert postes.ressources == before
    assert len(found.lignes) == len(alliances)
    assert found.nombre.number <= len(found.presentes)
    assert found.ecrites.number <= found.nombre.number
    for whole, parts in (
        (found.argent, [each.argent for each in found.presentes]),
        (found.en_nature, [each.en_nature for each in found.presentes]),
    ):
        known = [part.number for part in parts if part.number is not None]
        assert (whole.number if known else whole.or_default(0)) == sum(known)
    read = [line for each in found.lignes for line in each.sources]
    assert len(set(read)) == len(read)
