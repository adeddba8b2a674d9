"""Each card, on books small enough to be checked by hand; what is wrong in a card is said, all at once."""

from datetime import date

import pytest
from pydantic import ValidationError

from socioeco.comptes import regime_named
from socioeco.indicators import postes_of_balance, postes_of_typed
from socioeco.readers import Balance, BalanceLine, MonthAmounts, TypedExercice, TypedLine
from socioeco.scenarios import (
    ChosenCard,
    Fourchette,
    InvalidCardsError,
    Niveau,
    Position,
    carte_named,
    cartes,
    depart_of_balance,
    depart_of_typed,
    project,
    validate,
)
from socioeco.scenarios.definitions import Carte, Question, Variation


def line(compte, libelle, **months):
    """A balance line from debit balances by month: m1=..., m12=...; `ouverture` is what was carried in."""
    opening = months.pop("ouverture", None)
    steps = tuple(
        MonthAmounts(f"2024-{int(key[1:]):02d}", max(amount, 0), max(-amount, 0))
        for key, amount in months.items()
    )
    return BalanceLine(
        compte=compte,
        libelle=libelle,
        debit_centimes=sum(step.debit_centimes for step in steps),
        credit_centimes=sum(step.credit_centimes for step in steps),
        months=steps,
        ouverture_centimes=opening,
    )


LINES = (
    line("106", "Réserves", m1=-50_000, ouverture=-50_000),
    line("218", "Matériel", m1=12_000, ouverture=12_000),
    line("512", "Banque", m1=38_000 - 1_000, m2=-1_000, m6=7_200, m8=5_000, ouverture=38_000),
    line("441", "Subventions à recevoir", m3=5_000, m8=-5_000),
    line("6061", "Eau, énergie", m1=1_000),
    line("613", "Locations", m2=1_000),
    line("740", "Subvention Ville", m3=-5_000),
    line("741", "Subvention Etat", m6=-2_400),
    line("756", "Cotisations", m6=-3_600),
    line("775", "Cession de matériel", m6=-1_200),
    line("2815", "Amortissements du matériel", m12=-1_200),
    line("6811", "Dotations aux amortissements", m12=1_200),
)


def depart():
    balance = Balance(
        opened_on=date(2024, 1, 1), closed_on=date(2024, 12, 31),
        lines=tuple(sorted(LINES, key=lambda each: each.compte)),
    )  # fmt: skip
    regime = regime_named("2018-06")
    return depart_of_balance(balance, regime, postes_of_balance(balance, regime))


DEPART = depart()


def card(carte, debut=1, fin=None, **reponses):
    return ChosenCard(carte=carte, debut=debut, fin=fin, reponses=reponses)


def played(*cards, years=1):
    return project(DEPART, cards, years=years)


def effect(*cards, years=1):
    """What the cards change, month by month: result, cash, and other positions by name. Months nil are left out."""
    base, changed = played(years=years), played(*cards, years=years)
    found = {}
    for before, after in zip(base.mois, changed.mois, strict=True):
        moved = {
            position.value: after.positions[position] - before.positions[position]
            for position in Position
            if position not in (Position.FONDS_PROPRES, Position.RESULTAT)
        }
        moved["cumul"] = after.fonds_propres_centimes - before.fonds_propres_centimes
        found[after.numero] = {name: amount for name, amount in moved.items() if amount}
    return found


def test_the_books_of_these_tests_balance():
    assert DEPART.bilan[Position.AUTRES_ELEMENTS] == 0
    assert DEPART.bilan[Position.TRESORERIE] == 38_000 - 2_000 - 0 + 7_200 + 5_000


def test_a_lost_funder_is_missed_in_the_months_it_paid():
    """Ville: due in March, paid in August."""
    found = effect(card("financeur_perdu", payeur="Ville"))
    assert found[2] == {}
    assert found[3] == {"subventions_a_recevoir": -5_000, "cumul": -5_000}
    assert found[8] == found[12] == {"tresorerie": -5_000, "cumul": -5_000}


def test_a_funder_lost_after_its_month_is_missed_a_year_later():
    found = effect(card("financeur_perdu", debut=4, payeur="Ville"), years=2)
    assert found[12] == {}
    assert found[15] == {"subventions_a_recevoir": -5_000, "cumul": -5_000}
    assert found[20] == {"tresorerie": -5_000, "cumul": -5_000}


def test_subsidies_fall_by_the_percentage_of_the_person():
    found = effect(card("baisse_des_subventions", pourcentage=20_00))
    assert found[12]["cumul"] == -(5_000 + 2_400) * 20 // 100
    assert carte_named("baisse_des_subventions").question("pourcentage").propose == 20_00


