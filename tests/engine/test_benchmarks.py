"""Published figures: what may stand in the files, and an organisation beside them by their own definition."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.benchmarks import (
    Reponse,
    compare_to_repere,
    mesures,
    reperes,
)
from socioeco.values import calcule_entre

from .benchmarks_cases import beside, bounds, fec, typed


def percents(figures):
    return {
        cle: None if each.value.number is None else bounds(each.value, 100) for cle, each in figures.items()
    }


# --- Shares by the definition of each table ----------------------------------------------------------------------


def test_table_a_cuts_sales_by_who_pays():
    postes = fec(purchases=10, c741=20, c706=40, c756=15, c7541=5, c755=10, c768=10)
    assert percents(beside(postes, "structure-des-ressources")) == {
        "ventes": 30,
        "commandes": 10,
        "subventions": 20,
        "cotisations": 15,
        "dons": 15,
        "autres": 10,
    }


def test_as_long_as_nobody_told_who_buys_table_a_shows_ranges():
    figures = beside(fec(c741=60, c706=40), "structure-des-ressources")
    assert percents(figures)["ventes"] == percents(figures)["commandes"] == (0, 40)
    assert figures["ventes"].value.reserve.startswith("Fourchette")
    assert percents(figures)["subventions"] == 60


def test_private_and_unknown_payers_of_account_74_are_no_public_subsidy_for_sure():
    figures = beside(fec(c741=40, c742=20, c744=40), "structure-des-ressources")
    assert percents(figures)["subventions"] == (40, 60)
    assert percents(figures)["dons"] == (40, 60)


def test_legacies_hidden_in_typed_lines_widen_gifts_and_others():
    figures = percents(beside(typed(subventions=50, autres=50), "structure-des-ressources"))
    assert (figures["dons"], figures["autres"]) == ((0, 50), (0, 50))


def test_table_b_groups_public_money_and_commitment():
    postes = typed(subventions=30, commande=10, ventes=20, cotisations=25, dons=15, autres=0)
    assert percents(beside(postes, "employeuses-ou-non")) == {
        "public": 40,
        "engagement": 40,
        "reste": 20,
        "prive": 60,
    }


def test_the_survey_on_culture_sets_employment_aid_apart_and_ignores_who_pays():
    figures = percents(beside(fec(c741=30, c743=10, c706=60), "culture-employeuses"))
    assert figures == {"cotisations": 0, "activite": 60, "subventions": 30, "emploi": 10, "dons": 0}
    unknown = percents(beside(fec(c741=30, c742=10, c706=60), "culture-employeuses"))
    assert (unknown["subventions"], unknown["emploi"]) == ((30, 40), (0, 10))


def test_typed_lines_do_not_say_who_pays_subsidies():
    culture = beside(typed(subventions=30), "culture-employeuses")
    funders = beside(typed(subventions=30), "financeurs-publics")
    for figure in (culture["subventions"], culture["emploi"], *funders.values()):
        assert "pas qui les verse" in figure.value.raison


def test_table_e_reads_who_pays_and_widens_by_purchases_without_a_name():
    assert percents(beside(fec(c741=50, c706=50), "financeurs-publics"))["communes"] == (50, 100)
    told = percents(beside(fec(purchases=20, c741=50, c706=50), "financeurs-publics"))
    assert (told["communes"], told["etat"]) == ((50, 70), (0, 20))
    sure = percents(beside(fec(purchases=0, c741=50, c756=50), "financeurs-publics"))
    assert (sure["communes"], sure["regions"]) == (50, 0)
    maybe = percents(beside(fec(c741=50, c742=50), "financeurs-publics"))
    assert (maybe["communes"], maybe["departements"]) == ((50, 100), (0, 50))


def test_a_share_of_nothing_says_so():
    assert "Aucune ressource" in beside(typed(), "employeuses-ou-non")["public"].value.raison


# --- Amounts and yes or no ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("euros", "under_1000", "under_10000", "over_500000"),
    [
        (999, Reponse.OUI, Reponse.OUI, Reponse.NON),
        (1000, Reponse.NON, Reponse.OUI, Reponse.NON),
        (500_000, Reponse.NON, Reponse.NON, Reponse.NON),
        (500_001, Reponse.NON, Reponse.NON, Reponse.OUI),
    ],
)
def test_table_c_tells_the_class_of_a_budget(euros, under_1000, under_10000, over_500000):
    found = beside(typed(cotisations=euros), "classes-de-budget")
    assert found["moins-de-1000"].reponse is under_1000
    assert found["moins-de-10000"].reponse is under_10000
    assert found["plus-de-500000"].reponse is over_500000
    assert found["moins-de-10000-budget"] is None


def test_a_budget_is_counted_over_twelve_months():
    half = date(2024, 1, 1), date(2024, 6, 30)
    figure = beside(typed(half, cotisations=600), "classes-de-budget")["moins-de-1000"]
    assert (figure.value.number, figure.reponse) == (120_000, Reponse.NON)
    near = date(2024, 1, 3), date(2024, 12, 31)
    assert beside(typed(near, cotisations=600), "budget-moyen-2005")["budget"].value.number == 60_000


@pytest.mark.parametrize(
    ("postes", "receives", "has_none"),
    [
        (typed(subventions=5), Reponse.OUI, Reponse.NON),
        (typed(cotisations=5), Reponse.NON, Reponse.OUI),
        (fec(c742=5), Reponse.INCONNU, Reponse.INCONNU),
    ],
)
def test_a_subsidy_is_received_or_not_or_nobody_can_tell(postes, receives, has_none):
    assert beside(postes, "associations-culturelles")["subventionnees"].reponse is receives
    assert beside(postes, "associations-sportives")["sans-subvention"].reponse is has_none


def test_public_money_may_hide_in_sales():
    assert beside(fec(c706=5), "argent-public-2023")["beneficiaires"].reponse is Reponse.INCONNU
    assert beside(fec(purchases=5, c706=5), "argent-public-2023")["beneficiaires"].reponse is Reponse.OUI


@pytest.mark.parametrize(
    ("cash", "under_three", "under_six", "a_year"),
    [
        (-1, Reponse.OUI, Reponse.OUI, Reponse.NON),
        (29, Reponse.OUI, Reponse.OUI, Reponse.NON),
        (30, Reponse.NON, Reponse.OUI, Reponse.NON),
        (120, Reponse.NON, Reponse.NON, Reponse.OUI),
    ],
)
def test_table_f_reads_months_of_cash(cash, under_three, under_six, a_year):
    found = beside(typed(depenses=120, argent=cash), "solidite-2025")
    assert found["moins-de-trois"].value.number == Fraction(cash, 10)
    answers = [found[cle].reponse for cle in ("moins-de-trois", "moins-de-six", "un-an")]
    assert answers == [under_three, under_six, a_year]
    assert found["problemes"] is found["fonds-propres"] is None


@pytest.mark.parametrize(
    ("most", "answer"), [(480, Reponse.INCONNU), (120, Reponse.NON)], ids=["across", "one side"]
)
def test_months_known_by_their_bounds_answer_only_on_one_side(monkeypatch, most, answer):
    value = calcule_entre(Fraction(most, 240), Fraction(most, 120))
    monkeypatch.setattr(mesures, "mois_de_tresorerie", lambda postes: (value, ()))
    figure = beside(typed(depenses=120), "solidite-2025")["moins-de-trois" if most > 400 else "un-an"]
    assert figure.reponse is answer
    assert figure.value.is_range


def test_cash_that_nobody_typed_gives_no_answer():
    figure = beside(typed(depenses=120), "solidite-2025")["un-an"]
    assert figure.reponse is Reponse.INCONNU
    assert "restée vide" in figure.value.raison


# --- Laws --------------------------------------------------------------------------------------------------------

ACCOUNTS = [
    "c706",
    "c73",
    "c741",
    "c742",
    "c743",
    "c744",
    "c7541",
    "c7543",
    "c755",
    "c756",
    "c758",
    "c768",
    "c641",
]
accounts = st.dictionaries(st.sampled_from(ACCOUNTS), st.integers(1, 9000), min_size=1)
purchases = st.none() | st.integers(0, 9000)


@given(accounts, purchases, st.integers(2, 50))
def test_a_scale_leaves_every_share(lines, bought, scale):
    larger = {compte: euros * scale for compte, euros in lines.items()}
    first, second = fec(bought, **lines), fec(None if bought is None else bought * scale, **larger)
    for repere in reperes():
        if repere.unite == "part" and repere.tableau != "C":
            one, other = (compare_to_repere(each, repere).lignes for each in (first, second))
            shares = [
                [each.figure.value for each in lines if each.figure and each.figure.reponse is None]
                for lines in (one, other)
            ]
            assert shares[0] == shares[1]


@given(accounts, purchases)
def test_the_groups_of_a_table_hold_the_whole(lines, bought):
    """What could be known can always be shared out: low bounds below one, high bounds above."""
    postes = fec(bought, **lines)
    if postes.ressources.total_centimes > 0:
        for cle, kept in (
            ("structure-des-ressources", None),
            ("employeuses-ou-non", ("public", "engagement", "reste")),
        ):
            values = [figure.value for key, figure in beside(postes, cle).items() if not kept or key in kept]
            highs = [value.number if value.haut is None else value.haut for value in values]
            assert sum(value.number for value in values) <= 1 <= sum(highs)
