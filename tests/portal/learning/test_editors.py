"""What editors see of the exercises: a preview as a learner, what is missing, which wrong answer is chosen."""

import pytest
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from trajectoires.learning.wagtail_hooks import NO_AIM, NO_AIMS, NO_EXERCISE, tell_advice

from .course_cases import ADDRESS, build_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return build_course()


def answer(client, key, **given):
    client.post(ADDRESS, {"exercice": key, "action": "valider", **given})


@pytest.mark.usefixtures("lenient_templates")
def test_the_wrong_answer_that_is_chosen_most_is_told(site, signed_in_editor, words):
    assert "Personne n’a encore répondu" in words(signed_in_editor.get(reverse("learning_answers")))
    for chosen in ("0", "0", "1"):
        answer(Client(), "un", reponse=chosen)
    listed = words(signed_in_editor.get(reverse("learning_answers")))
    assert "Une 1 3 67 %" in listed
    shown = words(signed_in_editor.get(reverse("learning_answers_of_lesson", args=[site.first.pk])))
    assert "La réponse à revoir la plus choisie : « Un manque », 67 %." in shown
    assert "Un manque non 2 67 % Un déficit oui 1 33 %" in shown
    other = words(signed_in_editor.get(reverse("learning_answers_of_lesson", args=[site.second.pk])))
    assert "Personne n’a encore répondu aux exercices" in other


def test_only_editors_see_the_answers(site, passer_by):
    for name, arguments in (("learning_answers", []), ("learning_answers_of_lesson", [site.first.pk])):
        assert passer_by.get(reverse(name, args=arguments)).status_code == 302


def told(client, page):
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = "text/html"
    request.session = client.session
    from django.contrib.messages.storage.session import SessionStorage

    request._messages = SessionStorage(request)
    tell_advice(request, page)
    return [str(message).strip() for message in get_messages(request)]


def test_what_a_lesson_lacks_is_told(site, passer_by):
    assert told(passer_by, site.first) == []
    assert told(passer_by, site.second) == [NO_EXERCISE]
    site.first.aim = ""
    site.first.exercises[2].value["explanation"] = ""
    assert told(passer_by, site.first) == [NO_AIM, "« ordre » : l’exercice n’explique pas sa réponse."]
    site.course.aims = []
    assert told(passer_by, site.course) == [NO_AIMS]
    assert told(passer_by, site.door) == []


def test_a_draft_is_previewed_as_a_learner_meets_it(site, words):
    assert [mode for mode, _ in site.first.preview_modes] == ["", "exercices"]
    shown = words(site.first.make_preview_request(preview_mode="exercices"))
    assert "répondre ici n’enregistre rien" in shown
    assert "Exercice 7 sur 7" in shown
    assert "Ici viennent les comptes" in shown
    assert "Vérifier" in shown
    assert "pas encore d’exercice" in words(site.second.make_preview_request(preview_mode="exercices"))
    assert "exercices pour vérifier" in words(site.first.make_preview_request())