def test_a_proposal_never_counts_by_itself():
    (error,) = validate([card("baisse_des_subventions")], DEPART, years=1)
    assert (error.carte, error.question) == (0, "pourcentage")


def test_percentages_of_two_cards_multiply():
    found = effect(card("baisse_des_subventions", pourcentage=50_00), card("financeur_perdu", payeur="Ville"))
    assert found[12]["cumul"] == -5_000 - 1_200


def test_the_end_month_is_included():
    found = effect(card("famille_en_baisse", fin=6, famille="cotisations", pourcentage=100_00), years=2)
    assert found[6]["cumul"] == found[24]["cumul"] == -3_600


def test_a_late_subsidy_moves_cash_and_not_the_result():
    """Ville pays in August; three months late, in November; ten months late, after the horizon."""
    found = effect(card("subvention_en_retard", payeur="Ville", mois=3))
    assert found[7] == found[11] == {}
    assert found[8] == found[10] == {"subventions_a_recevoir": 5_000, "tresorerie": -5_000}
    assert effect(card("retard_des_subventions", mois=10))[12] == {
        "subventions_a_recevoir": 7_400, "tresorerie": -7_400,
    }  # fmt: skip


def test_what_is_late_is_what_other_cards_leave():
    cards = (card("subvention_en_retard", payeur="Ville", mois=3), card("financeur_perdu", payeur="Ville"))
    assert effect(*cards) == effect(cards[1])


def test_energy_and_rents_rise_apart():
    found = effect(card("energie_et_loyers", energie=50_00, loyers=10_00))
    assert (found[1]["cumul"], found[2]["cumul"]) == (-500, -600)
    assert effect(card("energie_et_loyers", montant=1_201))[12] == {"tresorerie": -1_201, "cumul": -1_201}


def test_prices_rise_again_each_year_from_the_month_of_the_card():
    found = effect(card("hausse_des_depenses", debut=2, pourcentage=10_00), years=3)
    assert [found[month].get("cumul", 0) for month in (1, 2, 13, 14, 25, 26)] == [
        0,
        -100,
        -200,
        -410,
        -620,
        -951,
    ]


def test_spending_less():
    found = effect(card("baisse_des_depenses", pourcentage=10_00, montant=120))
    assert found[12] == {"tresorerie": 200 + 120, "cumul": 200 + 120}


def test_a_hiring_owes_its_contributions_for_a_month():
    found = effect(card("embauche", debut=2, fin=3, salaire=2_000, cotisations=800))
    assert found[1] == {}
    assert found[2] == {"tresorerie": -2_000, "dettes_sociales": -800, "cumul": -2_800}
    assert found[3] == {"tresorerie": -4_800, "dettes_sociales": -800, "cumul": -5_600}
    assert found[4] == {"tresorerie": -5_600, "cumul": -5_600}


def test_the_end_of_a_job_aid_is_missed_after_its_delay():
    found = effect(card("fin_contrat_aide", debut=1, fin=1, aide=500, delai=2, poste=300))
    assert found[1] == {"subventions_a_recevoir": -500, "tresorerie": 300, "cumul": -200}
    assert found[3] == {"tresorerie": -200, "cumul": -200}


def test_new_members_pay_once_a_year():
    found = effect(card("plus_de_cotisations", debut=9, cotisants=10, montant=30), years=2)
    assert [found[month].get("tresorerie", 0) for month in (8, 9, 20, 21)] == [0, 300, 300, 600]


def test_more_sales_are_paid_later_and_cost():
    found = effect(card("plus_de_ventes", ventes=1_200, couts=600, delai=1))
    assert found[1] == {"creances": 100, "tresorerie": -50, "cumul": 50}
    assert found[2] == {"creances": 100, "cumul": 100}
    assert found[12]["cumul"] == 600


def test_a_new_subsidy_waits_in_441():
    found = effect(card("nouvelle_subvention", debut=2, montant=900, delai=4))
    assert found[2] == found[5] == {"subventions_a_recevoir": 900, "cumul": 900}
    assert found[6] == {"tresorerie": 900, "cumul": 900}


def test_a_partnership_brings_and_costs():
    found = effect(card("partenariat_mecenat", montant=1_000, couts=120))
    assert found[1] == {"tresorerie": 990, "cumul": 990}
    assert found[12] == {"tresorerie": 880, "cumul": 880}


