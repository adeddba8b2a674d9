"""What a single word, a nil line or a last day changes: payers, layouts, budgets, restated years and levers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from socioeco.comptes import regime_named
from socioeco.indicators import definition_of, postes_of_balance, restate
from socioeco.indicators.budget_postes import PAID, postes_of_budget
from socioeco.indicators.etats.definitions import EtatsDefinition, etats_definition
from socioeco.indicators.exemples import postes_of_example
from socioeco.indicators.leviers import compute_leviers, leviers_definition
from socioeco.indicators.leviers.smic import VOTRE_REPONSE
from socioeco.indicators.ressources import DECLAREE
from socioeco.parameters import load_parameters
from socioeco.readers import Financeur, GenreFinanceur, Question
from socioeco.readers.budget import Cote, read_budget

from .edges_cases import balance_of, booked, bounds, budget, lines_of, of, told, typed

# --- Payers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("libelle", "is_collective"),
    [("Fonds européens", False), ("Autres communes", True), ("Mécénats", True), ("Zorglub", False)],
)
def test_a_label_that_a_rule_names_is_a_payer_though_its_words_are_of_a_kind(libelle, is_collective):
    (payer,) = booked({f"741 {libelle}": 10}).financeurs.versements
    assert payer.is_collective is is_collective


@pytest.mark.parametrize(
    ("first", "second"), [("SUBVENTION", "Subvention"), ("Zorglub 2023", "Subvention Zorglub")]
)
def test_case_years_and_noise_make_no_other_payer(first, second):
    (payer,) = booked({f"741 {first}": 10, f"742 {second}": 5}).financeurs.versements
    assert payer.montant_centimes == 15


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Financeur(GenreFinanceur.INCONNU, "Brimbelle"), Financeur(GenreFinanceur.REGION, "Brimbelle")),
        (None, Financeur(GenreFinanceur.REGION, "Ville de Rennes")),
    ],
)
def test_the_kind_of_a_payer_is_what_the_person_said_of_it_even_on_its_smaller_line(first, second):
    said = {"Zorglub": second} | ({"Ville de Rennes": first} if first else {})
    balance = balance_of({"741 Ville de Rennes": 100, "742 Zorglub": 10})
    (payer,) = postes_of_balance(balance, regime_named("2018-06"), declared=said).financeurs.versements
    assert (payer.montant_centimes, payer.genre) == (110, GenreFinanceur.REGION)


@pytest.mark.parametrize("libelle", ["Subvention (Zorglub)", "Subvention d’exploitation Zorglub 2024"])
def test_a_payer_is_shown_without_what_surrounds_its_name(libelle):
    (payer,) = booked({f"741 {libelle}": 10}).financeurs.versements
    assert payer.nom == "Zorglub"


# --- Layouts ------------------------------------------------------------------------------------------------------


def test_a_layout_with_the_same_key_twice_is_refused():
    data = etats_definition("2018-06").model_dump(mode="json")
    first, second, *_ = data["compte_de_resultat"][0]["lignes"]
    second["cle"] = first["cle"]
    with pytest.raises(ValidationError, match=f"stands twice: {first['cle']}"):
        EtatsDefinition.model_validate(data)


# --- A budget -----------------------------------------------------------------------------------------------------


def test_families_that_no_chapter_hides_are_nil_in_a_budget():
    ressources = postes_of_budget(budget("Ventes;100")).ressources
    assert [ressources[key].value.number for key in ("cotisations", "dons", "fondations")] == [0, 0, 0]


def test_a_budget_opens_to_its_lines_and_to_what_was_answered():
    postes = postes_of_budget(budget("Ventes;100"), answers=told({"achats_publics": 40_00}))
    sold, bought = postes.ressources["ventes"], postes.ressources["commande"]
    assert lines_of(bought) == [("", DECLAREE, 40_00)]
    (first, *_), answered = lines_of(sold)
    assert (first, answered) == ("", ("", DECLAREE, -40_00))
    assert lines_of(sold)[0][1].startswith("Vente")


def test_the_line_of_the_form_says_the_kind_and_failing_it_the_words_do():
    text = "Subventions d'exploitation;100|Organismes sociaux : Ville de Rennes;60|Agence de l'eau;40"
    genres = {each.nom: each.genre for each in postes_of_budget(budget(text)).financeurs.versements}
    assert genres["Organismes sociaux : Ville de Rennes"] is GenreFinanceur.SOCIAL
    assert genres["Agence de l'eau"] is GenreFinanceur.PUBLIC


def test_sums_of_a_budget_open_to_their_lines_and_answered_sales_need_no_reserve():
    postes = postes_of_budget(budget("Ventes;60|Cotisations;40"), answers=told({"achats_publics": 10_00}))
    assert [line.montant_centimes for line in postes.produits.sources] == [60_00, 40_00]
    assert [line.montant_centimes for line in postes.charges.sources] == [100_00]
    assert (postes.ressources["ventes"].value.reserve, postes.produits.value.reserve) == ("", "")
    assert postes.charges_decaissables.value.reserve == PAID


def test_a_line_told_by_the_person_keeps_its_kind_whatever_its_words_say():
    text = "Exercice 2026\nCharges;\nAchats;100\nProduits;\nVentes;40\nAgence de l'eau;60\n"
    told_so = read_budget(text.encode(), "budget.csv", reponses={(6, Cote.PRODUIT): "region"}).budget
    (payer,) = postes_of_budget(told_so).financeurs.versements
    assert payer.genre is GenreFinanceur.REGION


def test_what_is_left_of_a_chapter_names_nobody():
    text = "Subventions d'exploitation;100|Commune(s) : Ville de Rennes;60"
    found = {each.nom: each.is_collective for each in postes_of_budget(budget(text)).financeurs.versements}
    assert found.pop("Commune(s) : Ville de Rennes") is False
    assert list(found.values()) == [True]


# --- Examples -----------------------------------------------------------------------------------------------------


def test_hours_of_an_example_are_counted_and_its_posts_are_in_hundredths():
    hours = {Question.HEURES: "1000", Question.ETP: "2.5", Question.HEURES_TEMPS_PLEIN: "1500"}
    exemple = definition_of("part_benevolat_heures").exemples[0]
    told_so = {question: Decimal(number) for question, number in hours.items()}
    answers = postes_of_example(exemple.model_copy(update={"reponses": told_so})).answers
    assert [answers.get(question) for question in hours] == [1000, 250, 1500]


# --- Restated -----------------------------------------------------------------------------------------------------


def test_an_account_that_is_nil_is_not_said_to_move():
    found = restate(balance_of({"777 Quote-part": 0}), regime_named("2018-06"), regime_named("2025"))
    assert (found.deplacements, found.non_retraites) == ((), ())


def test_a_payer_said_by_the_person_is_said_of_the_restated_year_too():
    found = restate(balance_of({"743 Zorglub": 10}), regime_named("2018-06"), regime_named("2025"))
    (payer,) = found.postes(
        declared={"Zorglub": Financeur(GenreFinanceur.PRIVE, "Zorglub")}
    ).financeurs.versements
    assert (payer.genre, payer.is_declared) == (GenreFinanceur.PRIVE, True)


def test_charges_that_are_a_range_make_ranges():
    soldes = {"756 Cotisations": 500, "641 Salaires": -100, "606 Achats": -100, "791 Transferts": 50}
    found = restate(balance_of(soldes), regime_named("2018-06"), regime_named("2025")).postes()
    assert bounds(found, "part_personnel") == (Fraction(1, 3), Fraction(1, 2))
    assert bounds(found, "mois_de_tresorerie") == (Fraction(350 * 12, 200), Fraction(350 * 12, 150))
    assert "transferts de charges" in found.personnel.value.reserve


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
    spring = {"opened_on": date(2026, 1, 1), "closed_on": date(2026, 5, 31)}
    ((libelle, centimes, _),) = rates(typed({}, {"heures": 100}, spring), "smic")[1]
    assert (libelle, centimes) == (load_parameters()["smic-horaire"].on(date(2026, 1, 1)).title, 1202)


def test_a_rate_that_changes_on_the_last_day_counts_and_one_read_that_day_is_sure():
    june = {"opened_on": date(2026, 1, 1), "closed_on": date(2026, 6, 1)}
    found, shown = rates(typed({}, {"heures": 100}, june), "smic")
    assert ([centimes for _, centimes, _ in shown], found.value.haut) == ([1202, 1231], 123_100)
    read_on = {"opened_on": date(2026, 6, 1), "closed_on": date(2026, 11, 23)}
    later = {**read_on, "closed_on": date(2026, 11, 24)}
    reserves = [rates(typed({}, {"heures": 1}, dates), "smic")[0].value.reserve for dates in (read_on, later)]
    assert ["vérifié le" in reserve for reserve in reserves] == [False, True]


def test_hours_and_rates_that_are_nil_are_nil():
    found, _ = rates(typed({}, {"heures": 100, "taux_convention": 0}), "convention")
    assert found.value.number == 0
    levels = {"heures_execution": 10, "heures_encadrement": 0, "heures_expertise": 0}
    postes = typed({}, {**levels, "etp": 100, "heures_temps_plein": 0})
    given, paid = of(postes, "part_benevolat_heures").termes
    assert (given.value.number, paid.value.number) == (10, 0)


def test_levers_carry_their_definition_and_say_where_hours_are_found():
    found = compute_leviers(typed({}, {"heures": 100}))
    assert found.definition is leviers_definition()
    assert found["etp_benevoles"].value.raison.endswith(
        leviers_definition().mesure("etp_benevoles").ou_trouver
    )


def test_partners_that_are_all_of_one_kind_are_not_too_many():
    kinds = [
        each.cle
        for lever in leviers_definition().leviers
        if lever.cle == "alliances"
        for each in lever.mesures
    ]
    asked = {leviers_definition().mesure(cle).question: 4 for cle in kinds}
    found = compute_leviers(typed({}, asked))
    assert [found[cle].value.reserve for cle in kinds] == [""] * len(kinds)


def test_without_a_chart_a_contribution_in_kind_says_no_kind():
    postes = replace(booked({"875 Bénévolat": 10}), regime=None)
    (terme,) = compute_leviers(postes)["en_nature"].termes
    assert (terme.label, terme.value.number) == ("Contributions sans précision", 10)
