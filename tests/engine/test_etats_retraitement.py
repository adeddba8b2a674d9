"""A year brought to newer rules: the books written under those rules are the oracle; nothing is lost on the way."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import REGIME_CODES, regime_named
from socioeco.generator import STORIES, Regime, generate_association
from socioeco.indicators import compute_indicateurs, postes_of_balance, restate
from socioeco.indicators.etats import SectionEtat
from socioeco.indicators.retraitement_definitions import BREAKS, PassageDefinition, PassageRule, passage_to
from socioeco.readers import Balance, BalanceLine, ExerciceAnswers, Question, read_fec

OF_GENERATOR = dict(zip(REGIME_CODES, Regime, strict=True))
PAIRS = [("99-01", "2018-06"), ("2018-06", "2025"), ("99-01", "2025")]


def balance_of(soldes):
    """`{"777 Quote-part": 100}`: accounts in credit when positive."""
    lines = []
    for account, solde in soldes.items():
        compte, _, libelle = account.partition(" ")
        lines.append(
            BalanceLine(
                compte=compte, libelle=libelle, debit_centimes=max(-solde, 0), credit_centimes=max(solde, 0)
            )
        )
    return Balance(opened_on=date(2019, 1, 1), closed_on=date(2019, 12, 31), lines=tuple(lines))


def restated(soldes, old="99-01", new="2018-06"):
    return restate(balance_of(soldes), regime_named(old), regime_named(new))


def soldes_of(found):
    return {line.compte: line.solde_crediteur_centimes for line in found.balance.lines}


# --- The oracle: the same story, written under the newer rules ---------------------------------------------------


def written(story, code):
    made = generate_association(
        story, seed=5, first_year=2021, years=1, size="petite", regime=OF_GENERATOR[code]
    ).exercices[0]
    return read_fec([made.fec_bytes()], made.fec_name).balance


BOOKS = {(story, code): written(story, code) for story in sorted(STORIES) for code in REGIME_CODES}


def statement(postes):
    rubriques = postes.etats.compte_de_resultat.rubriques
    lines = [ligne for section in rubriques if isinstance(section, SectionEtat) for ligne in section.walk()]
    return {each.cle: each.montant_centimes for each in (*rubriques, *lines)}


@pytest.mark.parametrize("story", sorted(STORIES))
@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_restated_year_is_the_year_that_would_have_been_written(story, old, new):
    found = restate(BOOKS[story, old], regime_named(old), regime_named(new))
    again, expected = found.postes(), postes_of_balance(BOOKS[story, new], regime_named(new))
    assert found.deplacements
    assert found.non_retraites == ()
    assert statement(again) == statement(expected)
    families = [[each.value.number for each in postes.ressources.familles] for postes in (again, expected)]
    assert families[0] == families[1]
    for name in ("produits", "charges", "charges_decaissables", "personnel", "tresorerie", "en_nature"):
        assert getattr(again, name).value == getattr(expected, name).value, name
    assert again.etats.autofinancement.caf.value == expected.etats.autofinancement.caf.value


# --- Laws ---------------------------------------------------------------------------------------------------------

comptes = st.builds(
    lambda head, rest: head + rest,
    st.sampled_from(
        [
            "1",
            "4",
            "5",
            "6",
            "7",
            "652",
            "675",
            "74",
            "747",
            "754",
            "757",
            "758",
            "77",
            "79",
            "87",
            "195",
            "689",
        ]
    ),
    st.text("0123456789", max_size=3),
)
labels = st.sampled_from(
    ["Divers", "Don", "Mécénat", "ASP", "Assurance", "Formation", "Quote-part", "Fête", ""]
)
soldes = st.dictionaries(st.builds("{} {}".format, comptes, labels), st.integers(-1000, 1000), max_size=25)
one_by_account = soldes.map(
    lambda found: {key.split(" ")[0]: (key, solde) for key, solde in found.items()}
).map(lambda found: dict(found.values()))


@given(soldes=one_by_account, pair=st.sampled_from(PAIRS))
def test_each_line_keeps_its_amount_its_label_and_a_number_of_its_own(soldes, pair):
    found = restated(soldes, *pair)
    before, after = (
        Counter((line.libelle, line.debit_centimes, line.credit_centimes) for line in balance.lines)
        for balance in (balance_of(soldes), found.balance)
    )
    assert before == after
    numbers = [line.compte for line in found.balance.lines]
    assert numbers == sorted(set(numbers))


@given(soldes=one_by_account, pair=st.sampled_from(PAIRS))
def test_classes_keep_their_total_but_for_transfers_that_become_refunds(soldes, pair):
    found, before = restated(soldes, *pair), balance_of(soldes)
    refunds = sum(
        each.source.montant_centimes
        for each in found.deplacements
        if each.source.compte[0] == "7" and each.compte[0] == "6"
    )
    moved = {"6": refunds, "7": -refunds}
    for classe in "12345678":
        assert found.balance.solde_crediteur_centimes(classe) == (
            before.solde_crediteur_centimes(classe) + moved.get(classe, 0)
        )


@given(soldes=one_by_account, pair=st.sampled_from(PAIRS))
def test_what_moved_and_what_stayed_is_told_to_the_centime(soldes, pair):
    found = restated(soldes, *pair)
    assert all(each.regle.endswith(".") for each in found.deplacements)
    assert all(each.raison.endswith(".") for each in found.non_retraites)
    now = soldes_of(found)
    assert all(now[each.source.compte] == each.source.montant_centimes for each in found.non_retraites)
    told = {each.compte for each in found.deplacements} | {each.source.compte for each in found.deplacements}
    silent = {compte: solde for compte, solde in now.items() if compte not in told and solde}
    assert silent.items() <= {account.split(" ")[0]: solde for account, solde in soldes.items()}.items()


@given(soldes=one_by_account)
def test_two_breaks_are_one_after_the_other(soldes):
    whole = restated(soldes, "99-01", "2025")
    half = restated(soldes, "99-01", "2018-06")
    rest = restate(half.balance, regime_named("2018-06"), regime_named("2025"))
    assert whole.balance == rest.balance
    assert whole.deplacements == half.deplacements + rest.deplacements
    assert whole.depuis.code == "99-01"
    assert whole.regime.code == "2025"


@pytest.mark.parametrize("code", REGIME_CODES)
def test_under_its_own_rules_nothing_moves(code):
    found = restated({"777 Quote-part": 5, "689 Reports": -3}, code, code)
    assert found.balance == balance_of({"777 Quote-part": 5, "689 Reports": -3})
    assert not found.deplacements


def test_a_newer_year_is_never_brought_to_older_rules():
    with pytest.raises(ValueError, match="older"):
        restated({}, "2025", "2018-06")


# --- 2020 ---------------------------------------------------------------------------------------------------------


def test_accounts_that_change_meaning_in_2020_are_not_read_in_the_new_one():
    found = restated(
        {"195 Dons": 10, "755 Résultat commun": 20, "757 Quote-part": 30, "7542 Quête": 40, "653 Jetons": -5}
    )
    assert soldes_of(found) == {"196": 10, "758": 20, "777": 30, "754112": 40, "658": -5}


def test_dedicated_funds_move_from_under_the_result_into_operating():
    found = restated({"756 Cotisations": 1000, "6894 Engagements": -300, "7895 Report": 50})
    assert [(each.source.compte, each.compte, each.is_place) for each in found.deplacements] == [
        ("6894", "6894", True),
        ("7895", "7896", False),
    ]
    assert found.postes().etats.compte_de_resultat["resultat_exploitation"].montant_centimes == 750


def test_volunteers_and_goods_take_each_other_s_account_unless_the_label_already_says_it():
    assert soldes_of(restated({"870 Bénévolat": 60, "875 Dons en nature": 40})) == {"870": 40, "875": 60}
    assert soldes_of(restated({"870 Dons en nature": 40, "875 Bénévolat": 60})) == {"870": 40, "875": 60}


def test_grants_on_renewable_assets_and_legacies_are_said_not_restated():
    found = restated(
        {"1026 Subventions": 500, "197 Legs": 70, "475 Legs en cours": 90, "6897 Engagements": -20}
    )
    assert {each.source.compte: each.source.montant_centimes for each in found.non_retraites} == {
        "1026": 500, "197": 70, "475": 90, "6897": -20,
    }  # fmt: skip
    assert not found.deplacements


def test_a_legacy_is_moved_and_its_limit_said():
    found = restated({"7713 Legs": 800})
    assert soldes_of(found) == {"7543": 800}
    assert [(each.source.compte, each.source.montant_centimes) for each in found.non_retraites] == [
        ("7543", 800)
    ]
    assert "nets de leurs charges" in found.non_retraites[0].raison


def test_a_gift_counted_in_758_goes_by_its_label():
    found = restated(
        {"7581 Dons": 10, "7582 Mécénat": 20, "7583 Divers": 30, "7585 Abandons de frais": 40, "7586 Legs": 5}
    )
    assert soldes_of(found) == {"754111": 10, "75422": 20, "7583": 30, "75412": 40, "75436": 5}


# --- 2025 ---------------------------------------------------------------------------------------------------------


def test_two_accounts_never_become_one():
    found = restated({"7401 Ville": 10, "7411 Région": 20}, "2018-06", "2025")
    assert {line.libelle: line.compte for line in found.balance.lines} == {"Région": "7411", "Ville": "74101"}
    crowded = restated({"6586 Adhésion": -1, "652 Licences": -2, "6281 Fédération": -3}, "2018-06", "2025")
    assert sorted(line.compte for line in crowded.balance.lines) == ["6281", "62811", "62812"]


@pytest.mark.parametrize(
    ("libelle", "compte"),
    [
        ("Remboursement formation OPCO", "6491"),
        ("Indemnités d’assurance", "75871"),
        ("ASP contrats aidés", "74171"),
        ("Refacturation de frais", "7581"),
        ("Assurance maladie IJSS", "6491"),
    ],
)
def test_a_transfer_of_charges_goes_by_its_label(libelle, compte):
    found = restated({f"791 {libelle}": 100}, "2018-06", "2025")
    assert soldes_of(found) == {compte: 100}
    assert found.non_retraites == ()


def test_a_transfer_that_says_nothing_stays_and_widens_staff_and_months():
    soldes = {
        "756 Cotisations": 1000,
        "641 Salaires": -600,
        "606 Achats": -200,
        "791 Transferts": 100,
        "512 Banque": -300,
    }
    found = restated(soldes, "2018-06", "2025")
    assert [(each.source.compte, each.source.montant_centimes) for each in found.non_retraites] == [
        ("791", 100)
    ]
    values = {each.definition.cle: each.value for each in compute_indicateurs(found.postes())}
    staff, months = values["part_personnel"], values["mois_de_tresorerie"]
    assert (staff.number, staff.haut) == (Fraction(500, 700), Fraction(600, 800))
    assert (months.number, months.haut) == (Fraction(300 * 12, 800), Fraction(300 * 12, 700))
    assert "transferts de charges" in staff.reserve
    del soldes["791 Transferts"]
    told = restated({**soldes, "791 Formation": 100}, "2018-06", "2025")
    exact = {each.definition.cle: each.value for each in compute_indicateurs(told.postes())}
    assert exact["part_personnel"].number == Fraction(500, 700)
    assert not exact["part_personnel"].is_range


def test_a_transfer_is_no_refund_of_staff_beyond_what_staff_costs():
    nobody = restated({"606 Achats": -600, "791 Transferts": 100}, "2018-06", "2025").postes()
    assert (nobody.charges_decaissables.value.number, nobody.charges_decaissables.value.haut) == (600, None)
    soldes = {"606 Achats": -600, "641 Salaires": -40, "791 Transferts": 100}
    few = restated(soldes, "2018-06", "2025").postes()
    assert (few.personnel.value.number, few.personnel.value.haut) == (0, 40)
    assert (few.charges_decaissables.value.number, few.charges_decaissables.value.haut) == (600, 640)


def test_a_transfer_in_debit_takes_nothing_off():
    found = restated({"641 Salaires": -600, "791 Transferts": -100}, "2018-06", "2025")
    assert not found.postes().personnel.value.is_range


def test_what_the_exceptional_result_of_2025_would_keep_is_said_unknown():
    found = restated({"671 Divers": -40, "778 Divers": 70, "7780 Fête du village": 30}, "2018-06", "2025")
    assert [each.source.compte for each in found.non_retraites] == ["671", "778"]
    assert found.postes().ressources["ventes"].value.number == 30


def test_what_the_first_break_left_keeps_its_account_through_the_second():
    found = restated({"7713 Legs": 800, "1026 Subventions": 500, "747 ASP": 3}, "99-01", "2025")
    assert {each.source.compte for each in found.non_retraites} == {"1026", "7543"}
    assert soldes_of(found) == {"1026": 500, "7417": 3, "7543": 800}


def test_answers_and_openings_pass_through():
    balance = balance_of({"706 Prestations": 100, "777 Quote-part": 5})
    opened = replace(balance, lines=tuple(replace(line, ouverture_centimes=0) for line in balance.lines))
    found = restate(opened, regime_named("2018-06"), regime_named("2025"))
    postes = found.postes(answers=ExerciceAnswers(values={Question.ACHATS_PUBLICS: 40}))
    assert postes.ressources["commande"].value.number == 40
    assert postes.tresorerie.value.reserve == ""
    assert postes.regime.code == "2025"


def test_a_restatement_is_written_with_its_lines():
    told = restated({"777 Quote-part": 5, "791 Transferts": 7}, "2018-06", "2025").to_json()
    assert (told["depuis"], told["vers"]) == ("2018-06", "2025")
    assert (told["deplacements"][0]["compte"], told["deplacements"][0]["vers"]) == ("777", "747")
    assert told["non_retraites"][0]["montant_centimes"] == 7


# --- Definitions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", BREAKS)
def test_a_passage_is_dated_and_sourced_in_french(code):
    passage = passage_to(code)
    assert passage.vers == code
    assert passage.depuis == REGIME_CODES[REGIME_CODES.index(code) - 1]
    assert "2026" in passage.source
    for regle in passage.regles:
        for text in (regle.regle, regle.raison, regle.limite):
            assert "'" not in text
            assert not text or text.endswith(".")


def test_no_passage_leads_to_the_oldest_chart():
    with pytest.raises(KeyError):
        passage_to("99-01")


def test_a_prefix_that_stands_twice_is_refused():
    text = (
        files("socioeco")
        .joinpath("definitions", "etats", "retraitement-2025.yaml")
        .read_text(encoding="utf-8")
    )
    data = yaml.safe_load(text)
    data["regles"].append(data["regles"][0])
    with pytest.raises(ValidationError, match="twice"):
        PassageDefinition.model_validate(data)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"de": ["777"], "vers": "747"}, "says its rule"),
        ({"de": ["79"], "regle": "Rien ne bouge.", "raison": "Rien ne le dit."}, "says its rule"),
        ({"de": ["79"]}, "says its reason"),
        ({"de": ["777"], "vers": "747", "regle": "Passe.", "raison": "Reste."}, "says its reason"),
    ],
)
def test_a_rule_that_does_not_say_what_it_does_is_refused(rule, says):
    with pytest.raises(ValidationError, match=says):
        PassageRule.model_validate(rule)