def test_a_convention_of_several_years_is_recognised_month_by_month():
    """2,400 over 24 months in two payments: the months to come wait in 487."""
    found = effect(card("convention_pluriannuelle", montant=2_400, duree=24, versements=2), years=3)
    assert found[1] == {"tresorerie": 1_200, "produits_constates_avance": -1_100, "cumul": 100}
    assert found[12] == {"tresorerie": 1_200, "cumul": 1_200}
    assert found[13] == {"tresorerie": 2_400, "produits_constates_avance": -1_100, "cumul": 1_300}
    assert found[24] == found[36] == {"tresorerie": 2_400, "cumul": 2_400}


def test_a_payment_after_the_horizon_is_not_in_the_scenario():
    found = effect(card("convention_pluriannuelle", montant=2_400, duree=24, versements=2))
    assert found[12] == {"tresorerie": 1_200, "cumul": 1_200}


def test_a_loan_is_paid_back_with_its_interests():
    found = effect(card("emprunt", debut=2, montant=1_000, duree=4, interets=40))
    assert found[2] == {"tresorerie": 1_000, "emprunts": -1_000}
    assert found[3] == {"tresorerie": 740, "emprunts": -750, "cumul": -10}
    assert found[6] == found[12] == {"tresorerie": -40, "cumul": -40}


def test_an_investment_is_paid_at_once_and_costs_little_by_little():
    found = effect(card("investissement", montant=2_400, duree=24, subvention=1_200, delai=6), years=2)
    assert found[1] == {
        "immobilisations": 2_300, "tresorerie": -2_400, "subventions_a_recevoir": 1_200,
        "subventions_investissement": -1_150, "cumul": -50,
    }  # fmt: skip
    assert found[7]["tresorerie"] == -1_200
    assert found[24] == {"tresorerie": -1_200, "cumul": -1_200}


def test_the_quote_part_follows_the_chart_of_its_year():
    scenario = played(card("investissement", montant=100, duree=10, subvention=50, delai=0))
    assert "747" in {ligne.compte for ligne, _amount in scenario.lignes(1).values()}


def test_before_2025_the_quote_part_is_777():
    exercice = TypedExercice(
        opened_on=date(2022, 1, 1),
        closed_on=date(2022, 12, 31),
        lines={TypedLine.VENTES: 1_200, TypedLine.ARGENT: 1},
    )
    start = depart_of_typed(exercice, postes_of_typed(exercice))
    scenario = project(start, [card("investissement", montant=100, duree=10, subvention=50)], years=1)
    assert "777" in {ligne.compte for ligne, _amount in scenario.lignes(1).values()}


def test_grants_of_ten_typed_lines_may_be_late():
    """Paid by twelfths: three months late, the first quarter of them is still awaited at the end of the year."""
    exercice = TypedExercice(
        opened_on=date(2024, 1, 1),
        closed_on=date(2024, 12, 31),
        lines={TypedLine.SUBVENTIONS: 1_200, TypedLine.ARGENT: 5_000},
    )
    start = depart_of_typed(exercice, postes_of_typed(exercice))
    scenario = project(start, [card("retard_des_subventions", mois=3)], years=1)
    assert [scenario.tresorerie(month).number for month in (3, 4, 12)] == [5_000, 5_100, 5_900]
    assert scenario.annees[0].resultat_centimes == 1_200


def test_what_is_exceptional_may_stop():
    found = effect(card("sans_exceptionnel"))
    assert found[12] == {"tresorerie": -1_200, "cumul": -1_200}


def test_an_entry_says_which_card_posted_it_and_opens_its_lines():
    scenario = played(card("financeur_perdu", payeur="Ville"))
    entries = [entry for entry in scenario.ecritures(3) if entry.origine == "Un financeur s’en va"]
    assert [entry.montant_centimes for entry in entries] == [-5_000]
    assert entries[0].sources[0].compte == "740"
    assert entries[0].ligne.payeur == "Ville"


def test_a_scenario_says_its_cautions():
    scenario = played(card("financeur_perdu", payeur="Ville"), years=5)
    assert carte_named("financeur_perdu").prudence in scenario.prudences
    assert len(scenario.prudences) == len(set(scenario.prudences))
    assert not any("amortissements répétés" in each for each in scenario.prudences)


