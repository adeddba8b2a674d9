"""Where a figure turns: a single centime, an amount that is nil, two lines that cancel, and what stands beside."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from socioeco.comptes import regime_named
from socioeco.indicators import compute_indicateurs, postes_of_balance, postes_of_typed, restate
from socioeco.indicators.budget_postes import postes_of_budget
from socioeco.indicators.leviers import compute_leviers, leviers_definition
from socioeco.indicators.leviers.smic import VOTRE_REPONSE
from socioeco.indicators.ressources import DECLAREE
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Question,
    TypedExercice,
    TypedLine,
)
from socioeco.readers.budget import read_budget

YEAR = {"opened_on": date(2024, 1, 1), "closed_on": date(2024, 12, 31)}
NOTHING_IN_KIND = "Rien n’est compté"


def told(answers):
    return ExerciceAnswers(values={Question(key): number for key, number in (answers or {}).items()})


def balance_of(soldes):
    """`{"741 CAF": 100}`: accounts in credit when positive, in centimes; the bank balances."""
    accounts = {**soldes, "512 Banque": -sum(soldes.values())}
    lines = (
        BalanceLine(
            compte=account.partition(" ")[0],
            libelle=account.partition(" ")[2],
            debit_centimes=max(-solde, 0),
            credit_centimes=max(solde, 0),
        )
        for account, solde in accounts.items()
    )
    return Balance(**YEAR, lines=tuple(lines))


def booked(soldes, answers=None):
    return postes_of_balance(balance_of(soldes), regime_named("2018-06"), answers=told(answers))


def typed(lines, answers=None, dates=YEAR):
    amounts = {TypedLine(key): amount for key, amount in lines.items()}
    return postes_of_typed(TypedExercice(**dates, lines=amounts), answers=told(answers))


def budget(produits):
    text = f"Exercice 2026;;;\nCHARGES;Montant;PRODUITS;Montant\nAchats;100;;\n{produits}"
    return read_budget(text.encode(), "budget.csv").budget


def of(postes, cle):
    found = compute_indicateurs(postes, niveau=None)
    return next(each for each in found if each.definition.cle == cle)


def bounds(postes, cle):
    value = of(postes, cle).value
    return value.number, value.number if value.haut is None else value.haut


def lines_of(terme):
    return [(line.compte, line.libelle, line.montant_centimes) for line in terme.sources]


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
    assert labels == ["Caisse d’allocations familiales (CAF)", "Ressources de l’année"] or labels[0] == "CAF"


def test_a_claim_of_one_centime_is_a_claim():
    claims, debts = of(booked({"411 Clients": -1, "401 Fournisseurs": 3}), "besoin_en_fonds_de_roulement").termes
    assert (claims.value.number, debts.value.number) == (1, 3)


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
    planned = postes_of_budget(budget(";;Cotisations;100"), answers=told({"achats_publics": 20})).ressources
    assert (planned["commande"].value.number, planned["ventes"].value.number) == (0, 0)


def test_sales_that_account_73_takes_back_are_not_a_case_without_resource():
    assert bounds(booked({"706 Prestations": 100, "73 Tarification": -100}), "diversite") == (1, 1)


def test_a_result_that_is_nil_has_no_line():
    postes = booked({"756 Cotisations": 100, "606 Achats": -100, "102 Fonds": 10})
    assert [line.compte for line in postes.fonds_propres.sources] == ["102"]


# --- Answers and what they open to --------------------------------------------------------------------------------


def test_an_answer_of_all_the_sales_is_not_above_them():
    ressources = typed({"ventes": 100}, {"achats_publics": 100}).ressources
    assert (ressources["commande"].value.number, ressources["commande"].value.reserve) == (100, "")


def test_what_is_answered_opens_to_the_answer():
    promised = of(booked({"741 CAF": 100}, {"pluriannuel": 40}), "pluriannualite").termes[0]
    assert lines_of(promised) == [("", "Votre réponse", 40)]
    first = of(typed({"subventions": 100}, {"premier_financeur": 30}), "premier_financeur").termes[0]
    assert lines_of(first) == [("", "Votre réponse", 30)]
    bought = typed({"ventes": 100}, {"achats_publics": 40}).ressources["commande"]
    assert lines_of(bought) == [("", DECLAREE, 40)]


def test_public_subsidies_open_to_the_lines_of_public_payers():
    postes = booked({"741 CAF": 100, "748 Fondation Exemple": 50, "743 Zorglub": 20})
    subsidies = of(postes, "part_subventions").termes[0]
    assert [compte for compte, _, _ in lines_of(subsidies)] == ["741", "743"]


# --- A budget -----------------------------------------------------------------------------------------------------


def test_families_that_no_chapter_hides_are_nil_in_a_budget():
    ressources = postes_of_budget(budget(";;Ventes;100")).ressources
    assert [ressources[key].value.number for key in ("cotisations", "dons", "fondations")] == [0, 0, 0]


def test_a_budget_opens_to_its_lines_and_to_what_was_answered():
    postes = postes_of_budget(budget(";;Ventes;100"), answers=told({"achats_publics": 40_00}))
    sold, bought = postes.ressources["ventes"], postes.ressources["commande"]
    assert lines_of(bought) == [("", DECLAREE, 40_00)]
    (first, *_), answered = lines_of(sold)
    assert (first, answered) == ("", ("", DECLAREE, -40_00))
    assert lines_of(sold)[0][1].startswith("Vente")


def test_a_line_of_the_form_keeps_its_kind_whatever_its_words_say():
    text = ";;Subventions d'exploitation;100\n;;Région : Ville de Rennes;60\n;;Mairie de Sceaux;40"
    genres = {each.nom: each.genre for each in postes_of_budget(budget(text)).financeurs.versements}
    assert genres["Région : Ville de Rennes"] is GenreFinanceur.REGION
    assert genres["Mairie de Sceaux"] is GenreFinanceur.COMMUNE


def test_what_is_left_of_a_chapter_names_nobody():
    text = ";;Subventions d'exploitation;100\n;;Commune(s) : Ville de Rennes;60"
    found = {
        each.nom: each.is_collective for each in postes_of_budget(budget(text)).financeurs.versements
    }
    assert found.pop("Commune(s) : Ville de Rennes") is False
    assert list(found.values()) == [True]


# --- Restated -----------------------------------------------------------------------------------------------------


def test_an_account_that_is_nil_is_not_said_to_move():
    found = restate(balance_of({"777 Quote-part": 0}), regime_named("2018-06"), regime_named("2025"))
    assert (found.deplacements, found.non_retraites) == ((), ())


def test_a_payer_said_by_the_person_is_said_of_the_restated_year_too():
    found = restate(balance_of({"743 Zorglub": 10}), regime_named("2018-06"), regime_named("2025"))
    (payer,) = found.postes(declared={"Zorglub": Financeur(GenreFinanceur.PRIVE, "Zorglub")}).financeurs.versements
    assert (payer.genre, payer.is_declared) == (GenreFinanceur.PRIVE, True)


# --- Levers -------------------------------------------------------------------------------------------------------


def rates(postes, method):
    found = next(each for each in compute_leviers(postes).valorisations if each.methode.cle == method)
    return found, [(taux.libelle, taux.centimes, taux.source) for taux in found.taux]


@pytest.mark.parametrize("method", ["convention", "remplacement"])
def test_a_rate_of_the_person_is_shown_as_hers(method):
    found, shown = rates(typed({}, {"heures": 100, f"taux_{method}": 1450}), method)
    assert shown == [(found.methode.titre, 1450, VOTRE_REPONSE)]


def test_every_rate_says_what_it_is():
    _, own = rates(typed({}, {"heures": 100, "taux_smic": 1300}), "smic")
    assert own == [("SMIC horaire brut", 1300, VOTRE_REPONSE)]
    _, made = rates(booked({"875 Bénévolat": 1000}, {"heures": 10}), "comptes")
    assert made == [("Taux que cela fait, montant ÷ heures", 100, "Vos comptes, classe 87.")]
    _, sourced = rates(typed({}, {"heures": 100}), "smic")
    assert all("SMIC" in libelle for libelle, _, _ in sourced)


def test_a_rate_that_changes_on_the_last_day_counts_and_one_read_that_day_is_sure():
    june = {"opened_on": date(2026, 1, 1), "closed_on": date(2026, 6, 1)}
    found, shown = rates(typed({}, {"heures": 100}, june), "smic")
    assert ([centimes for _, centimes, _ in shown], found.value.haut) == ([1202, 1231], 123_100)
    read_on = {"opened_on": date(2026, 6, 1), "closed_on": date(2026, 11, 23)}
    later = {**read_on, "closed_on": date(2026, 11, 24)}
    reserves = [rates(typed({}, {"heures": 1}, dates), "smic")[0].value.reserve for dates in (read_on, later)]
    assert ["vérifié le" in reserve for reserve in reserves] == [False, True]


def test_levers_carry_their_definition_and_say_where_hours_are_found():
    found = compute_leviers(typed({}, {"heures": 100}))
    assert found.definition is leviers_definition()
    assert found["etp_benevoles"].value.raison.endswith(leviers_definition().mesure("etp_benevoles").ou_trouver)


def test_partners_that_are_all_of_one_kind_are_not_too_many():
    kinds = [each.cle for lever in leviers_definition().leviers if lever.cle == "alliances" for each in lever.mesures]
    asked = {leviers_definition().mesure(cle).question: 4 for cle in kinds}
    found = compute_leviers(typed({}, asked))
    assert [found[cle].value.reserve for cle in kinds] == [""] * len(kinds)


def test_without_a_chart_a_contribution_in_kind_says_no_kind():
    postes = replace(booked({"875 Bénévolat": 10}), regime=None)
    (terme,) = compute_leviers(postes)["en_nature"].termes
    assert (terme.label, terme.value.number) == ("Contributions sans précision", 10)
