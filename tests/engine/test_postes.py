"""What accounts say before any indicator: sums that hold to the centime, whatever the balance."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.comptes import regime_for, regime_named
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import Origine, compute_resultat, has_opening, postes_of_balance
from socioeco.indicators.sources import total
from socioeco.readers import Balance, BalanceLine, ExerciceAnswers, MonthAmounts, Question, read_fec

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
REGIMES = ("99-01", "2018-06", "2025")
COMPTES = [
    "102", "1068", "1089", "110", "119", "120", "129", "131", "139", "152", "164", "181", "194", "205", "2183",
    "2818", "271", "291", "31", "391", "401", "4091", "411", "441", "487", "491", "508", "512", "5191", "531",
    "58", "590", "603", "606", "621", "6311", "633", "641", "649", "652", "675", "6811", "6894", "695", "706",
    "709", "73", "741", "747", "7542", "756", "757", "775", "777", "7894", "791",
]  # fmt: skip


def line(compte, solde, libelle="Compte"):
    """An account in credit when `solde` is positive."""
    return BalanceLine(
        compte=compte, libelle=libelle, debit_centimes=max(-solde, 0), credit_centimes=max(solde, 0)
    )


def balance_of(soldes, *, is_balanced=True, period=YEAR):
    lines = [line(compte, solde) for compte, solde in soldes.items()]
    if is_balanced:
        lines.append(line("5121", -sum(soldes.values())))
    return Balance(opened_on=period[0], closed_on=period[1], lines=tuple(lines))


def dated(balance):
    """As a file of entries gives it: each account has its months."""
    months = [
        replace(each, months=(MonthAmounts("2024-06", each.debit_centimes, each.credit_centimes),))
        for each in balance.lines
    ]
    return replace(balance, lines=tuple(months))


def postes_of(soldes, *, regime="2018-06", **options):
    return postes_of_balance(balance_of(soldes, **options), regime_named(regime))


def amounts(postes):
    return {
        name: getattr(postes, name)
        for name in (
            "produits", "charges", "charges_decaissables", "personnel", "tresorerie", "fonds_propres",
            "fonds_de_roulement", "besoin_en_fonds_de_roulement", "en_nature",
        )
    }  # fmt: skip


soldes = st.dictionaries(st.sampled_from(COMPTES), st.integers(-(10**9), 10**9), max_size=25)


@given(soldes=soldes, regime=st.sampled_from(REGIMES))
def test_working_capital_less_its_need_is_cash(soldes, regime):
    postes = postes_of(soldes, regime=regime)
    fr, bfr = postes.fonds_de_roulement.value.number, postes.besoin_en_fonds_de_roulement.value.number
    assert fr - bfr == postes.tresorerie.value.number


@given(soldes=soldes, regime=st.sampled_from(REGIMES), is_balanced=st.booleans())
def test_every_poste_is_the_sum_of_its_lines(soldes, regime, is_balanced):
    for name, poste in amounts(postes_of(soldes, regime=regime, is_balanced=is_balanced)).items():
        assert total(poste.sources) == (poste.value.number or 0), name
        assert poste.value.is_computed or (name == "en_nature" and not poste.sources)


@given(soldes=soldes, factor=st.integers(2, 9))
def test_all_amounts_follow_when_the_accounts_are_multiplied(soldes, factor):
    once, more = postes_of(soldes), postes_of({compte: factor * solde for compte, solde in soldes.items()})
    for name, poste in amounts(once).items():
        told, again = poste.value.number, amounts(more)[name].value.number
        assert again == (None if told is None else factor * told), name


@settings(max_examples=8, deadline=None)
@given(
    story=st.sampled_from(sorted(STORIES)), seed=st.integers(0, 99), year=st.sampled_from([2016, 2021, 2025])
)
def test_the_identity_holds_in_believable_accounts(story, seed, year):
    made = generate_association(story, seed=seed, first_year=year, years=1, size="petite").exercices[0]
    balance = read_fec([made.fec_bytes()], made.fec_name).balance
    postes = postes_of_balance(balance, regime_for(made.opened_on))
    fr, bfr = postes.fonds_de_roulement.value.number, postes.besoin_en_fonds_de_roulement.value.number
    cash = sum(solde for compte, solde in made.soldes().items() if compte[0] == "5")
    assert fr - bfr == postes.tresorerie.value.number == cash
    assert postes.resultat_centimes == made.resultat_centimes() == compute_resultat(balance).resultat_centimes
    assert has_opening(balance)
    assert postes.tresorerie.value.reserve == ""


# --- Own funds: the year's result is not in 12, an older one may be ----------------------------------------------


def test_own_funds_add_the_result_of_the_year_to_an_older_one_still_in_12():
    postes = postes_of({"1068": 1000, "119": -300, "120": 50, "756": 700, "606": -400})
    assert postes.fonds_propres.value.number == 1000 - 300 + 50 + 300
    assert postes.resultat_centimes == 300


def test_closing_entries_left_in_the_file_do_not_count_the_result_twice(fec_of_docstring):
    """
    BQ | 1 | 20240305 | 512000 | Banque      | 250,00 | 0,00
    BQ | 1 | 20240305 | 756000 | Cotisations | 0,00   | 250,00
    OD | 2 | 20241231 | 756000 | Cotisations | 250,00 | 0,00
    OD | 2 | 20241231 | 120000 | Excédent    | 0,00   | 250,00
    """
    balance = read_fec([fec_of_docstring.encode()], "123456782FEC20241231.txt").balance
    assert balance.resultat_cloture_centimes == 25000
    postes = postes_of_balance(balance, regime_named("2018-06"))
    assert postes.fonds_propres.value.number == postes.tresorerie.value.number == 25000


def test_grants_on_investments_and_dedicated_funds_are_no_own_funds():
    postes = postes_of({"102": 100, "131": 2000, "139": -500, "194": 800, "152": 70, "1089": -30})
    assert postes.fonds_propres.value.number == 70
    assert postes.fonds_de_roulement.value.number == 70 + 1500 + 800 + 70


# --- Charges ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "book_value", "ordinary"),
    [("99-01", "675", "652"), ("2018-06", "675", "652"), ("2025", "652", "675")],
)
def test_the_book_value_of_what_is_sold_costs_no_money(regime, book_value, ordinary):
    """675 until 2024, 652 from 2025."""
    kept = postes_of({"606": -100, book_value: -30}, regime=regime)
    assert kept.charges.value.number == 130
    assert kept.charges_decaissables.value.number == 100
    if regime != "2025":
        also = postes_of({"606": -100, ordinary: -30}, regime=regime)
        assert also.charges_decaissables.value.number == 130


def test_depreciation_and_dedicated_funds_cost_no_money():
    postes = postes_of({"606": -100, "6811": -20, "6894": -40, "695": -5})
    assert postes.charges_decaissables.value.number == 105


def test_a_charge_outside_the_chart_is_paid():
    assert postes_of({"606": -100, "699999": -7}).charges_decaissables.value.number == 107


def test_staff_adds_lent_staff_and_payroll_taxes_less_refunds():
    charges = {
        "641": -1000,
        "645": -400,
        "621": -50,
        "6311": -30,
        "633": -20,
        "649": 100,
        "6358": -5,
        "622": -9,
    }
    assert postes_of(charges).personnel.value.number == 1400


# --- What surrounds --------------------------------------------------------------------------------------------


def test_in_kind_stands_beside():
    postes = postes_of({"864": -500, "875": 500, "756": 100})
    assert (postes.en_nature.value.number, postes.produits.value.number) == (500, 100)
    assert postes.resultat_centimes == 100


def test_without_opening_entries_stocks_are_said_with_a_reserve_and_flows_are_not():
    balance = dated(balance_of({"756": 100}))
    postes = postes_of_balance(balance, regime_named("2018-06"))
    assert not has_opening(balance)
    stocks = (
        postes.tresorerie,
        postes.fonds_propres,
        postes.fonds_de_roulement,
        postes.besoin_en_fonds_de_roulement,
    )
    assert all("à-nouveau" in poste.value.reserve for poste in stocks)
    assert postes.produits.value.reserve == postes.charges.value.reserve == ""
    opened = replace(balance, lines=(replace(balance.lines[0], ouverture_centimes=0), *balance.lines[1:]))
    assert postes_of_balance(opened, regime_named("2018-06")).tresorerie.value.reserve == ""


@pytest.mark.parametrize(
    ("answer", "commande", "ventes"), [(30, 30, 70), (100, 100, 0), (999, 100, 0), (0, 0, 100)]
)
def test_public_purchases_never_exceed_the_sales(answer, commande, ventes):
    answers = ExerciceAnswers(values={Question.ACHATS_PUBLICS: answer})
    postes = postes_of_balance(balance_of({"706": 100, "756": 50}), regime_named("2018-06"), answers=answers)
    assert postes.ressources["commande"].value.number == commande
    assert postes.ressources["ventes"].value.number == ventes
    assert postes.ressources.total_centimes == 150
    assert postes.origine is Origine.FEC
    assert postes.answers is answers


def test_a_balance_generale_holds_its_opening_in_its_closing_amounts():
    balance = balance_of({"102": 500})
    assert has_opening(balance)
    assert postes_of_balance(balance, regime_named("2018-06")).tresorerie.value.reserve == ""


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "months"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), Fraction(12)),
        (date(2023, 9, 1), date(2024, 8, 31), Fraction(12)),
        (date(2019, 10, 1), date(2020, 12, 31), Fraction(15)),
        (date(2024, 2, 1), date(2024, 2, 29), Fraction(1)),
        (date(2021, 1, 15), date(2025, 1, 14), Fraction(48)),
        (date(2024, 1, 1), date(2024, 1, 30), Fraction(30 * 48, 1461)),
    ],
)
def test_whole_months_are_counted_and_other_lengths_are_days(opened_on, closed_on, months):
    assert postes_of({}, period=(opened_on, closed_on)).months == months