def test_depreciation_past_what_is_left_is_said():
    """12,000 of assets, 1,200 a year already taken once: nine years are left; 3,000 a year leaves three."""
    heavy = tuple(each for each in LINES if each.compte not in ("6811", "2815"))
    lines = (*heavy, line("6811", "Dotations", m12=3_000), line("2815", "Amortissements", m12=-3_000))
    balance = Balance(
        opened_on=date(2024, 1, 1), closed_on=date(2024, 12, 31),
        lines=tuple(sorted(lines, key=lambda each: each.compte)),
    )  # fmt: skip
    regime = regime_named("2018-06")
    start = depart_of_balance(balance, regime, postes_of_balance(balance, regime))
    said = [
        any("amortissements répétés" in each for each in project(start, [], years=n).prudences)
        for n in (3, 4)
    ]
    assert said == [False, True]


def test_a_projection_goes_to_json():
    data = played(card("financeur_perdu", payeur="Ville")).to_json()
    assert data["cartes"][0]["carte"] == "financeur_perdu"
    assert data["mois"][0]["date"] == "2025-01"
    assert sum(data["mois"][11]["bilan_centimes"].values()) == 0


# --- The cards as data -----------------------------------------------------------------------------------------------


def test_every_card_is_whole_and_in_french():
    found = cartes()
    assert len({each.cle for each in found}) == len(found) >= 14
    assert [each.ordre for each in found] == sorted({each.ordre for each in found})
    for each in found:
        for text in (each.titre, each.explication, each.comptes, each.prudence):
            assert text
            assert "'" not in text
            assert " :" not in text
            assert " ;" not in text


def test_no_amount_is_ever_proposed():
    """The only proposal is the percentage that the issue names."""
    proposed = [question for each in cartes() for question in each.questions if question.propose is not None]
    assert [(question.genre, question.propose) for question in proposed] == [("pourcentage", 20_00)]


def test_an_unknown_card_is_an_error():
    with pytest.raises(KeyError):
        carte_named("loterie")


def test_a_definition_that_is_not_whole_is_refused():
    with pytest.raises(ValidationError, match="where it comes from"):
        Question(cle="x", texte="X", genre="montant", propose=1)
    with pytest.raises(ValidationError, match="percentage or is whole"):
        Variation(type="variation", cible={"nature": "produit"}, sens=1)
    data = carte_named("financeur_perdu").model_dump(mode="json")
    with pytest.raises(ValidationError, match="asks every question"):
        Carte.model_validate(data | {"questions": []})
    assert carte_named("financeur_perdu").question("montant") is None


# --- What is wrong in a card -----------------------------------------------------------------------------------------


def wrong(*cards, years=1):
    return [(error.carte, error.question) for error in validate(cards, DEPART, years=years)]


def test_everything_wrong_is_said_at_once():
    cards = (card("loterie"), card("embauche", debut=0, salaire=-1), card("financeur_perdu", payeur="Rome"))
    assert wrong(*cards) == [(0, ""), (1, "debut"), (1, "salaire"), (1, "cotisations"), (2, "payeur")]
    with pytest.raises(InvalidCardsError) as caught:
        played(*cards)
    assert len(caught.value.errors) == 5
    assert "La carte «\u00a0loterie\u00a0» n’existe pas." in str(caught.value)


@pytest.mark.parametrize(
    ("chosen", "question"),
    [
        (card("financeur_perdu", debut=13, payeur="Ville"), "debut"),
        (card("financeur_perdu", debut=3, fin=2, payeur="Ville"), "fin"),
        (card("emprunt", fin=2, montant=1, duree=1), "fin"),
        (card("emprunt", montant=1, duree=0), "duree"),
        (card("emprunt", montant="beaucoup", duree=1), "montant"),
        (card("emprunt", montant=1, duree=361), "duree"),
        (card("emprunt", montant=10**14 + 1, duree=1), "montant"),
        (card("emprunt", montant=1, duree=Fourchette(bas=1, central=2, haut=3)), "duree"),
        (card("emprunt", montant=Fourchette(bas=3, central=2, haut=1), duree=1), "montant"),
        (card("baisse_des_subventions", pourcentage=100_01), "pourcentage"),
        (card("famille_en_baisse", famille="legs", pourcentage=1), "pourcentage"),
        (card("famille_en_baisse", famille="loto", pourcentage=1), "famille"),
        (card("financeur_perdu", payeur=3), "payeur"),
        (card("financeur_perdu", payeur="Ville", montant=3), "montant"),
        (card("convention_pluriannuelle", montant=1, duree=1, versements=0), "versements"),
        (card("baisse_des_depenses"), ""),
        (card("baisse_des_depenses", montant=0), ""),
    ],
)
def test_a_wrong_answer_is_said_with_its_question(chosen, question):
    errors = validate([chosen], DEPART, years=1)
    assert [error.question for error in errors] == [question]
    assert errors[0].message.endswith(".")


