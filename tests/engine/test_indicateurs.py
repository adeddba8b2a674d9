"""Indicators: ranges that never lie, figures that open, reasons when there is none."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import regime_named
from socioeco.indicators import Definition, compute_indicateurs, genre_of, postes_of_balance
from socioeco.indicators.definitions import ESSENTIELS, KEYS, definition_of
from socioeco.indicators.sources import total
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    MonthAmounts,
    Question,
)

REGIME = regime_named("2018-06")
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
BANQUE = "512 Banque"
CAF, VILLE, FONDATION = "741 CAF", "742 Ville de Saint-Exemple", "748 Fondation Exemple"
# No rule of the method names these payers; the last two say nothing at all.
UNKNOWN = ("743 Zorglub", "744 Brimbelle", "745 Zorglub 2023", "746 Subventions", "749 Divers")
NEW_NAMES = ("", "Quidam", "Truchement")


def balance_of(soldes, *, period=YEAR):
    """`{"741 CAF": 100}`: accounts and labels, in credit when positive; the bank balances."""
    lines = [_line(*account.split(" ", 1), solde) for account, solde in soldes.items()]
    lines.append(_line(*BANQUE.split(), -sum(soldes.values())))
    return Balance(
        opened_on=period[0], closed_on=period[1], lines=tuple(sorted(lines, key=lambda each: each.compte))
    )


def _line(compte, libelle, solde):
    return BalanceLine(
        compte=compte, libelle=libelle, debit_centimes=max(-solde, 0), credit_centimes=max(solde, 0)
    )


def indicators(soldes, *, answers=None, declared=None, period=YEAR, regime=REGIME):
    values = {Question(key): number for key, number in (answers or {}).items()}
    postes = postes_of_balance(
        balance_of(soldes, period=period), regime,
        answers=ExerciceAnswers(values=values), declared=declared or {},
    )  # fmt: skip
    return {each.definition.cle: each for each in compute_indicateurs(postes, niveau=None)}


def values_of(balance):
    return {
        each.definition.cle: each.value for each in compute_indicateurs(postes_of_balance(balance, REGIME))
    }


def bounds(indicator):
    value = indicator.value
    return (
        None if value.number is None else (value.number, value.number if value.haut is None else value.haut)
    )


def exact(soldes, cle, **options):
    value = indicators(soldes, **options)[cle].value
    assert not value.is_range
    return value.number


@pytest.mark.parametrize("account", UNKNOWN)
def test_the_labels_of_these_tests_say_nothing(account):
    assert genre_of(account.split(" ", 1)[1]) is GenreFinanceur.INCONNU


# --- Ranges never lie ---------------------------------------------------------------------------------------------

amounts = st.integers(-200, 1000)
accounts = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        (
            CAF, VILLE, FONDATION, *UNKNOWN, "706 Prestations", "709 Rabais", "730 Concours publics",
            "756 Cotisations", "7541 Dons", "7542 Mécénats", "7551 Fonds privé", "641 Salaires", "606 Achats",
        ),
        amounts,
    ),
)  # fmt: skip
declarations = st.dictionaries(
    st.sampled_from([account.split(" ", 1)[1] for account in UNKNOWN]),
    st.builds(Financeur, st.sampled_from(list(GenreFinanceur)), st.sampled_from(NEW_NAMES)),
)
BOUNDED = (
    "part_publique", "part_subventions", "part_commande", "premier_financeur", "diversite", "financement_public",
    "part_activite", "taux_autofinancement", "generosite", "part_generosite", "concentration",
    "concentration_normalisee",
)  # fmt: skip


@given(soldes=accounts, purchases=st.none() | st.integers(0, 1500), declared=declarations)
def test_an_answer_always_falls_inside_the_range_given_without_it(soldes, purchases, declared):
    answers = {} if purchases is None else {"achats_publics": purchases}
    before, after = indicators(soldes), indicators(soldes, answers=answers, declared=declared)
    for cle in BOUNDED:
        wide, narrow = bounds(before[cle]), bounds(after[cle])
        if wide and narrow:
            assert wide[0] <= narrow[0] <= narrow[1] <= wide[1], cle


@given(soldes=accounts)
def test_the_two_bounds_of_public_money_are_reached_by_answers(soldes):
    """A range no wider than what is not known."""
    wide = bounds(indicators(soldes)["part_subventions"])
    labels = {account.split(" ", 1)[1]: soldes.get(account, 0) for account in UNKNOWN}
    found = []
    for of_positive, of_negative in (
        (GenreFinanceur.PRIVE, GenreFinanceur.ETAT),
        (GenreFinanceur.ETAT, GenreFinanceur.PRIVE),
    ):
        declared = {
            label: Financeur(of_positive if amount > 0 else of_negative, label.upper() + "X")
            for label, amount in labels.items()
        }
        found.append(bounds(indicators(soldes, declared=declared)["part_subventions"]))
    assert found == ([None, None] if wide is None else [(wide[0], wide[0]), (wide[1], wide[1])])


@given(soldes=accounts)
def test_saying_one_does_not_know_changes_nothing(soldes):
    balance = balance_of(soldes)
    unknown = ExerciceAnswers(unknown=frozenset(Question))
    silent = compute_indicateurs(postes_of_balance(balance, REGIME))
    assert compute_indicateurs(postes_of_balance(balance, REGIME, answers=unknown)) == silent


@given(soldes=accounts, factor=st.integers(2, 7))
def test_shares_do_not_depend_on_the_size(soldes, factor):
    once, more = indicators(soldes), indicators({key: factor * solde for key, solde in soldes.items()})
    for cle, indicator in once.items():
        if indicator.definition.unite != "euros":
            assert bounds(more[cle]) == bounds(indicator), cle


@given(soldes=accounts)
def test_public_money_is_subsidies_and_purchases_which_stand_apart(soldes):
    found = indicators(soldes)
    whole, *parts = (bounds(found[cle]) for cle in ("part_publique", "part_subventions", "part_commande"))
    assert whole == (None if None in parts else tuple(map(sum, zip(*parts, strict=True))))


@given(soldes=accounts)
def test_a_range_or_an_absence_says_why_and_a_term_adds_up_its_lines(soldes):
    for cle, indicator in indicators(soldes).items():
        value = indicator.value
        assert value.reserve if value.is_range else value.is_computed or value.raison, cle
        for terme in indicator.termes:
            if terme.sources and terme.value.is_computed and not terme.value.is_range:
                assert total(terme.sources) == terme.value.number, (cle, terme.label)


# --- What each one says -------------------------------------------------------------------------------------------


def test_public_money_leaves_private_aid_out_and_shows_tariffs_apart():
    found = indicators({CAF: 300, FONDATION: 200, "730 Tarification": 100, "756 Cotisations": 400})
    assert bounds(found["part_subventions"]) == (Fraction(3, 10), Fraction(3, 10))
    assert bounds(found["part_commande"]) == (Fraction(1, 10), Fraction(1, 10))
    assert bounds(found["part_publique"]) == (Fraction(4, 10), Fraction(4, 10))


def test_sales_may_all_be_public_until_somebody_says():
    soldes = {CAF: 300, "706 Prestations": 500, "756 Cotisations": 200}
    silent = indicators(soldes)["part_publique"]
    assert bounds(silent) == (Fraction(3, 10), Fraction(8, 10))
    assert "acheteurs publics" in silent.value.reserve
    assert [terme.label for terme in silent.termes] == [
        "Subventions publiques", "Commande publique et tarification", "Ventes et participations", "Ressources de l’année",
    ]  # fmt: skip
    assert exact(soldes, "part_publique", answers={"achats_publics": 100}) == Fraction(4, 10)
    assert exact(soldes, "part_publique", answers={"achats_publics": 0}) == Fraction(3, 10)


def test_one_payer_on_two_accounts_is_one_payer():
    soldes = {"741 Subvention CAF 2024": 300, "7451 CAF": 200, VILLE: 400, "756 Cotisations": 100}
    assert exact(soldes, "premier_financeur") == Fraction(5, 10)


def test_an_unknown_label_may_be_the_first_payer_s():
    soldes = {CAF: 300, VILLE: 200, "743 Zorglub": 250, "756 Cotisations": 250}
    assert bounds(indicators(soldes)["premier_financeur"]) == (Fraction(3, 10), Fraction(55, 100))
    declared = {"Zorglub": Financeur(GenreFinanceur.COMMUNE, "Ville de Saint-Exemple")}
    assert exact(soldes, "premier_financeur", declared=declared) == Fraction(45, 100)


def test_an_unknown_payer_that_takes_money_back_may_be_the_first_one():
    soldes = {CAF: 1000, "743 Zorglub": -300, "756 Cotisations": 300}
    assert bounds(indicators(soldes)["premier_financeur"]) == (Fraction(7, 10), Fraction(1))
    declared = {"Zorglub": Financeur(GenreFinanceur.SOCIAL, "CAF")}
    assert exact(soldes, "premier_financeur", declared=declared) == Fraction(7, 10)


def test_labels_that_name_nobody_make_no_low_bound():
    soldes = {"7542 Mécénats": 600, "748 Fondation Exemple": 100, CAF: 300}
    found = indicators(soldes)["premier_financeur"]
    assert bounds(found) == (Fraction(3, 10), Fraction(7, 10)), (
        "the CAF alone; the foundation with all patronage"
    )
    assert "plusieurs" in found.value.reserve


def test_without_funder_the_first_one_is_not_computed_and_sales_are_said_unseen():
    value = indicators({"706 Prestations": 500})["premier_financeur"].value
    assert value.number is None
    assert "financeur" in value.raison


@pytest.mark.parametrize(
    ("soldes", "expected"),
    [
        ({"756 Cotisations": 100}, Fraction(1)),
        ({"756 Cotisations": 100, "7541 Dons": 100, CAF: 100}, Fraction(3)),
        ({"756 Cotisations": 100, "7541 Dons": 300}, Fraction(16, 10)),
        ({"756 Cotisations": 100, "7541 Dons": -30}, Fraction(1)),
    ],
)
def test_diversity_reads_as_families_of_equal_weight(soldes, expected):
    assert exact(soldes, "diversite") == expected


def test_diversity_between_no_public_purchase_and_an_even_split():
    found = indicators({"706 Prestations": 100, "756 Cotisations": 100})["diversite"]
    assert bounds(found) == (Fraction(2), Fraction(200 * 200, 100 * 100 + 2 * 50 * 50))
    assert found.termes[-1].value.number == 2


def test_diversity_keeps_its_range_when_account_73_is_in_debit():
    """Between no answer and all the sales, one answer makes two families of equal weight."""
    soldes = {"730 Concours publics": -148, "706 Prestations": 150, "756 Cotisations": 100}
    assert bounds(indicators(soldes)["diversite"]) == (Fraction(102 * 102, 100 * 100 + 2 * 2), Fraction(2))
    assert exact(soldes, "diversite", answers={"achats_publics": 50}) == 2


def test_months_of_cash_follow_the_length_of_the_exercice():
    soldes = {"756 Cotisations": 1500, "606 Achats": -1200, "6811 Dotations": -90, "281 Amortissements": 90}
    assert exact(soldes, "mois_de_tresorerie") == Fraction(300 * 12, 1200)
    assert exact(soldes, "mois_de_tresorerie", period=(date(2024, 1, 1), date(2024, 6, 30))) == Fraction(
        300 * 6, 1200
    )


def test_own_funds_open_to_what_is_inside_and_what_stands_beside():
    soldes = {"1068 Réserves": 500, "131 Subvention": 300, "194 Fonds dédiés": 200, "756 Cotisations": 70}
    found = indicators(soldes)["fonds_propres"]
    terms = {terme.label: (terme.value.number, terme.value.reserve) for terme in found.termes}
    assert found.value.number == 570
    inside = [number for number, reserve in terms.values() if not reserve]
    assert sum(inside) == 570
    beside = {number for number, reserve in terms.values() if "hors des fonds propres" in reserve}
    assert beside == {300, 200}


def test_working_capital_and_its_need_open_to_two_sides():
    soldes = {
        "1068 Réserves": 500,
        "218 Matériel": -200,
        "411 Usagers": -90,
        "491 Dépréciation": 10,
        "401 Dettes": 60,
        "487 Avance": 40,
    }
    found = indicators(soldes)
    sides = {
        cle: [terme.value.number for terme in found[cle].termes]
        for cle in ("fonds_de_roulement", "besoin_en_fonds_de_roulement")
    }
    assert sides == {"fonds_de_roulement": [500, 200], "besoin_en_fonds_de_roulement": [80, 100]}
    assert found["fonds_de_roulement"].value.number == 300
    assert found["besoin_en_fonds_de_roulement"].value.number == -20


def test_in_kind_is_beside_and_nil_does_not_mean_no_volunteer():
    with_87 = {"756 Cotisations": 300, "864 Emploi": -100, "875 Bénévolat": 100}
    assert exact(with_87, "part_benevolat_valorise") == Fraction(1, 4)
    assert "Cela ne dit pas" in indicators({"756 Cotisations": 300})["part_benevolat_valorise"].value.raison


@pytest.mark.parametrize("soldes", [{}, {"756 Cotisations": -5}, {"606 Achats": 5}])
def test_no_denominator_no_value(soldes):
    found = indicators(soldes)
    for cle in ("part_publique", "premier_financeur", "diversite", "mois_de_tresorerie", "part_personnel"):
        assert found[cle].value.number is None, cle
        assert found[cle].value.raison.endswith(".")


# --- Definitions ---------------------------------------------------------------------------------------------------


def test_there_is_one_definition_by_key_and_the_page_keeps_its_twelve():
    page = compute_indicateurs(postes_of_balance(balance_of({}), REGIME))
    assert tuple(each.definition.cle for each in page) == ESSENTIELS == KEYS[:12]
    assert len(set(KEYS)) == len(KEYS) == 33
    assert {cle: definition_of(cle).niveau for cle in KEYS} == {
        cle: "essentiel" if cle in ESSENTIELS else "approfondi" for cle in KEYS
    }
    with pytest.raises(KeyError):
        definition_of("taux_invente")


@pytest.mark.parametrize("cle", KEYS)
def test_a_definition_is_whole_dated_and_in_french(cle):
    definition = definition_of(cle)
    assert definition.cle == cle
    assert definition.question.endswith("?")
    dates = [version.depuis for version in definition.version]
    assert dates == sorted(dates)
    assert "2026" in definition.source, "a source says when it was read, a convention when it was set"
    for text in (
        definition.pourquoi,
        definition.formule,
        definition.lecture,
        definition.prudence,
        definition.source,
    ):
        assert text.rstrip().endswith(".")
        assert "'" not in text
    assert "norme" in definition.lecture or cle == "besoin_en_fonds_de_roulement"
    assert not re.search(r"\d\s*(?:%|€)", definition.lecture), "no invented threshold"


def test_a_definition_with_a_foreign_key_or_a_missing_one_is_refused():
    whole = definition_of("resultat").model_dump()
    with pytest.raises(ValidationError):
        Definition.model_validate({**whole, "seuil": 3})
    with pytest.raises(ValidationError):
        Definition.model_validate({key: value for key, value in whole.items() if key != "source"})


def test_staff_share_and_result():
    soldes = {
        "756 Cotisations": 1000,
        "641 Salaires": -300,
        "645 Cotisations sociales": -100,
        "606 Achats": -400,
    }
    assert exact(soldes, "part_personnel") == Fraction(1, 2)
    assert exact(soldes, "resultat") == 200


def test_a_stock_keeps_its_reserve_in_what_is_made_of_it():
    balance = balance_of({"756 Cotisations": 1000, "606 Achats": -400})
    june = [
        replace(each, months=(MonthAmounts("2024-06", each.debit_centimes, each.credit_centimes),))
        for each in balance.lines
    ]
    found = values_of(replace(balance, lines=tuple(june)))
    assert "à-nouveau" in found["mois_de_tresorerie"].reserve
    opened = replace(balance, lines=tuple(replace(each, ouverture_centimes=0) for each in june))
    values = values_of(opened)
    assert values["mois_de_tresorerie"].reserve == values["fonds_propres"].reserve == ""
