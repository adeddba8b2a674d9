"""Which questions are asked, what is refused of a questionnaire, and how it travels in a file."""

import pytest
from django.core.exceptions import ValidationError

from trajectoires.kit.models.questionnaire import advice_on, faults_of, is_ruled_out

from .questionnaire_cases import FIRSTS, LANDMARKS, QUESTIONS, page, question, questionnaire, rewrite


def keys(steps):
    return [each.key for each in steps]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["reserve", "convention", "dons", "contrat", "relais", "liste"]),
        ({"aide": "oui"}, ["reserve", "convention", "contrat", "relais", "liste"]),
        ({"aide": "non"}, ["reserve", "dons", "contrat", "relais", "liste"]),
        ({"aide": "non", "emploie": "non"}, ["reserve", "dons", "relais", "liste"]),
        ({"emploie": "oui"}, ["reserve", "convention", "dons", "contrat", "relais", "liste"]),
    ],
)
def test_a_first_question_decides_what_is_asked_in_the_order_of_the_landmarks(answers, asked):
    assert keys(questionnaire().asked(answers)) == asked
    assert keys(questionnaire().steps(answers)) == ["emploie", "aide", *asked]


def test_an_answer_to_another_question_rules_nothing_out():
    every = questionnaire().questions
    assert not any(is_ruled_out(each, {"reserve": "non", "liste": "oui"}) for each in every)


def test_the_small_questionnaire_has_no_fault():
    assert faults_of(questionnaire()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"landmarks": [*LANDMARKS, LANDMARKS[0]]}, "Deux repères ont la clé « argent »."),
        ({"questions": [*QUESTIONS, QUESTIONS[1]]}, "Deux questions ont la clé « reserve »."),
        ({"firsts": [*FIRSTS, ("liste", "Une liste ?")]}, "Deux questions ont la clé « liste »."),
        (
            {"firsts": [*FIRSTS, ("non-vend", "Vend ?")]},
            "« non-vend » : la clé d’une question préalable ne commence pas par « non- ».",
        ),
        ({"questions": [("a", "lune", "", "", 1, [])]}, "« a » : aucun repère n’a la clé « lune »."),
        (
            {"questions": [("a", "argent", "", "non-vend", 1, [])]},
            "« a » : aucune question préalable n’a la clé « vend ».",
        ),
        (
            {"questions": [{**question("a", "argent", "", "", 1, []), "strength": " ", "step": ""}]},
            "« a » : il manque la force, le geste.",
        ),
        (
            {"questions": [{**question("a", "argent", "", "", 1, []), "weakness": ""}]},
            "« a » : il manque la fragilité.",
        ),
        ({"questions": [("a", "argent", "", "", 4, [])]}, "« a » : l’urgence va de 1 à 3."),
        (
            {"questions": [("a", "argent", "", "", 1, [("https://exemple.org/", "Loin.")])]},
            "« a » : une page conseillée est une page du site ; son adresse commence par « / ».",
        ),
    ],
)
@pytest.mark.django_db
def test_what_nobody_could_answer_is_refused(changes, said):
    with pytest.raises(ValidationError) as refused:
        page(**changes).clean()
    assert refused.value.message_dict["questions"] == [said]


@pytest.mark.django_db
def test_every_fault_is_said_at_once():
    wrong = [("a", "lune", "", "", 9, []), ("a", "lune", "", "vend", 1, [])]
    with pytest.raises(ValidationError) as refused:
        page(questions=wrong).clean()
    assert len(refused.value.message_dict["questions"]) == 5


def test_other_questions_take_another_version(site):
    with pytest.raises(ValidationError, match="passez à la suivante"):
        rewrite(site, questions=QUESTIONS[:-1])
    rewrite(site, questions=QUESTIONS[:-1], version=2)
    rewrite(site, questions=[question(*each) | {"text": "Autre."} for each in QUESTIONS[:-1]], version=2)
    assert site.page.version == 2


def test_an_empty_questionnaire_is_a_draft_that_nobody_is_offered(site, client):
    rewrite(site, questions=[], version=2)
    assert advice_on(site.page.questionnaire()) == [
        "Le questionnaire n’a aucune question : il ne se propose pas."
    ]
    assert client.get(site.page.address).status_code == 200
    assert "/agir/autodiagnostic/questions/" not in client.get(site.page.address).content.decode()
    assert client.get("/agir/autodiagnostic/questions/").status_code == 404


def test_what_a_visitor_would_miss_is_advice():
    landmarks = [*LANDMARKS, ("lune", "La lune", "Loin.")]
    assert advice_on(questionnaire(landmarks=landmarks)) == [
        "Le repère « La lune » n’a aucune question.",
        "« contrat » : aucune page n’est conseillée.",
        "« liste » : aucune page n’est conseillée.",
    ]