def test_the_largest_answer_is_said_in_its_unit():
    def said(chosen):
        return validate([chosen], DEPART, years=1)[0].message

    assert said(card("baisse_des_subventions", pourcentage=100_01)).endswith("100\u00a0% au plus.")
    assert said(card("emprunt", montant=1, duree=361)).endswith("360 au plus.")
    assert said(card("plus_de_cotisations", cotisants=1, montant=10**8 + 1)).endswith(
        "1\u202f000\u202f000\u00a0€ au plus."
    )


def test_a_percentage_of_nothing_is_said():
    """Ten typed lines have no account 613."""
    exercice = TypedExercice(
        opened_on=date(2024, 1, 1),
        closed_on=date(2024, 12, 31),
        lines={TypedLine.DEPENSES: 1_200, TypedLine.ARGENT: 1},
    )
    start = depart_of_typed(exercice, postes_of_typed(exercice))
    chosen = card("energie_et_loyers", energie=10_00, montant=100)
    (error,) = validate([chosen], start, years=1)
    assert (error.question, "ne trouve rien" in error.message) == ("energie", True)
    assert validate([card("energie_et_loyers", montant=100)], start, years=1) == ()


@pytest.mark.parametrize("years", [0, 6])
def test_a_scenario_lasts_from_one_to_five_years(years):
    (error,) = validate([], DEPART, years=years)
    assert (error.carte, error.message) == (None, "Un scénario dure de une à cinq années.")


def test_six_ranges_and_no_more():
    low = Fourchette(bas=1, central=2, haut=3)
    cards = [card("embauche", salaire=low, cotisations=low)] * 3
    assert wrong(*cards) == []
    assert wrong(*cards, card("emprunt", montant=low, duree=1)) == [(None, "")]


# --- A chosen card as JSON -------------------------------------------------------------------------------------------


def test_a_chosen_card_comes_back_from_json():
    chosen = card("emprunt", 2, None, montant=Fourchette(bas=1, central=2, haut=3), duree=4)
    named = card("financeur_perdu", 2, 7, payeur="Ville")
    for each in (chosen, named):
        assert ChosenCard.from_json(each.to_json()) == each


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2}, {"carte": 3}, {"debut": "1"}, {"debut": True}, {"fin": 1.5}, {"reponses": []},
        {"reponses": {"montant": {"bas": 1}}}, {"reponses": {"montant": None}}, {"reponses": 3},
    ],
)  # fmt: skip
def test_json_of_another_shape_is_refused(change):
    with pytest.raises(ValueError, match="unknown format"):
        ChosenCard.from_json(card("emprunt", montant=1).to_json() | change)


def test_an_answer_is_read_at_its_level():
    chosen = card("emprunt", montant=Fourchette(bas=1, central=2, haut=3), duree=4)
    assert [chosen.at({"montant": niveau}).number("montant") for niveau in Niveau] == [1, 2, 3]
    assert chosen.number("montant") == chosen.at({}).number("montant") == 2
    assert (chosen.number("interets"), chosen.text("duree")) == (0, "")
    assert card("financeur_perdu", payeur="Ville").number("payeur") == 0
    assert chosen.ranges == ("montant",)


@pytest.mark.parametrize("cle", ["financeur_perdu", "subvention_en_retard", "retard_des_subventions"])
def test_what_was_due_at_closing_comes_as_usual_and_the_card_says_so(cle):
    """The grant of December, due at closing, is paid in February: no card moves it."""
    lines = (
        line("106", "Réserves", m1=-50_000, ouverture=-50_000),
        line("512", "Banque", m1=49_000, m2=1_000, ouverture=49_000),
        line("441", "Subventions à recevoir", m1=1_000, m2=-1_000, m12=1_000, ouverture=1_000),
        line("740", "Subvention Ville", m12=-1_000),
    )
    balance = Balance(opened_on=date(2024, 1, 1), closed_on=date(2024, 12, 31), lines=lines)
    regime = regime_named("2018-06")
    start = depart_of_balance(balance, regime, postes_of_balance(balance, regime))
    reponses = {"payeur": "Ville", "mois": 3}
    asked = {question.cle: reponses[question.cle] for question in carte_named(cle).questions}
    found = project(start, (ChosenCard(carte=cle, debut=1, reponses=asked),), years=1)
    assert (
        found.mois[1].tresorerie_centimes == project(start, (), years=1).mois[1].tresorerie_centimes == 51_000
    )
    assert "à la clôture arrive comme d’ordinaire" in " ".join(found.prudences)
