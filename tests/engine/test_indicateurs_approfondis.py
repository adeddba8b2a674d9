"""The deeper indicators: examples computed for real, reasons that say whom to ask, ranges that hold."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import REGIME_CODES, Regime, Ressource, regime_named
from socioeco.formats import typographie
from socioeco.indicators import (
    KEYS,
    Origine,
    compute_indicateurs,
    compute_ressources,
    definition_of,
    postes_of_balance,
    postes_of_typed,
    reconcile_classe_7,
)
from socioeco.indicators.definitions import CompteExemple, Exemple
from socioeco.indicators.exemples import postes_of_example
from socioeco.indicators.financement import share
from socioeco.indicators.terms import on_twelve_months
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    MonthAmounts,
    Question,
    TypedExercice,
    TypedLine,
)
from socioeco.values import calcule, non_calculable

from .exemples_cases import expected_of

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
ALWAYS = "Toujours calculable"
EXAMPLES = [(cle, place) for cle in KEYS for place in range(len(definition_of(cle).exemples))]


def line(account, solde, *, is_from_entries=False):
    compte, _, libelle = account.partition(" ")
    debit, credit = max(-solde, 0), max(solde, 0)
    months = (MonthAmounts("2024-06", debit, credit),) if is_from_entries else ()
    return BalanceLine(
        compte=compte, libelle=libelle, debit_centimes=debit, credit_centimes=credit, months=months
    )


def postes_of(soldes, *, answers=None, period=YEAR, code="2018-06", is_from_entries=False):
    """The bank balances the accounts."""
    lines = [line(account, solde, is_from_entries=is_from_entries) for account, solde in soldes.items()]
    lines.append(line("5129 Banque", -sum(soldes.values())))
    balance = Balance(opened_on=period[0], closed_on=period[1], lines=tuple(lines))
    told = ExerciceAnswers(values={Question(key): number for key, number in (answers or {}).items()})
    return postes_of_balance(balance, regime_named(code), answers=told)


def typed(lines, answers=None, period=YEAR):
    exercice = TypedExercice(
        opened_on=period[0],
        closed_on=period[1],
        lines={TypedLine(key): amount for key, amount in lines.items()},
    )
    told = ExerciceAnswers(values={Question(key): number for key, number in (answers or {}).items()})
    return postes_of_typed(exercice, answers=told)


def of(postes, cle):
    return next(each for each in compute_indicateurs(postes, niveau=None) if each.definition.cle == cle)


def value(postes, cle):
    return of(postes, cle).value


def bounds(found):
    return (
        () if found.number is None else (found.number,) if found.haut is None else (found.number, found.haut)
    )


# --- Examples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cle", "place"), EXAMPLES)
def test_an_example_gives_what_it_announces(cle, place):
    definition = definition_of(cle)
    exemple = definition.exemples[place]
    assert bounds(value(postes_of_example(exemple), cle)) == expected_of(exemple, definition.unite)
    assert exemple.titre[0].isupper()
    assert exemple.calcul.endswith(".")
    assert "'" not in exemple.titre + exemple.calcul


@pytest.mark.parametrize("cle", KEYS)
def test_each_indicator_shows_a_value_and_the_lack_of_one(cle):
    definition = definition_of(cle)
    assert any(each.is_computable for each in definition.exemples)
    is_always = definition.quand_non_calculable.startswith(ALWAYS)
    assert is_always or not all(each.is_computable for each in definition.exemples)
    assert len({each.titre for each in definition.exemples}) == len(definition.exemples)


@pytest.mark.parametrize("cle", KEYS)
def test_each_version_carries_its_formula(cle):
    definition = definition_of(cle)
    assert definition.formule == definition.version[-1].formule
    assert all(each.formule.rstrip().endswith(".") for each in definition.version)


@pytest.mark.parametrize("cle", KEYS)
def test_the_words_of_a_definition_are_typeset(cle):
    """Whoever shows them, page, report or file."""
    definition = definition_of(cle)
    words = [text for text in definition.model_dump().values() if isinstance(text, str)]
    words += [
        definition.formule,
        *(text for each in definition.exemples for text in (each.titre, each.calcul)),
    ]
    assert words == [typographie(text) for text in words]


@pytest.mark.parametrize("code", REGIME_CODES)
def test_the_words_of_a_chart_are_typeset(code):
    regime = regime_named(code)
    words = [regime.titre, regime.source, *(rule.note for rule in regime.comptes)]
    assert words == [typographie(text) for text in words]


def test_the_share_of_activity_names_every_account_it_counts():
    formule = definition_of("part_activite").formule
    for code in REGIME_CODES:
        for regle in regime_named(code).comptes:
            if regle.ressource is Ressource.VENTES and not regle.prefixe.startswith("70"):
                assert regle.prefixe in formule


@pytest.mark.parametrize("cle", ["caf", "caf_prudente"])
def test_what_is_no_part_of_the_bilan_is_not_looked_for_there(cle):
    assert "bilan" not in definition_of(cle).quand_non_calculable


def example(**changes):
    whole = {"titre": "Un", "calcul": "1.", "attendu": "1", "saisie": {"cotisations": 1}}
    return Exemple.model_validate({**whole, **changes})


def test_an_example_of_accounts_balances_and_is_read_from_lines():
    two = ["512 | Banque | 10,5 | ".replace(",", "."), "756 | Cotisations | | 10.5"]
    found = example(saisie={}, comptes=two)
    assert found.comptes[0] == CompteExemple(compte="512", libelle="Banque", debit="10.5", credit="0")
    with pytest.raises(ValidationError, match="balance"):
        example(saisie={}, comptes=two[:1])
    with pytest.raises(ValidationError, match=r"compte \| libellé"):
        example(saisie={}, comptes=["512 | Banque | 1"])


@pytest.mark.parametrize("changes", [{"saisie": {}}, {"comptes": ["512 | Banque | 0 | 0"]}])
def test_an_example_has_one_way_in(changes):
    with pytest.raises(ValidationError, match="one of the two"):
        example(**changes)


# --- Levels -------------------------------------------------------------------------------------------------------


def test_levels_are_chosen_and_the_page_has_the_essential_ones():
    postes = postes_of({"756 Cotisations": 100, "689 Reports": -1})
    by_level = {
        niveau: compute_indicateurs(postes, niveau=niveau) for niveau in ("essentiel", "approfondi", None)
    }
    assert compute_indicateurs(postes) == by_level["essentiel"]
    assert by_level[None] == by_level["essentiel"] + by_level["approfondi"]
    assert {each.definition.niveau for each in by_level["approfondi"]} == {"approfondi"}


def test_the_prudent_caf_stands_first_only_when_it_says_something_else():
    put_aside, plain = ({"756 Cotisations": 100, **more} for more in ({"6894 Reports": -30}, {}))
    orders = [
        [each.definition.cle for each in compute_indicateurs(postes_of(soldes), niveau=None)]
        for soldes in (put_aside, plain)
    ]
    assert orders[0] == list(KEYS)
    assert orders[1].index("caf") + 1 == orders[1].index("caf_prudente")
    assert sorted(orders[0]) == sorted(orders[1])


# --- Without accounts ---------------------------------------------------------------------------------------------

OF_ACCOUNTS = (
    "caf", "caf_prudente", "capacite_desendettement", "capitaux_permanents", "autonomie", "reserve_en_mois",
    "couverture_liquide",
)  # fmt: skip


@pytest.mark.parametrize("cle", OF_ACCOUNTS)
def test_without_accounts_the_reason_says_whom_to_ask(cle):
    found = of(typed({"cotisations": 100, "depenses": 50, "argent": 30, "fonds_propres": 40}), cle)
    assert "demandez" in found.value.raison
    assert found.termes == ()


def test_a_typed_year_gives_what_its_lines_hold():
    postes = typed(
        {
            "cotisations": 100,
            "ventes": 300,
            "commande": 100,
            "subventions": 500,
            "depenses": 365,
            "argent": 73,
        }
    )
    assert value(postes, "ressources").number == 1000
    assert value(postes, "part_activite").number == Fraction(4, 10)
    assert value(postes, "taux_autofinancement").number == Fraction(1, 2)
    assert value(postes, "financement_public").number == 600
    assert value(postes, "tresorerie_nette").number == 73
    assert value(postes, "jours_de_tresorerie").number == Fraction(366, 5)
    assert value(postes, "benevolat_valorise").raison
    families = of(postes, "concentration_normalisee").termes[-1]
    assert families.value.number == 7


def test_what_typed_lines_join_makes_a_range_and_says_so():
    postes = typed({"dons": 100, "mecenat": 200, "autres": 300, "subventions": 400})
    found = value(postes, "generosite")
    assert bounds(found) == (100, 600)
    assert "mécénat" in found.reserve
    assert "legs" in found.reserve
    assert bounds(value(postes, "part_generosite")) == (Fraction(1, 10), Fraction(6, 10))
    assert bounds(value(postes, "taux_autofinancement")) == (Fraction(0), Fraction(3, 10))


# --- Families -----------------------------------------------------------------------------------------------------


def test_generosity_takes_goods_given_and_shares_of_generosity():
    soldes = {
        "75411 Dons": 10, "7542 Mécénat": 20, "7543 Legs": 30, "7073 Braderie": 40, "7552 Quote-part": 50,
        "7551 Fonds": 60, "707 Ventes": 70,
    }  # fmt: skip
    found = of(postes_of(soldes), "generosite")
    assert found.value.number == 150
    assert [terme.value.number for terme in found.termes] == [10, 20, 30, 90]


@pytest.mark.parametrize(("code", "soldes", "expected"), [
    ("99-01", {"754 Collectes": 10, "7587 Braderie": 20, "7588 Dons": 30, "7713 Legs": 40, "758 Divers": 5}, 100),
    ("2025", {"7541 Dons": 10, "7073 Braderie": 20, "7587 Indemnité": 30, "7571 Legs à céder": 40}, 30),
])  # fmt: skip
def test_generosity_follows_the_chart(code, soldes, expected):
    assert value(postes_of(soldes, code=code), "generosite").number == expected


def test_sales_count_whoever_pays_them_and_account_73_is_not_a_sale():
    soldes = {"706 Prestations": 400, "730 Tarification": 100, "756 Cotisations": 500}
    for answers in ({}, {"achats_publics": 150}, {"achats_publics": 400}):
        postes = postes_of(soldes, answers=answers)
        assert value(postes, "part_activite").number == Fraction(4, 10)
        assert value(postes, "taux_autofinancement").number == Fraction(9, 10)


def test_a_negative_family_weighs_nothing_and_says_so():
    soldes = {"756 Cotisations": -50, "709 Rabais": -20, "7541 Dons": -10, "741 Ville": 200}
    postes = postes_of(soldes)
    for cle in ("part_cotisations", "part_activite", "part_generosite", "taux_autofinancement"):
        found = value(postes, cle)
        assert found.number == 0, cle
        assert "avoirs" in found.reserve, cle


def test_concentration_is_one_over_diversity_bound_by_bound():
    postes = postes_of({"706 Prestations": 100, "756 Cotisations": 100})
    low, high = bounds(value(postes, "diversite"))
    found = value(postes, "concentration")
    assert bounds(found) == (1 / high, 1 / low)
    assert found.reserve == value(postes, "diversite").reserve
    of_ten = of(postes, "concentration_normalisee")
    assert of_ten.termes[-1].value.number == 10
    assert bounds(of_ten.value) == tuple((each - Fraction(1, 10)) / Fraction(9, 10) for each in bounds(found))


@given(st.lists(st.integers(1, 1000), min_size=4, max_size=4))
def test_concentration_stays_between_nil_and_one(amounts):
    accounts = ("741 Ville", "7541 Dons", "756 Cotisations", "768 Intérêts")
    postes = postes_of(dict(zip(accounts, amounts, strict=True)))
    assert Fraction(1, 4) <= value(postes, "concentration").number <= 1
    assert 0 < value(postes, "concentration_normalisee").number <= 1


# --- Flows and stocks ---------------------------------------------------------------------------------------------

HALF = (date(2024, 1, 1), date(2024, 6, 30))
FLOWS = ("ressources", "financement_public", "generosite", "caf", "caf_prudente", "benevolat_valorise")


def test_a_flow_is_brought_to_twelve_months_beside_and_a_stock_never():
    soldes = {"741 Ville": 100, "7541 Dons": 40, "606 Achats": -60, "864 Emploi": -25, "875 Bénévolat": 25}
    year, half = postes_of(soldes), postes_of(soldes, period=HALF)
    for cle in FLOWS:
        before, after = of(year, cle), of(half, cle)
        assert after.value == before.value, cle
        assert after.termes[-1].label.startswith("Ramené à douze mois")
        assert after.termes[-1].value.number == 2 * after.value.number
        assert not any(terme.label.startswith("Ramené") for terme in before.termes)
    for cle in ("capitaux_permanents", "tresorerie_nette"):
        assert of(half, cle).termes == of(year, cle).termes


def test_a_range_is_brought_to_twelve_months_by_both_ends():
    found = of(postes_of({"741 Ville": 100, "706 Prestations": 50}, period=HALF), "financement_public")
    assert bounds(found.termes[-1].value) == (200, 300)


def test_months_and_years_follow_the_length_of_the_exercice():
    soldes = {"1068 Réserves": 600, "756 Cotisations": 1200, "606 Achats": -1000, "164 Emprunt": 400}
    year, half = postes_of(soldes), postes_of(soldes, period=HALF)
    assert value(year, "reserve_en_mois").number == Fraction(800 * 12, 1000)
    assert value(half, "reserve_en_mois").number == Fraction(800 * 6, 1000)
    assert value(year, "capacite_desendettement").number == 2
    assert value(half, "capacite_desendettement").number == 1


def test_the_caf_opens_to_what_comes_in_what_goes_out_and_what_is_put_aside():
    soldes = {
        "756 Cotisations": 1000,
        "606 Achats": -300,
        "6811 Dotations": -90,
        "689 Reports": -50,
        "777 Quote-part": 5,
    }
    postes = postes_of(soldes)
    assert [terme.value.number for terme in of(postes, "caf").termes] == [1000, 300]
    assert [terme.value.number for terme in of(postes, "caf_prudente").termes] == [1000, 300, -50]


def test_without_loan_no_year_is_needed_and_without_caf_none_can_be_counted():
    assert value(postes_of({"606 Achats": -10}), "capacite_desendettement").number == 0
    assert value(postes_of({"164 Prêt": -10, "606 Achats": -10}), "capacite_desendettement").number == 0
    assert (
        "pas positive"
        in value(postes_of({"164 Prêt": 10, "606 Achats": -10}), "capacite_desendettement").raison
    )


def test_borrowed_money_is_no_liquid_reserve():
    soldes = {"1068 Réserves": 100, "218 Matériel": -50, "164 Emprunt": 400, "606 Achats": -100}
    found = of(postes_of(soldes), "couverture_liquide")
    assert found.value.number == Fraction(0)
    assert found.termes[1].value.number == 0
    tied = of(postes_of({**soldes, "164 Emprunt": 20, "131 Subvention": 10}), "couverture_liquide")
    assert tied.termes[1].value.number == 20
    assert tied.value.number == Fraction(-20 * 12, 100)


def test_an_empty_bilan_has_no_autonomy():
    assert "bilan" in value(postes_of({}), "autonomie").raison
    assert value(postes_of({"1068 Réserves": 40, "401 Dettes": 60}), "autonomie").number == Fraction(4, 10)


@pytest.mark.parametrize("cle", ["reserve_en_mois", "couverture_liquide", "jours_de_tresorerie"])
def test_without_charge_no_length_is_computed(cle):
    assert "charge" in value(postes_of({"1068 Réserves": 40}), cle).raison


# --- What the person says -----------------------------------------------------------------------------------------


def hours(**answers):
    return value(typed({"cotisations": 1}, answers), "part_benevolat_heures")


def test_hours_given_are_compared_with_hours_paid():
    assert hours(heures=1000, etp=200, heures_temps_plein=1500).number == Fraction(1, 4)
    assert hours(heures=1000, etp=0).number == 1
    assert "service civique" in hours(heures=1000, etp=0).reserve
    found = hours(heures=1000, etp=200, heures_temps_plein=1500, service_civique_heures=1000)
    assert (found.number, found.reserve) == (Fraction(1, 5), "")


def test_hours_told_by_level_are_added_when_every_level_is_told():
    levels = {"heures_execution": 500, "heures_encadrement": 300, "heures_expertise": 200}
    assert hours(**levels, etp=200, heures_temps_plein=1500).number == Fraction(1, 4)
    assert "heures données" in hours(heures_execution=500, etp=0).raison


@pytest.mark.parametrize(
    ("answers", "who"),
    [
        ({"etp": 100, "heures_temps_plein": 1500}, "bureau"),
        ({"heures": 10}, "paie"),
        ({"heures": 10, "etp": 100}, "convention collective"),
        ({"heures": 0, "etp": 0}, "Aucune heure"),
    ],
)
def test_hours_that_are_not_told_are_asked_to_someone(answers, who):
    assert who in hours(**answers).raison


def test_paid_hours_follow_the_length_of_the_exercice():
    postes = typed({"cotisations": 1}, {"heures": 750, "etp": 100, "heures_temps_plein": 1500}, HALF)
    found = of(postes, "part_benevolat_heures")
    assert found.value.number == Fraction(1, 2)
    assert [terme.value.number for terme in found.termes] == [750, 750]


def test_promises_stand_beside_what_is_already_carried_over():
    soldes = {"741 Ville": 1000, "487 Avance": 300, "194 Fonds dédiés": 200}
    found = of(postes_of(soldes, answers={"pluriannuel": 2500}), "pluriannualite")
    assert found.value.number == Fraction(5, 2)
    beside = [(terme.value.number, terme.value.reserve) for terme in found.termes[2:]]
    assert [number for number, _ in beside] == [300, 200]
    assert all("À côté" in reserve for _, reserve in beside)
    assert "conventions" in value(postes_of(soldes), "pluriannualite").raison
    assert "Aucun produit" in value(typed({"depenses": 5}, {"pluriannuel": 10}), "pluriannualite").raison


def test_volunteering_is_valued_only_where_an_account_holds_it():
    assert value(postes_of({"870 Dons en nature": 10}), "benevolat_valorise").number is None
    assert "bénévolat seul" in value(postes_of({"870 Dons en nature": 10}), "benevolat_valorise").raison
    assert value(postes_of({"756 Cotisations": 10}), "benevolat_valorise").raison.startswith(
        "Rien n’est compté"
    )
    foreign = replace(postes_of({"875 Bénévolat": 10}), etats=None, origine=Origine.POSTES)
    assert "n’est pas séparé" in value(foreign, "benevolat_valorise").raison


# --- Reserves -----------------------------------------------------------------------------------------------------


def test_a_stock_without_opening_keeps_its_reserve():
    soldes = {"1068 Réserves": 100, "606 Achats": -10, "164 Emprunt": 5, "756 Cotisations": 20}
    postes, balance = postes_of(soldes, is_from_entries=True), postes_of(soldes)
    for cle in (
        "capitaux_permanents",
        "autonomie",
        "reserve_en_mois",
        "couverture_liquide",
        "jours_de_tresorerie",
    ):
        assert "à-nouveau" in value(postes, cle).reserve, cle
        assert not value(balance, cle).reserve, cle


def test_an_amount_that_is_not_known_is_not_brought_to_twelve_months():
    postes = postes_of({}, period=HALF)
    assert on_twelve_months(non_calculable("Rien."), postes) == ()
    assert on_twelve_months(calcule(10), postes)[0].value.number == 20


def test_a_share_of_what_is_not_known_keeps_its_reason():
    assert share(non_calculable("Personne ne l’a dit."), postes_of({"756 Cotisations": 10})).raison == (
        "Personne ne l’a dit."
    )


def test_in_kind_in_debit_is_no_share():
    found = value(postes_of({"756 Cotisations": 10, "875 Bénévolat": -5}), "part_benevolat_valorise")
    assert found.raison.startswith("Rien n’est compté")


def test_resources_and_reconciliation_are_written_with_their_lines():
    balance = Balance(
        opened_on=YEAR[0],
        closed_on=YEAR[1],
        lines=(line("756 Cotisations", 1000), line("799 Hors plan", 5), line("777 Quote-part", 30)),
    )
    told = compute_ressources(balance, regime_named("2018-06")).to_json()
    assert (told["regime"], told["total_centimes"]) == ("2018-06", 1000)
    cotisations = next(each for each in told["familles"] if each["cle"] == "cotisations")
    assert cotisations["sources"][0]["montant_centimes"] == cotisations["montant_centimes"]["nombre"] == 1000
    whole = reconcile_classe_7(balance, regime_named("2018-06")).to_json()
    assert whole["postes"]["ressources"]["montant_centimes"] == 1000
    assert whole["ecart_centimes"] == 0


def test_an_account_outside_every_chart_has_its_place_in_the_reconciliation():
    chart = regime_named("2018-06")
    kept = tuple(rule for rule in chart.comptes if rule.prefixe[:2] != "71")
    smaller = Regime(**{**{name: getattr(chart, name) for name in Regime.model_fields}, "comptes": kept})
    balance = Balance(opened_on=YEAR[0], closed_on=YEAR[1], lines=(line("713 Production", 40),))
    found = reconcile_classe_7(balance, smaller)
    assert found.montant_centimes("non_classes") == 40
    assert [anomaly.code for anomaly in found.anomalies] == ["C3-hors-plan"]


LEFT_OUT = "Le fichier ne donne pas ce montant."


def declared(*missing):
    """Amounts from another program, some families left out."""
    postes = postes_of(
        {"756 Cotisations": 100, "706 Prestations": 200, "7542 Mécénat": 300, "7588 Divers": 400}
    )
    familles = tuple(
        replace(each, value=non_calculable(LEFT_OUT)) if each.key in missing else each
        for each in postes.ressources.familles
    )
    return replace(
        postes, origine=Origine.POSTES, etats=None, ressources=replace(postes.ressources, familles=familles)
    )


@pytest.mark.parametrize(
    ("missing", "cles"),
    [
        ("cotisations", {"part_cotisations", "taux_autofinancement"}),
        ("ventes", {"part_activite", "taux_autofinancement"}),
        ("legs", {"generosite", "part_generosite"}),
        ("fondations", set()),
    ],
)
def test_a_family_that_another_program_left_out_is_never_nil(missing, cles):
    found = {each.definition.cle: each.value for each in compute_indicateurs(declared(missing), niveau=None)}
    assert {cle for cle, each in found.items() if each.raison == LEFT_OUT} == cles
    assert not found["generosite"].is_range


def test_charges_that_are_not_told_are_never_nil():
    unknown = replace(
        postes_of({"641 Salaires": -10}).personnel, value=non_calculable("Non dit."), sources=()
    )
    postes = postes_of({"641 Salaires": -10, "606 Achats": -5})
    assert value(replace(postes, personnel=unknown), "part_personnel").raison == "Non dit."
    blind = replace(postes, charges_decaissables=unknown)
    for cle in ("part_personnel", "mois_de_tresorerie", "jours_de_tresorerie", "reserve_en_mois"):
        assert value(blind, cle).raison == "Non dit.", cle


def test_memberships_that_a_budget_lumps_with_others_are_no_nil_share():
    lumped = replace(declared("cotisations"), origine=Origine.BUDGET)
    assert value(lumped, "part_cotisations").raison == LEFT_OUT
