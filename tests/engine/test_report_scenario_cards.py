"""A file of cards: read in two forms, everything wrong told at once in French, and a catalogue to write one from."""

import json
import re

import pytest

from socioeco.comptes import RESSOURCES
from socioeco.report.data import as_json
from socioeco.report.scenario.answers import answers_of, months_in_words
from socioeco.report.scenario.cards import CartesInvalides, card_of, plans_of
from socioeco.report.scenario.catalogue import catalogue_of, example_data
from socioeco.report.starting import depart_of
from socioeco.report.text import write_text
from socioeco.scenarios import ChosenCard, Fourchette, cartes

from .scenario_cases import EXPENSES, FAMILY, GRANT, LOAN, LOST, MEMBERS, accounts, typed_analysis


@pytest.fixture
def depart():
    return depart_of(accounts().exercices[-1]).number


def errors_of(data, depart, years=2):
    with pytest.raises(CartesInvalides) as refused:
        plans_of(data, depart, years=years)
    return refused.value.errors


def test_a_list_of_cards_is_one_scenario_and_what_most_cards_share_may_be_left_out(depart):
    (plan,) = plans_of([LOST, GRANT], depart, years=2)
    assert plan.nom == "Le scénario"
    assert plan.cards[0] == ChosenCard(carte="financeur_perdu", debut=1, reponses={"payeur": "Ville"})
    assert plan.cards[1].reponses["montant"] == Fourchette(bas=1_000_000, central=2_000_000, haut=3_000_050)


def test_what_is_written_is_read_again(depart):
    (plan,) = plans_of([LOST, GRANT, LOAN], depart, years=2)
    data = {"scenarios": [{"nom": plan.nom, "cartes": [card.to_json() for card in plan.cards]}]}
    assert plans_of(json.loads(as_json(data)), depart, years=2) == (plan,)


def test_everything_wrong_is_told_at_once_with_its_place(depart):
    data = {
        "scenarios": [
            {"nom": "A", "cartes": [{"carte": "inconnue"}, 3, {**LOST, "reponses": {"payeur": "Vile"}}]},
            {"nom": "B", "cartes": [{**LOST, "début": 2}, {**GRANT, "debut": 99}]},
        ]
    }
    errors = errors_of(data, depart, years=9)
    assert errors[0] == "Un scénario dure de une à cinq années."
    told = "\n".join(errors)
    assert "«\u00a0A\u00a0», carte 1 (inconnue)\u00a0: La carte «\u00a0inconnue\u00a0» n’existe pas." in told
    assert "«\u00a0A\u00a0», carte 2\u00a0: il y faut «\u00a0carte\u00a0»" in told
    assert "carte 3 (financeur_perdu, payeur)" in told
    assert "La liste\u00a0: Ville, CAF" in told
    assert "«\u00a0B\u00a0», carte 1\u00a0: elle n’a pas de clé «\u00a0début\u00a0»" in told
    assert "«\u00a0B\u00a0», carte 2 (nouvelle_subvention, debut)" in told
    assert len(errors) == 6


def test_the_message_is_a_list_that_ends_with_where_to_look(depart):
    with pytest.raises(CartesInvalides, match=r"(?s)^- .*\nsocioeco scenario --modele"):
        plans_of([{"carte": "inconnue"}], depart, years=1)


def test_a_name_that_no_account_holds(depart):
    told = errors_of([{**FAMILY, "reponses": {"famille": "loto", "pourcentage": 1}}], depart)
    assert told[0].endswith(f"La liste\u00a0: {', '.join(RESSOURCES)}.")
    nobody = depart_of(typed_analysis(dons=100, argent=5).exercices[-1]).number
    assert errors_of([LOST], nobody)[0].endswith("Vos comptes ne nomment aucun financeur.")


def test_too_many_ranges_are_said_of_the_scenario(depart):
    told = errors_of([GRANT] * 7, depart)
    assert len(told) == 1
    assert told[0].startswith("«\u00a0Le scénario\u00a0»\u00a0: Un scénario accepte au plus six fourchettes")


@pytest.mark.parametrize("data", [None, "texte", {}, {"scenarios": "x"}, {"cartes": []}, 3])
def test_what_is_no_file_of_cards(data, depart):
    assert errors_of(data, depart)[0].startswith("Ce n’est pas un fichier de cartes")


@pytest.mark.parametrize("told", [3, {}, {"nom": "A"}, {"nom": " ", "cartes": []}, {"nom": 2, "cartes": []}])
def test_what_is_no_scenario(told, depart):
    errors = errors_of({"scenarios": [{"nom": "A", "cartes": []}, told]}, depart)
    assert errors == (
        "Scénario 2\u00a0: il y faut un «\u00a0nom\u00a0» et des «\u00a0cartes\u00a0», une liste.",
    )


def test_names_are_there_once_and_not_the_one_of_the_reference(depart):
    assert errors_of({"scenarios": []}, depart) == ("Ce fichier de cartes ne contient aucun scénario.",)
    twice = {"scenarios": [{"nom": "A ", "cartes": []}, {"nom": "A", "cartes": [LOST]}]}
    assert errors_of(twice, depart)[0].startswith("Deux scénarios portent le nom «\u00a0A\u00a0»")
    reserved = {"scenarios": [{"nom": "Comme l’an dernier", "cartes": [LOST]}]}
    assert "donnez un autre nom" in errors_of(reserved, depart)[0]
    assert plans_of({"scenarios": [{"nom": "Comme l’an dernier", "cartes": []}]}, depart, years=1)


@pytest.mark.parametrize(
    "told",
    [3, None, {}, {"carte": 4}, {**LOST, "debut": 1.5}, {**LOST, "reponses": []}, {**LOST, "reponses": {"payeur": None}},
     {**LOST, "format": 2}, {**LOST, "fin": "juin"}, {**GRANT, "reponses": {"montant": {"bas": 1}}}],
)  # fmt: skip
def test_what_is_no_card(told):
    with pytest.raises(ValueError, match="il y faut"):
        card_of(told)


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (LOST, ["Ville"]),
        (
            GRANT,
            ["entre 10\u202f000\u00a0€ et 30\u202f000,50\u00a0€, plutôt 20\u202f000\u00a0€", "3\u00a0mois"],
        ),
        (EXPENSES, ["3,50\u00a0%"]),
        (MEMBERS, ["12", "15,50\u00a0€"]),
        (FAMILY, ["Ventes et participations", "20\u00a0%"]),
    ],
)
def test_answers_in_the_unit_of_their_question(told, expected):
    assert [answer for _, answer in answers_of(card_of(told))] == expected


def test_months_of_a_card(depart):
    assert months_in_words(card_of(LOST), depart) == "dès janvier 2025"
    assert months_in_words(card_of(EXPENSES), depart) == "dès janvier 2025 et jusqu’à février 2026 compris"


def test_the_catalogue_tells_every_card_and_question():
    document = catalogue_of()
    text = re.sub("[ \n]+", " ", write_text(document, width=100))
    told = {section.anchor: section for section in document.sections}
    for carte in cartes():
        assert told[carte.cle].title.startswith(carte.cle)
        for question in carte.questions:
            assert f"{question.cle}\u00a0: {question.texte} (" in text
    assert "(un montant en centimes\u00a0: 150000 pour 1\u202f500\u00a0€\u202f; ou une fourchette" in text
    assert "réponse facultative" in text


def test_the_example_can_be_played(depart):
    assert len(plans_of(example_data(), depart, years=3)) == 2
