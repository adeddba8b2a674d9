"""The statements: each account on one line, totals that hold to the centime, whatever the accounts."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from socioeco.comptes import REGIME_CODES, regime_for, regime_named
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import compute_bilan, compute_compte_de_resultat, compute_resultat, postes_of_balance
from socioeco.indicators.etats import (
    EtatsDefinition,
    SectionEtat,
    compute_autofinancement,
    compute_equilibre,
    compute_etats,
    etats_definition,
)
from socioeco.indicators.sources import total
from socioeco.readers import Balance, BalanceLine, MonthAmounts, read_fec

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def line(account, solde):
    """`707 Ventes`, in credit when `solde` is positive."""
    compte, _, libelle = account.partition(" ")
    return BalanceLine(
        compte=compte, libelle=libelle, debit_centimes=max(-solde, 0), credit_centimes=max(solde, 0)
    )


def balance_of(soldes, *, is_balanced=True):
    """The bank balances the classes 1 to 7; classes 86 and 87 are left as they are."""
    lines = [line(account, solde) for account, solde in soldes.items()]
    if is_balanced:
        lines.append(
            line("5129 Banque", -sum(solde for account, solde in soldes.items() if account[0] != "8"))
        )
    return Balance(opened_on=YEAR[0], closed_on=YEAR[1], lines=tuple(lines))


def resultat_of(soldes, code="2018-06"):
    return compute_compte_de_resultat(balance_of(soldes), regime_named(code))


def bilan_of(soldes, code="2018-06", **options):
    return compute_bilan(balance_of(soldes, **options), regime_named(code))


comptes = st.builds(
    lambda head, rest: head + rest,
    st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "86", "87", "49", "59", "689", "789", "461"]),
    st.text("0123456789", max_size=4),
).filter(lambda compte: compte != "5129")
soldes = st.dictionaries(comptes, st.integers(-(10**9), 10**9), max_size=30)
regimes = st.sampled_from(REGIME_CODES)


def placed(rubriques):
    """How many times each account stands in the statement."""
    sections = [each for each in rubriques if isinstance(each, SectionEtat)]
    return Counter(source.compte for each in sections for source in each.all_sources if source.compte)


# --- Laws ---------------------------------------------------------------------------------------------------------


@given(soldes=soldes, code=regimes)
def test_every_account_stands_on_one_line_and_one_only(soldes, code):
    balance = balance_of(soldes)
    flows = compute_compte_de_resultat(balance, regime_named(code))
    stocks = compute_bilan(balance, regime_named(code))
    told = {each.compte for each in balance.lines if each.solde_crediteur_centimes}
    assert placed(flows.rubriques) == Counter(each for each in told if each[0] in "67")
    assert placed(flows.contributions_volontaires) == Counter(each for each in told if each[0] == "8")
    assert placed((*stocks.actif, *stocks.passif)) == Counter(each for each in told if each[0] in "12345")


@given(soldes=soldes, code=regimes)
def test_the_result_is_classes_6_and_7_and_the_bilan_carries_it(soldes, code):
    balance = balance_of(soldes)
    found = compute_compte_de_resultat(balance, regime_named(code)).resultat_centimes
    assert found == balance.solde_crediteur_centimes("6", "7")
    assert found == compute_bilan(balance, regime_named(code))["resultat"].montant_centimes


@given(soldes=soldes, code=regimes)
def test_actif_is_passif_when_classes_1_to_7_balance(soldes, code):
    assert bilan_of(soldes, code).ecart_centimes == 0


@given(soldes=soldes, code=regimes)
def test_what_does_not_balance_is_the_gap(soldes, code):
    balance = balance_of(soldes, is_balanced=False)
    gap = compute_bilan(balance, regime_named(code)).ecart_centimes
    assert gap == -balance.solde_crediteur_centimes("1", "2", "3", "4", "5", "6", "7")


@given(soldes=soldes, code=regimes)
def test_every_line_opens_to_what_it_adds_up(soldes, code):
    etats = compute_etats(balance_of(soldes), regime_named(code))
    rubriques = (*etats.compte_de_resultat.rubriques, *etats.bilan.actif, *etats.bilan.passif)
    for section in (each for each in rubriques if isinstance(each, SectionEtat)):
        assert section.montant_centimes == total(section.all_sources)
        for ligne in section.walk():
            assert ligne.montant_centimes == total(ligne.all_sources), ligne.cle
            assert ligne.brut_centimes - ligne.amortissements_centimes == ligne.montant_centimes


@given(soldes=soldes)
def test_classes_4_and_5_stand_on_the_side_of_their_balance(soldes):
    found = bilan_of(soldes)
    for rubriques in (found.actif, found.passif):
        for section in (each for each in rubriques if isinstance(each, SectionEtat)):
            lines = [source for ligne in section.walk() for source in ligne.sources]
            assert all(source.montant_centimes > 0 for source in lines if source.compte[:1] in ("4", "5"))


@given(soldes=soldes, code=regimes)
def test_working_capital_less_its_need_is_cash(soldes, code):
    found = compute_equilibre(balance_of(soldes))
    number = {name: getattr(found, name).value.number for name in found.__slots__}
    assert number["fonds_de_roulement"] == number["capitaux_permanents"] - number["immobilisations_nettes"]
    assert number["fonds_de_roulement"] - number["besoin_en_fonds_de_roulement"] == number["tresorerie"]


@given(soldes=soldes, code=regimes)
def test_the_two_caf_differ_by_what_is_put_aside_and_each_opens(soldes, code):
    balance = balance_of(soldes)
    found = compute_autofinancement(balance, regime_named(code))
    gap = found.caf_prudente.value.number - found.caf.value.number
    assert gap == balance.solde_crediteur_centimes("689", "789")
    assert total(found.caf.sources) == found.caf.value.number
    assert total(found.caf_prudente.sources) == found.caf_prudente.value.number
    assert found.is_prudente_first or not gap


@given(soldes=soldes, code=regimes, factor=st.integers(2, 9))
def test_statements_follow_when_the_accounts_are_multiplied(soldes, code, factor):
    more = {account: factor * solde for account, solde in soldes.items()}
    once, again = (compute_etats(balance_of(each), regime_named(code)) for each in (soldes, more))
    for side in ("actif", "passif"):
        pairs = zip(getattr(once.bilan, side), getattr(again.bilan, side), strict=True)
        assert all(factor * before.montant_centimes == after.montant_centimes for before, after in pairs)
    pairs = zip(once.compte_de_resultat.rubriques, again.compte_de_resultat.rubriques, strict=True)
    assert all(factor * before.montant_centimes == after.montant_centimes for before, after in pairs)


@settings(max_examples=9, deadline=None)
@given(
    story=st.sampled_from(sorted(STORIES)), seed=st.integers(0, 99), year=st.sampled_from([2017, 2021, 2025])
)
def test_believable_accounts_make_statements_that_hold(story, seed, year):
    made = generate_association(story, seed=seed, first_year=year, years=1, size="petite").exercices[0]
    balance = read_fec([made.fec_bytes()], made.fec_name).balance
    postes = postes_of_balance(balance, regime_for(made.opened_on))
    assert postes.etats is not None
    assert postes.etats.bilan.ecart_centimes == 0
    assert postes.etats.bilan.reserve == ""
    assert postes.etats.compte_de_resultat.resultat_centimes == compute_resultat(balance).resultat_centimes
    assert postes.etats.bilan["fonds_propres"].montant_centimes == (
        postes.fonds_propres.value.number + balance.solde_crediteur_centimes("13", "14")
    )
    uses, given = postes.etats.compte_de_resultat.contributions_volontaires
    assert uses.montant_centimes == given.montant_centimes
    assert postes.etats.bilan["autres_immobilisations"].montant_centimes == 0
    assert postes.etats.compte_de_resultat["autres_contributions"].montant_centimes == 0


# --- Layout -------------------------------------------------------------------------------------------------------


def test_dedicated_funds_are_below_the_result_in_99_01_and_inside_operating_since_2020():
    soldes = {"756": 1000, "689": -300, "789": 50}
    old, new = resultat_of(soldes, "99-01"), resultat_of(soldes)
    assert (
        old["resultat_exploitation"].montant_centimes == old["solde_intermediaire"].montant_centimes == 1000
    )
    assert new["resultat_exploitation"].montant_centimes == 750
    assert old.resultat_centimes == new.resultat_centimes == 750
    with pytest.raises(KeyError):
        new["solde_intermediaire"]


def test_disposals_and_grant_shares_leave_the_exceptional_result_in_2025():
    before = resultat_of({"756": 100, "775": 500, "777": 70, "675": -450})
    after = resultat_of({"756": 100, "757": 500, "747": 70, "652": -450}, "2025")
    assert before["resultat_exploitation"].montant_centimes == 100
    assert before["resultat_exceptionnel"].montant_centimes == 120
    assert after["resultat_exploitation"].montant_centimes == 220
    assert after["resultat_exceptionnel"].montant_centimes == 0
    assert before["produits_cessions"].montant_centimes == after["produits_cessions"].montant_centimes == 500


def test_charge_transfers_have_no_line_of_their_own_in_2025():
    assert resultat_of({"791": 80})["reprises"].montant_centimes == 80
    after = resultat_of({"791": 80}, "2025")
    assert "transferts" not in after["reprises"].libelle
    assert after["autres_produits"].montant_centimes == 80


def test_legacies_are_shown_net_since_2020():
    soldes = {"7543 Legs": 1000, "653 Charges": -100, "7754 Cession": 300, "6754 Valeur": -250}
    assert resultat_of(soldes)["legs"].montant_centimes == 950
    assert resultat_of(soldes)["total_charges"].montant_centimes == 0
    recent = {"7543 Legs": 1000, "653 Charges": -100, "7571 Cession": 300, "6521 Valeur": -250}
    assert resultat_of(recent, "2025")["legs"].montant_centimes == 950
    assert resultat_of(soldes, "99-01")["total_charges"].montant_centimes == 350


def test_totals_of_one_side_add_up_and_balances_of_two_sides_take_charges_off():
    found = resultat_of({"756": 1000, "641": -400, "645": -150, "66": -20, "76": 5, "695": -3})
    assert found["total_produits"].montant_centimes == 1005
    assert found["total_charges"].montant_centimes == 573
    assert found["resultat_financier"].montant_centimes == -15
    assert found["resultat_courant"].montant_centimes == 435
    assert found["salaires"].montant_centimes == 400
    assert found["charges_sociales"].montant_centimes == 150


def test_a_line_opens_to_its_dont_and_counts_it():
    found = resultat_of({"707 Ventes": 100, "7073 Ventes de dons": 30, "7063 Parrainage": 20})
    assert found["ventes_biens"].montant_centimes == 130
    assert found["ventes_dons_en_nature"].montant_centimes == 30
    assert found["ventes"].montant_centimes == 150


@pytest.mark.parametrize(("code", "volunteers", "goods"), [("99-01", "870", "875"), ("2025", "875", "870")])
def test_in_kind_is_at_the_foot_by_what_the_chart_calls_it(code, volunteers, goods):
    found = resultat_of({volunteers: 60, goods: 40, "864": -60, "860": -40}, code)
    assert found["benevolat"].montant_centimes == found["personnel_benevole"].montant_centimes == 60
    assert found["dons_en_nature"].montant_centimes == found["secours_en_nature"].montant_centimes == 40
    assert found["contributions"].montant_centimes == found["emplois"].montant_centimes == 100
    assert found["total_produits"].montant_centimes == 0


def test_the_actif_is_brut_amortissements_net():
    found = bilan_of(
        {"2183 Matériel": -900, "28183 Amortissement": 300, "2918 Perte": 50, "491 Perte": 7, "411": -40}
    )
    material = found["immobilisations_corporelles"]
    assert (material.brut_centimes, material.amortissements_centimes, material.montant_centimes) == (
        900,
        350,
        550,
    )
    assert found["creances_usagers"].montant_centimes == 33
    assert found["actif_immobilise"].montant_centimes == 550


def test_the_passif_adds_the_result_to_an_older_one_still_in_12():
    found = bilan_of(
        {"1068": 1000, "119": -300, "120": 50, "131": 200, "139": -80, "108": 20, "756": 700, "606": -400}
    )
    assert found["resultat"].montant_centimes == 300
    assert found["resultat_en_attente"].montant_centimes == 50
    assert found["situation_nette"].montant_centimes == 1050
    assert found["fonds_propres"].montant_centimes == 1190


def test_an_overdraft_is_a_debt_and_a_claim_on_a_legacy_goes_by_its_sign():
    found = bilan_of({"512": 90, "461 Legs": -30, "466 Legs": 12, "1641": 500})
    assert found["emprunts_etablissements"].montant_centimes == 590
    assert found["creances_legs"].montant_centimes == 30
    assert found["dettes_legs"].montant_centimes == 12
    old = bilan_of({"475 Legs en cours": 70}, "99-01")
    assert old["dettes_legs"].montant_centimes == 70


def test_195_is_not_the_same_fund_before_and_after_2020():
    assert bilan_of({"195": 40}, "99-01")["fonds_dedies_dons"].montant_centimes == 40
    assert bilan_of({"195": 40})["fonds_dedies_contributions"].montant_centimes == 40


def test_without_opening_entries_the_bilan_has_its_reserve():
    june = [
        replace(each, months=(MonthAmounts("2024-06", each.debit_centimes, each.credit_centimes),))
        for each in balance_of({"756": 100}).lines
    ]
    balance = replace(balance_of({}), lines=tuple(june))
    assert "à-nouveau" in compute_bilan(balance, regime_named("2018-06")).reserve
    opened = replace(balance, lines=tuple(replace(each, ouverture_centimes=0) for each in june))
    assert compute_bilan(opened, regime_named("2018-06")).reserve == ""


# --- Autofinancement ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "accounts"),
    [
        ("99-01", {"675": -30, "775": 50, "777": 20, "757": 10}),
        ("2018-06", {"675": -30, "6754": -5, "775": 50, "7754": 9, "777": 20, "7532": 8}),
        ("2025", {"652": -30, "6521": -5, "757": 50, "7571": 9, "747": 20, "7532": 8}),
    ],
)
def test_the_caf_takes_off_what_costs_and_brings_no_money(code, accounts):
    soldes = {
        "756": 1000,
        "606": -400,
        "6811": -90,
        "7815": 40,
        "6894": -60,
        "7894": 25,
        "713": 12,
        **accounts,
    }
    found = compute_autofinancement(balance_of(soldes), regime_named(code))
    assert found.caf.value.number == 1000 - 400 + 12
    assert found.caf_prudente.value.number == 612 - 60 + 25
    assert found.is_prudente_first


def test_the_prudent_caf_comes_first_when_a_legacy_is_received():
    plain, legacy = {"756": 100}, {"756": 100, "7543": 50}
    firsts = [
        compute_autofinancement(balance_of(each), regime_named("2018-06")).is_prudente_first
        for each in (plain, legacy)
    ]
    assert firsts == [False, True]


def test_a_free_reserve_leaves_endowments_and_controlled_results_out():
    found = compute_equilibre(
        balance_of({"102": 500, "1068": 300, "115": 40, "110": 60, "131": 900, "756": 25})
    )
    assert found.reserve_libre.value.number == 300 + 60 + 25
    assert found.fonds_propres.value.number == 925


def test_account_17_and_18_are_permanent():
    found = compute_equilibre(balance_of({"164": 10, "17": 20, "18": 30, "19": 40, "15": 5}))
    assert found.capitaux_permanents.value.number == 105
    assert found.dettes_financieres.value.number == 10


# --- Out ----------------------------------------------------------------------------------------------------------


def test_the_statements_are_written_with_their_lines():
    etats = compute_etats(
        balance_of({"756 Cotisations": 1000, "218 Matériel": -300, "281 Amort": 30}), regime_named("2025")
    )
    told = etats.to_json()
    first = told["compte_de_resultat"]["rubriques"][0]
    assert (first["cle"], first["sens"], first["montant_centimes"]) == (
        "produits_exploitation",
        "produits",
        1000,
    )
    assert first["lignes"][0]["sources"][0]["compte"] == "756"
    assert told["compte_de_resultat"]["resultat_centimes"] == 1000
    assert told["compte_de_resultat"]["contributions_volontaires"][1]["sens"] == "charges"
    material = next(
        each for each in told["bilan"]["actif"][0]["lignes"] if each["cle"] == "immobilisations_corporelles"
    )
    assert (material["brut_centimes"], material["amortissements_centimes"], material["montant_centimes"]) == (
        300,
        30,
        270,
    )
    assert told["bilan"]["actif"][-1]["sections"] == [
        "actif_immobilise",
        "actif_circulant",
        "regularisation_actif",
    ]
    assert told["bilan"]["ecart_centimes"] == 0
    assert told["autofinancement"]["caf"]["montant_centimes"]["nombre"] == 1000
    assert told["autofinancement"]["prudente_d_abord"] is False
    assert told["equilibre"]["immobilisations_nettes"]["montant_centimes"]["nombre"] == 270
    assert told["equilibre"]["immobilisations_nettes"]["sources"][0]["compte"] == "218"


# --- Definitions --------------------------------------------------------------------------------------------------


def written(code="2018-06"):
    text = files("socioeco").joinpath("definitions", "etats", f"{code}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def section_of(rubriques, cle):
    return next(each for each in rubriques if each["cle"] == cle)


@pytest.mark.parametrize("code", REGIME_CODES)
def test_a_layout_is_dated_and_sourced_in_french(code):
    definition = etats_definition(code)
    assert definition.code == code
    assert "2026" in definition.source
    assert "'" not in definition.source + definition.titre
    for rubrique in (*definition.compte_de_resultat, *definition.bilan.actif, *definition.bilan.passif):
        assert rubrique.libelle[0].isupper()


def test_an_unknown_chart_has_no_layout():
    with pytest.raises(KeyError):
        etats_definition("2042")


def spoilt(spoil):
    data = deepcopy(written())
    spoil(data)
    return data


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data["compte_de_resultat"].pop(), "last total"),
        (lambda data: data["compte_de_resultat"][-1]["sections"].pop(), "last total"),
        (lambda data: data["compte_de_resultat"][2]["sections"].append("ailleurs"), "not there"),
        (lambda data: data["compte_de_resultat"][1]["lignes"].pop(), "no line takes every account of 6"),
        (lambda data: data["contributions_volontaires"][0]["lignes"].pop(), "of 87"),
        (lambda data: data["compte_de_resultat"][0]["lignes"][0]["comptes"].append("755"), "stands twice"),
        (lambda data: data["bilan"]["passif"].insert(0, data["bilan"]["passif"][0]), "stands twice"),
        (lambda data: data["bilan"]["actif"][0]["lignes"].pop(), "of 2"),
        (lambda data: section_of(data["bilan"]["passif"], "situation_nette")["lignes"].pop(), "result"),
        (lambda data: data["bilan"]["actif"][1]["lignes"][0]["comptes"].append("164"), "stands twice"),
    ],
)
def test_a_layout_that_would_lose_or_double_an_account_is_refused(spoil, says):
    with pytest.raises(ValidationError, match=says):
        EtatsDefinition.model_validate(spoilt(spoil))
