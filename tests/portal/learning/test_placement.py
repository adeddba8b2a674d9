"""Five questions, or her own accounts, say which lesson to take next, and why."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from trajectoires.content.models import IndexPage, ModelPage
from trajectoires.learning.models import PlacementPage

from .course_cases import add_course, add_lesson, build_course

pytestmark = pytest.mark.django_db
QUESTIONS = [("mots", "Savez-vous le dire ?"), ("papiers", "Que lisez-vous ?")]
NEEDS = [
    ("mots", "pas-encore", "Pas vraiment", "/se-former/essai/une/", "Tout part de là."),
    ("mots", "bien", "Oui", "", ""),
    ("papiers", "rien", "Rien", "/se-former/essai/deux/", "On y voit plus clair."),
    ("papiers", "peu", "Peu", "/se-former/essai/absente/", "Elle n’est pas publiée."),
    ("papiers", "tout", "Tout", "/se-former/essai/une/", "Pour revoir."),
]
ADDRESS = "/se-former/par-quelle-lecon/"


def placement(**changes):
    needs = ("question", "key", "text", "href", "why")
    return PlacementPage(
        title="Par quelle leçon ?",
        slug="par-quelle-lecon",
        lede="Deux questions.",
        questions=[{"type": "question", "value": {"key": key, "text": text}} for key, text in QUESTIONS],
        needs=[
            {"type": "need", "value": dict(zip(needs, row, strict=True))}
            for row in changes.get("needs", NEEDS)
        ],
    )


@pytest.fixture
def site():
    built = build_course()
    built.door.add_child(instance=placement())
    return built


def shown(words, **answers):
    return words(Client().get(ADDRESS, {**answers, "voir": "oui"} if answers else {}))


@pytest.mark.usefixtures("site")
def test_questions_come_first_and_blame_nobody(words):
    assert "Savez-vous le dire ?" in shown(words)
    assert "à corriger" not in shown(words)


@pytest.mark.usefixtures("site")
def test_each_answer_calls_for_its_lesson_in_the_order_of_the_questions(words):
    text = shown(words, mots="pas-encore", papiers="rien")
    assert "Commencez par la première" in text
    assert text.index("Tout part de là.") < text.index("On y voit plus clair.")
    assert "Pour revoir." not in shown(words, mots="pas-encore", papiers="tout")  # the same lesson, said once
    assert "Rien ne presse" in shown(words, mots="bien", papiers="peu")


@pytest.mark.usefixtures("site")
def test_a_question_without_an_answer_is_said(words):
    assert "Choisissez une réponse" in shown(words, mots="bien")
    assert "à corriger" in shown(words, mots="autre", papiers="rien")


def test_the_result_takes_the_focus(site):
    html = Client().get(ADDRESS, {"mots": "bien", "papiers": "tout", "voir": "oui"}).content.decode()
    assert '<h2 id="lecons-proposees" tabindex="-1" autofocus>' in html


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("autre", "a", "A", "", ""), "Aucune question n’a la clé « autre »."),
        (("mots", "a", "A", "/se-former/essai/une/", ""), "« A » : dites pourquoi cette leçon."),
    ],
)
def test_what_nobody_could_follow_is_refused(row, said):
    with pytest.raises(ValidationError) as refused:
        placement(needs=[*NEEDS, row]).clean()
    assert refused.value.message_dict["needs"] == [said]


def test_a_question_needs_two_answers():
    with pytest.raises(ValidationError, match="n’a pas deux réponses"):
        placement(needs=NEEDS[:1]).clean()


def test_her_accounts_offer_the_module_of_the_model_they_speak_for(site, fec, upload, words):
    compared = {
        f"compared_{name}": "Oui."
        for name in ("definition", "money", "decider", "strength", "caution", "accounts")
    }
    models = site.door.add_child(instance=IndexPage(title="Modèles", slug="modeles", lede="Sept."))
    for number in range(1, 8):
        models.add_child(
            instance=ModelPage(
                title=f"Modèle {number}", slug=f"m-{number}", lede="Un.", number=number, **compared
            )
        )
    course = add_course(site.door, "sept", number=2)
    for number in range(1, 8):
        add_lesson(course, f"vers-{number}", rank=number, module=f"Modèle {number}")
    client = Client()
    assert "D’après vos comptes" not in words(client.get("/se-former/mon-parcours/"))
    lines = ("744000 Ville de Saint-Exemple 900", "756000 Cotisations 50", "606000 Achats -900")
    client.post("/agir/trajectoire/", {"fichiers": upload(fec(*lines, year=2025), year=2025)})
    text = words(client.get("/se-former/mon-parcours/"))
    assert "D’après vos comptes" in text
    assert "Vers-4" in text.partition("D’après vos comptes")[2].partition("Essai")[0]
    assert "dans vos comptes de 2025, et aucun contre" in text
