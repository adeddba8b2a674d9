"""Where a figure turns: a single centime, an amount that is nil, two lines that cancel, and what an answer opens to."""

from fractions import Fraction

import pytest

from socioeco.comptes import check_regime, regime_named
from socioeco.indicators import postes_of_balance
from socioeco.indicators.budget_postes import postes_of_budget
from socioeco.indicators.ressources import DECLAREE
from socioeco.readers import Financeur, GenreFinanceur

from .edges_cases import balance_of, booked, bounds, budget, lines_of, of, told, typed

NOTHING_IN_KIND = "Rien n’est compté"


# --- A single centime ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("soldes", "cle", "expected"),
    [
        ({"741 CAF": 1}, "part_publique", (1, 1)),
        ({"743 Zorglub": 1}, "part_subventions", (0, 1)),
        ({"741 CAF": 1}, "premier_financeur", (1, 1)),
        ({"706 Prestations": 1, "756 Cotisations": 1}, "diversite", (2, Fraction(8, 3))),
        ({"756 Cotisations": 1, "641 Salaires": -1}, "part_personnel", (1, 1)),
        ({"756 Cotisations": 1, "641 Salaires": -1}, "mois_de_tresorerie", (0, 0)),
        ({"756 Cotisations": 1, "164 Emprunt": 1}, "capacite_desendettement", (1, 1)),
        ({"756 Cotisations": 1}, "autonomie", (1, 1)),
        ({"875 Bénévolat": 1, "864 Personnel bénévole": -1}, "part_benevolat_valorise", (1, 1)),
        ({"875 Bénévolat": 1, "864 Personnel bénévole": -1}, "benevolat_valorise", (1, 1)),
    ],
)
def test_a_single_centime_makes_a_figure(soldes, cle, expected):
    assert bounds(booked(soldes), cle) == expected


def test_a_single_centime_or_hour_told_makes_a_figure():
    assert bounds(booked({"741 CAF": 1}, {"pluriannuel": 1}), "pluriannualite") == (1, 1)
    assert bounds(booked({}, {"heures": 1, "etp": 0}), "part_benevolat_heures") == (1, 1)
    assert bounds(typed({"subventions": 1}, {"premier_financeur": 1}), "premier_financeur") == (1, 1)
    assert not typed({"ventes": 1}).ressources["commande"].value.is_computed


def test_the_first_funder_of_one_centime_stands_among_the_terms():
    labels = [terme.label for terme in of(booked({"741 CAF": 1}), "premier_financeur").termes]
    assert labels == ["CAF", "Ressources de l’année"]


def test_a_claim_of_one_centime_is_a_claim():
    claims, debts = of(
        booked({"411 Clients": -1, "401 Fournisseurs": 3}), "besoin_en_fonds_de_roulement"
    ).termes
    assert (claims.value.number, debts.value.number) == (1, 3)


@pytest.mark.parametrize(("solde", "codes"), [(-1, []), (0, []), (1, ["C1-regime"])])
def test_a_refund_of_staff_of_one_centime_contradicts_an_older_chart(solde, codes):
    found = check_regime(balance_of({"649 Remboursements": solde}), regime_named("2018-06"))
    assert [anomaly.code for anomaly in found] == codes


# --- Nil ----------------------------------------------------------------------------------------------------------


def test_contributions_in_kind_are_compared_with_the_produits_they_stand_beside():
    cle = "part_benevolat_valorise"
    assert bounds(booked({"756 Cotisations": 5, "875 Bénévolat": 10}), cle) == (Fraction(2, 3),) * 2
    cancelled = booked({"756 Cotisations": 5, "875 Bénévolat": 10, "870 Dons en nature": -10})
    refunded = booked({"709 Rabais": -10, "875 Bénévolat": 10})
    for postes in (cancelled, refunded):
        assert of(postes, cle).value.raison.startswith(NOTHING_IN_KIND)


def test_a_payer_whose_lines_cancel_gave_nothing():
    cancelled = {"741 CAF": 100, "7451 CAF": -100, "756 Cotisations": 50}
    assert of(booked(cancelled), "premier_financeur").value.number is None
    found = of(booked({**cancelled, "742 Ville de Saint-Exemple": 50}), "premier_financeur")
    assert found.value.number == Fraction(1, 2)
    assert len(found.termes) == 2, "the payer that gave, and the resources"


def test_the_least_of_the_first_funder_is_never_below_nil_nor_above_what_is_known():
    cle = "premier_financeur"
    taken_back = {"741 CAF": 100, "743 Zorglub": -200, "756 Cotisations": 300}
    assert bounds(booked(taken_back), cle) == (0, Fraction(1, 2))
    assert bounds(booked({"7542 Mécénats": 100, "756 Cotisations": 100}), cle) == (0, Fraction(1, 2))


