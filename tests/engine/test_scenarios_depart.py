"""Where a scenario starts: the last actual year by month, and a balance sheet that balances."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socioeco.comptes import regime_for, regime_named
from socioeco.generator import STORIES, generate_association
from socioeco.indicators import Origine, postes_of_balance, postes_of_typed
from socioeco.readers import (
    Balance,
    BalanceLine,
    ExerciceAnswers,
    MonthAmounts,
    Question,
    TypedExercice,
    TypedLine,
    read_fec,
)
from socioeco.scenarios import Depart, Flux, Nature, Position, depart_of_balance, depart_of_typed, project
from socioeco.scenarios.delais import payment_delays
from socioeco.scenarios.depart import AUTRE_DUREE, DECALAGES, ECART, SANS_MOIS
from socioeco.scenarios.positions import contrepartie_of, position_of

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def account(compte, libelle, months=None, *, opening=None):
    """An account from its debit balance by month (1 to 12), with what it was opened at."""
    steps = tuple(
        MonthAmounts(f"2024-{month:02d}", max(amount, 0), max(-amount, 0))
        for month, amount in sorted((months or {}).items())
    )
    return BalanceLine(
        compte=compte,
        libelle=libelle,
        debit_centimes=sum(step.debit_centimes for step in steps),
        credit_centimes=sum(step.credit_centimes for step in steps),
        months=steps,
        ouverture_centimes=opening,
    )


def start(*lines, period=YEAR, answers=None, regime="2018-06", origine=Origine.FEC):
    balance = Balance(
        opened_on=period[0], closed_on=period[1], lines=tuple(sorted(lines, key=lambda line: line.compte))
    )
    told = ExerciceAnswers(values={Question.ACHATS_PUBLICS: answers} if answers else {})
    postes = postes_of_balance(balance, regime_named(regime), answers=told, origine=origine)
    return depart_of_balance(balance, regime_named(regime), postes)


def flux_of(depart, cle):
    return next(flux for flux in depart.flux if flux.cle == cle)


# --- From accounts ---------------------------------------------------------------------------------------------------


def read(story, seed=11, year=1):
    exercice = generate_association(story, seed=seed, first_year=2022, years=3, size="petite").exercices[year]
    balance = read_fec([exercice.fec_bytes()], exercice.fec_name).balance
    regime = regime_for(balance.opened_on)
    return balance, depart_of_balance(balance, regime, postes_of_balance(balance, regime))


@pytest.mark.parametrize("story", STORIES)
def test_a_start_is_the_year_as_its_accounts_tell_it(story):
    balance, depart = read(story)
    postes = postes_of_balance(balance, regime_for(balance.opened_on))
    assert depart.resultat_centimes == postes.resultat_centimes
    assert -depart.bilan[Position.FONDS_PROPRES] == postes.fonds_propres.value.number
    assert depart.bilan[Position.TRESORERIE] == postes.tresorerie.value.number
    assert depart.bilan[Position.AUTRES_ELEMENTS] == 0
    for position, lines in depart.bilan_sources.items():
        assert sum(line.montant_centimes for line in lines) == depart.bilan[position]
    for flux in depart.flux:
        assert sum(line.montant_centimes for line in flux.sources) == flux.montant_centimes


@pytest.mark.parametrize("story", STORIES)
def test_the_year_repeated_has_the_cash_of_the_bank_around_an_even_drift(story):
    """But in the months of an investment, which is not repeated: what was paid then is missing, nothing else is."""
    balance, depart = read(story)
    months = sorted({each.month for line in balance.lines for each in line.months})
    cash = [
        depart.bilan[Position.TRESORERIE],
        *(mois.tresorerie_centimes for mois in project(depart, [], years=1).mois),
    ]
    gaps = []
    for at, month in enumerate(months):
        bank = moved(balance, "5", month)
        invested = moved(balance, "2", month) - depreciation(balance, month)
        gaps.append(cash[at + 1] - cash[at] - bank - invested)
    assert max(gaps) - min(gaps) <= 8  # a centime for each position of the drift


def moved(balance, prefix, month):
    """Debit minus credit of a month, opening entries apart."""
    lines = balance.matching(prefix)
    first = f"{balance.opened_on.year}-{balance.opened_on.month:02d}"
    opening = sum(line.ouverture_centimes or 0 for line in lines) if month == first else 0
    return (
        sum(
            each.debit_centimes - each.credit_centimes
            for line in lines
            for each in line.months
            if each.month == month
        )
        - opening
    )


def depreciation(balance, month):
    return -sum(moved(balance, prefix, month) for prefix in ("6811", "675"))


def test_a_produit_keeps_its_months_its_payer_and_its_line():
    depart = start(
        account("740", "Subvention Ville", {3: -600_00, 9: -400_00}), account("512", "Banque", {9: 1000_00})
    )
    flux = flux_of(depart, "740")
    assert flux.profil == (0, 0, 600_00, 0, 0, 0, 0, 0, 400_00, 0, 0, 0)
    assert (flux.nature, flux.payeur, flux.famille) == (Nature.PRODUIT, "Ville", "subventions")
    assert depart.payeurs == ("Ville",)
    assert flux.sources[0].montant_centimes == 1000_00
    assert DECALAGES in depart.notes


def test_months_outside_the_year_count_with_the_nearest():
    line = BalanceLine(
        compte="606", libelle="Achats", debit_centimes=30, credit_centimes=0,
        months=(MonthAmounts("2023-12", 10, 0), MonthAmounts("2025-01", 20, 0)),
    )  # fmt: skip
    assert flux_of(start(line), "606").profil == (10, *[0] * 10, 20)


def test_a_balance_without_months_is_shared_out_in_twelfths_and_says_so():
    line = BalanceLine(compte="606", libelle="Achats", debit_centimes=1000, credit_centimes=0)
    depart = start(line, origine=Origine.BALANCE)
    assert sorted(set(flux_of(depart, "606").profil)) == [83, 84]
    assert flux_of(depart, "606").montant_centimes == 1000
    assert SANS_MOIS in depart.notes
    assert depart.decalages == ()


def test_fifteen_months_are_brought_to_twelve():
    depart = start(
        account("606", "Achats", {6: 1500_00}),
        period=(date(2023, 10, 1), date(2024, 12, 31)),
        regime="2018-06",
    )
    assert flux_of(depart, "606").profil == (100_00,) * 12
    assert AUTRE_DUREE in depart.notes


def test_a_year_may_begin_on_any_day():
    depart = start(account("606", "Achats", {3: 100, 4: 20}), period=(date(2024, 3, 15), date(2025, 3, 14)))
    assert flux_of(depart, "606").profil == (100, 20, *[0] * 10)
    assert depart.month(1) == (2025, 3)


def test_the_first_month_follows_the_closing():
    depart = start(account("606", "Achats", {3: 100}))
    assert [depart.month(number) for number in (1, 12, 13)] == [(2025, 1), (2025, 12), (2026, 1)]


def test_what_public_buyers_pay_leaves_the_sales_month_by_month():
    depart = start(account("706", "Prestations", {1: -300_00, 2: -700_00}), answers=500_00)
    assert flux_of(depart, "706").profil[:2] == (150_00, 350_00)
    assert flux_of(depart, "70:commande").profil[:2] == (150_00, 350_00)
    assert flux_of(depart, "70:commande").famille == "commande"


def test_a_file_that_does_not_balance_is_said_and_balanced_by_a_line_of_its_own():
    depart = start(account("512", "Banque", {1: 100_00}), account("106", "Réserves", {1: -90_00}))
    assert depart.bilan[Position.AUTRES_ELEMENTS] == -10_00
    assert ECART in depart.notes


def test_contributions_in_kind_stand_in_no_balance_sheet():
    depart = start(account("875", "Bénévolat", {1: -500}), account("864", "Personnel bénévole", {1: 500}))
    assert not any(depart.bilan.values())
    assert depart.flux == ()


def test_without_opening_entries_the_start_says_that_something_is_missing():
    known = start(
        account("512", "Banque", {1: 100}, opening=100), account("106", "Réserves", {1: -100}, opening=-100)
    )
    unknown = start(account("512", "Banque", {1: 100}), account("106", "Réserves", {1: -100}))
    assert len(unknown.notes) == len(known.notes) + 1


def test_loans_go_on_until_nothing_is_owed():
    depart = start(
        account("164", "Emprunt", {1: -100_00, 6: 30_00, 12: 30_00}, opening=-100_00),
        account("512", "Banque", {1: 100_00, 6: -30_00, 12: -30_00}, opening=100_00),
        account("1688", "Intérêts courus", {12: 1_00}),
    )
    assert depart.decalages[-1].jusqu_a_zero
    scenario = project(depart, [], years=2)
    assert [-annee.cloture.positions[Position.EMPRUNTS] for annee in scenario.annees] == [0, 0]
    assert scenario.annees[-1].cloture.tresorerie_centimes == 1_00


def test_a_doubtful_claim_is_a_charge_without_payment_not_a_delay():
    depart = start(
        account("6817", "Dotations", {12: 500}), account("491", "Dépréciations", {12: -500}),
        account("411", "Usagers", {1: 900, 2: -900}),
    )  # fmt: skip
    (waiting,) = depart.decalages
    assert waiting.profil == (900, -900, *[0] * 10)
    assert flux_of(depart, "6817").contrepartie is Position.CREANCES
    assert depart.bilan[Position.CREANCES] == -500


def test_a_start_must_balance_and_a_line_has_twelve_months():
    depart = start(account("606", "Achats", {3: 100}))
    with pytest.raises(ValueError, match="balances"):
        replace(depart, bilan={Position.TRESORERIE: 1})
    with pytest.raises(ValueError, match="twelve"):
        Flux(cle="x", libelle="x", nature=Nature.CHARGE, profil=(1,))
    assert isinstance(depart, Depart)


@pytest.mark.parametrize(
    ("compte", "amount", "position"),
    [
        ("1068", -1, Position.FONDS_PROPRES), ("139", 1, Position.SUBVENTIONS_INVESTISSEMENT),
        ("1941", -1, Position.FONDS_DEDIES), ("2815", -1, Position.IMMOBILISATIONS), ("401", -1, Position.FOURNISSEURS),
        ("4091", 1, Position.CREANCES), ("4191", -1, Position.AUTRES_DETTES), ("431", -1, Position.DETTES_SOCIALES),
        ("4417", 1, Position.SUBVENTIONS_A_RECEVOIR), ("445", 1, Position.CREANCES),
        ("467", -1, Position.AUTRES_DETTES), ("486", 1, Position.CHARGES_CONSTATEES_AVANCE),
        ("487", -1, Position.PRODUITS_CONSTATES_AVANCE), ("491", -1, Position.CREANCES), ("519", -1, Position.TRESORERIE),
        ("875", -1, None),
    ],
)  # fmt: skip
def test_each_account_has_its_position(compte, amount, position):
    assert position_of(compte, amount) is position


@pytest.mark.parametrize(
    ("compte", "regime", "position"),
    [
        ("6811", "2018-06", Position.IMMOBILISATIONS), ("6815", "2018-06", Position.PROVISIONS),
        ("6894", "2018-06", Position.FONDS_DEDIES), ("6031", "2018-06", Position.STOCKS),
        ("675", "2018-06", Position.IMMOBILISATIONS), ("652", "2018-06", Position.TRESORERIE),
        ("652", "2025", Position.IMMOBILISATIONS), ("747", "2025", Position.SUBVENTIONS_INVESTISSEMENT),
        ("777", "2018-06", Position.SUBVENTIONS_INVESTISSEMENT), ("7894", "2018-06", Position.FONDS_DEDIES),
        ("757", "99-01", Position.FONDS_PROPRES), ("75412", "2018-06", Position.TRESORERIE),
        ("641", "2018-06", Position.TRESORERIE),
    ],
)  # fmt: skip
def test_what_is_not_paid_moves_the_balance_sheet(compte, regime, position):
    classement = regime_named(regime).classify(compte)
    assert contrepartie_of(compte, classement.traitement) is position


def test_an_account_outside_the_chart_is_taken_as_paid():
    assert contrepartie_of("799", None) is Position.TRESORERIE


# --- When the year was paid ------------------------------------------------------------------------------------------


def test_a_subsidy_is_paid_when_the_year_paid_it():
    """Due in March, paid in August: what a card takes away is missed in August."""
    depart = start(
        account("740", "Subvention Ville", {3: -600_00}),
        account("441", "Subventions à recevoir", {3: 600_00, 8: -600_00}),
        account("512", "Banque", {8: 600_00}),
    )
    flux = flux_of(depart, "740")
    assert flux.tiers is Position.SUBVENTIONS_A_RECEVOIR
    assert flux.delais[2] == (0, 0, 0, 0, 0, 600_00)


def test_credit_notes_blur_the_months_and_are_taken_as_paid_at_once():
    depart = start(
        account("740", "Subvention Ville", {2: 10_00, 3: -600_00}),
        account("441", "Subventions à recevoir", {3: 600_00, 8: -600_00}),
    )
    assert flux_of(depart, "740").delais == ()


def test_charges_wait_in_their_own_position():
    depart = start(
        account("645", "Charges sociales", dict.fromkeys(range(1, 13), 100)),
        account("431", "Urssaf", {1: -100, 12: 0} | dict.fromkeys(range(2, 12), 0) | {12: -20}),
    )
    flux = flux_of(depart, "645")
    assert flux.tiers is Position.DETTES_SOCIALES
    assert all(len(weights) >= 1 for weights in flux.delais)


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=12), st.permutations(range(12)))
def test_delays_pay_everything_once_and_never_before(owed, order):
    paid = [owed[at] for at in order]
    delays = payment_delays(owed, paid)
    assert [sum(weights) for weights in delays] == owed
    received = [0] * 12
    for month, weights in enumerate(delays):
        for delay, part in enumerate(weights):
            received[(month + delay) % 12] += part
    assert received == paid


# --- From ten lines --------------------------------------------------------------------------------------------------


def typed(period=YEAR, **lines):
    exercice = TypedExercice(
        opened_on=period[0],
        closed_on=period[1],
        lines={TypedLine(key): amount for key, amount in lines.items()},
    )
    return depart_of_typed(exercice, postes_of_typed(exercice))


def test_ten_lines_give_flows_cash_and_one_line_for_what_is_not_known():
    depart = typed(
        cotisations=1200, subventions=2400, salaires=1200, depenses=600, argent=5000, fonds_propres=4000
    )
    assert {flux.cle: flux.montant_centimes for flux in depart.flux} == {
        "cotisations": 1200, "subventions": 2400, "salaires": 1200, "depenses": 600,
    }  # fmt: skip
    assert flux_of(depart, "cotisations").profil == (100,) * 12
    assert {position: amount for position, amount in depart.bilan.items() if amount} == {
        Position.TRESORERIE: 5000, Position.FONDS_PROPRES: -4000, Position.AUTRES_ELEMENTS: -1000,
    }  # fmt: skip
    assert depart.bilan_sources[Position.FONDS_PROPRES][0].montant_centimes == -4000
    assert (depart.sans_tresorerie, depart.sans_fonds_propres) == ("", "")
    assert Position.AUTRES_ELEMENTS.label == "Autres éléments du bilan, non connus"


def test_cash_that_was_not_typed_is_not_nil_it_is_unknown():
    scenario = project(typed(cotisations=1200, depenses=600), [], years=1)
    assert scenario.tresorerie(12).raison.startswith("La ligne «\u00a0Argent disponible")
    assert scenario.fonds_propres(12).raison.startswith("La ligne «\u00a0Fonds propres")
    assert all(mois.is_balanced for mois in scenario.mois)


def test_six_typed_months_are_brought_to_twelve():
    depart = typed(period=(date(2024, 7, 1), date(2024, 12, 31)), cotisations=600)
    assert flux_of(depart, "cotisations").profil == (100,) * 12
    assert AUTRE_DUREE in depart.notes