def test_lines_of_one_label_are_one_payer_at_least():
    soldes = {"743 Zorglub": 100, "744 Zorglub": 50, "741 CAF": 10, "756 Cotisations": 140}
    assert bounds(booked(soldes), "premier_financeur") == (Fraction(150, 300), Fraction(160, 300))


@pytest.mark.parametrize(("mecenats", "most"), [(100, 160), (-50, 60)])
def test_labels_that_name_nobody_may_be_one_payer_of_their_kind(mecenats, most):
    soldes = {"7542 Mécénats": mecenats, "755 Fondations": 60, "756 Cotisations": 140}
    _, high = bounds(booked(soldes), "premier_financeur")
    assert high == Fraction(most, 200 + mecenats)


def test_nothing_of_a_funder_has_no_first_one_whatever_is_answered():
    found = of(typed({"cotisations": 100}, {"premier_financeur": 0}), "premier_financeur")
    assert "ni subvention" in found.value.raison


def test_sales_that_are_given_back_hold_no_public_purchase():
    ressources = booked({"709 Rabais": -10, "756 Cotisations": 50}, {"achats_publics": 20}).ressources
    assert (ressources["commande"].value.number, ressources["ventes"].value.number) == (0, -10)
    planned = postes_of_budget(budget("Cotisations;100"), answers=told({"achats_publics": 20})).ressources
    assert (planned["commande"].value.number, planned["ventes"].value.number) == (0, 0)


def test_sales_that_account_73_takes_back_are_not_a_case_without_resource():
    assert bounds(booked({"706 Prestations": 100, "73 Tarification": -100}), "diversite") == (1, 1)


def test_diversity_falls_to_its_least_when_public_buyers_paid_everything():
    soldes = {"706 Prestations": 100, "73 Tarification": 50, "756 Cotisations": 50}
    assert bounds(booked(soldes), "diversite") == (Fraction(8, 5), Fraction(32, 11))


def test_a_result_that_is_nil_has_no_line():
    postes = booked({"756 Cotisations": 100, "606 Achats": -100, "102 Fonds": 10})
    assert [line.compte for line in postes.fonds_propres.sources] == ["102"]


# --- Answers and what they open to --------------------------------------------------------------------------------


def test_an_answer_of_all_the_sales_is_not_above_them():
    ressources = typed({"ventes": 100}, {"achats_publics": 100}).ressources
    assert (ressources["commande"].value.number, ressources["commande"].value.reserve) == (100, "")


def test_what_is_answered_opens_to_the_answer():
    promised = of(booked({"741 CAF": 100}, {"pluriannuel": 40}), "pluriannualite").termes[0]
    assert (lines_of(promised), promised.value.number) == ([("", "Votre réponse", 40)], 40)
    first = of(typed({"subventions": 100}, {"premier_financeur": 30}), "premier_financeur").termes[0]
    assert lines_of(first) == [("", "Votre réponse", 30)]
    bought = typed({"ventes": 100}, {"achats_publics": 40}).ressources["commande"]
    assert lines_of(bought) == [("", DECLAREE, 40)]


def test_public_subsidies_open_to_the_lines_of_public_payers():
    said = {"Brimbelle": Financeur(GenreFinanceur.PRIVE, "Brimbelle")}
    balance = balance_of({"741 CAF": 100, "742 Brimbelle": 50, "743 Zorglub": 20})
    postes = postes_of_balance(balance, regime_named("2018-06"), declared=said)
    subsidies = of(postes, "part_subventions").termes[0]
    assert [compte for compte, _, _ in lines_of(subsidies)] == ["741", "743"]


def test_a_share_of_a_grant_brings_no_money_when_its_label_says_it():
    soldes = {"747 Quote-part de subvention": 10, "756 Cotisations": 90}
    assert of(booked(soldes), "caf").value.number == 90


def test_hours_of_civic_service_stand_beside_those_given_and_paid():
    answers = {"heures": 10, "etp": 0, "service_civique_heures": 5}
    termes = of(booked({}, answers), "part_benevolat_heures").termes
    assert [(terme.label, terme.value.number) for terme in termes] == [
        ("Heures bénévoles", 10),
        ("Heures salariées", 0),
        ("Heures de service civique", 5),
    ]


def test_a_result_that_waits_for_the_assembly_is_free_and_own():
    postes = booked({"120 Résultat en instance": 120, "756 Cotisations": 10, "606 Achats": -10})
    assert bounds(postes, "reserve_en_mois") == (144, 144)
    assert bounds(postes, "fonds_propres") == (120, 120)
