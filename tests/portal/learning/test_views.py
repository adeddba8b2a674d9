"""A learner's way: she answers, sees why, comes back, and may have it all forgotten. No account is needed."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from trajectoires.learning.enums import KEPT
from trajectoires.learning.models import AnswerCount, Attempt, Learner
from trajectoires.learning.services import forget_expired
from trajectoires.learning.tasks import forget_expired as nightly

from .course_cases import ADDRESS, EXERCISES, RIGHT, add_course, add_lesson, build_course

pytestmark = pytest.mark.django_db
PROGRESS = "/se-former/mon-parcours/"


@pytest.fixture
def site() -> SimpleNamespace:
    return build_course()


@pytest.fixture
def learner(site) -> Client:
    return Client()


@pytest.fixture
def member(site) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user("lectrice@exemple.org", "une phrase de passe"))
    return client


def answer(client, key, **given):
    return client.post(ADDRESS, {"exercice": key, "action": "valider", **given}, follow=True)


def answer_all(client):
    for key, given in RIGHT.items():
        answer(client, key, **given)


def test_looking_begins_nothing_and_keeps_nothing(learner, words):
    response = learner.get(ADDRESS)
    assert response.status_code == 200
    assert "Exercice 1 sur 7" in words(response)
    assert "Jamais" not in words(response)
    assert not Learner.objects.exists()
    assert "sessionid" not in learner.cookies
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_a_lesson_that_is_not_published_has_no_exercises(learner, site):
    site.first.unpublish()
    assert learner.get(ADDRESS).status_code == 404
    assert learner.get("/se-former/autre/une/exercices/").status_code == 404
    assert learner.get("/se-former/essai/aucune/exercices/").status_code == 404


def test_a_wrong_answer_is_explained_and_takes_the_focus(learner, words):
    response = answer(learner, "un", reponse="0")
    html = response.content.decode()
    assert response.redirect_chain == [(f"{ADDRESS}?vu=un#un-reponse", 302)]
    assert "Pas encore" in words(response)
    assert "La banque dit autre chose." in words(response)
    assert html.count('tabindex="-1"') == 1  # where the address leads
    assert html.index('id="un"') < html.index('id="un-reponse"') < html.index('id="plusieurs"')
    assert words(html[html.index("<title>") :]).startswith("Pas encore – Exercices")


def test_a_right_answer_is_explained_too(learner, words):
    shown = words(answer(learner, "ordre", **RIGHT["ordre"]))
    assert "C’est juste" in shown
    assert "On finit par la fin." in shown
    assert "Voir la réponse" not in shown


def test_what_is_partly_right_says_how_much(learner, words):
    shown = words(answer(learner, "tableau", r0="60", r1="41"))
    assert "Presque : 1 sur 2" in shown
    assert "Voir la réponse" in shown
    assert "Ventes : 40 %" in shown


def test_a_missing_answer_among_several_is_said(learner, words):
    assert "Il manque une réponse." in words(answer(learner, "plusieurs", reponse=["0"]))


def test_what_cannot_be_read_is_said_and_kept(learner, words):
    response = answer(learner, "tableau", r0="douze", r1="")
    assert response.status_code == 422
    assert "2 réponses sont à corriger" in words(response)
    assert 'value="douze"' in response.content.decode()
    assert response.content.decode().count("autofocus") == 1
    assert not Attempt.objects.exists()


def test_an_unknown_exercise_changes_nothing(learner):
    assert learner.post(ADDRESS, {"exercice": "aucun"}).status_code == 302
    assert learner.post(ADDRESS).status_code == 302
    assert not Attempt.objects.exists()


def test_she_finds_her_answers_again_and_may_start_again(learner, words):
    answer(learner, "un", reponse="1")
    assert "C’est juste" in words(learner.get(ADDRESS))
    response = learner.post(ADDRESS, {"exercice": "un", "action": "recommencer"}, follow=True)
    assert "C’est juste" not in words(response)
    assert "0 leçons faites sur 2" in words(learner.get(PROGRESS))


def test_nobody_sees_the_answers_of_another(learner, words):
    answer(learner, "un", reponse="1")
    assert "C’est juste" not in words(Client().get(ADDRESS))


@pytest.mark.parametrize(("key", "given"), [("un", ["9"]), ("paires", ["Ventes"]), ("tableau", ["?", "40"])])
def test_an_answer_that_no_longer_fits_its_exercise_is_not_shown(learner, words, key, given):
    answer(learner, key, **RIGHT[key])
    Attempt.objects.update(given=given)  # editors took answers away since
    response = learner.get(ADDRESS)
    assert response.status_code == 200
    assert "C’est juste" not in words(response)
    assert "Pas encore" not in words(response)


def test_a_lesson_is_done_when_each_exercise_was_found_once(learner, fec, upload, words):
    answer_all(learner)
    assert "Leçon terminée" not in words(learner.get(ADDRESS))
    learner.post(
        "/agir/trajectoire/",
        {"fichiers": upload(fec("741000 Subventions 600", "606000 Achats -500", year=2025), year=2025)},
    )
    shown = words(answer(learner, "chez-moi", reponse="Un excédent"))
    assert "Vos comptes, exercice 2025" in shown
    assert "Leçon terminée" in shown
    progress = words(learner.get(PROGRESS))
    assert "1 leçon faite sur 2" in progress
    assert "Reprendre : Deux" in progress


def test_without_accounts_the_exercise_says_what_to_do(learner, words):
    assert "Aucun compte à regarder" in words(learner.get(ADDRESS))


def test_the_first_answer_is_counted_once_and_for_nobody(learner):
    answer(learner, "un", reponse="0")
    answer(learner, "un", reponse="1")
    learner.post(ADDRESS, {"exercice": "un", "action": "recommencer"})
    answer(learner, "un", reponse="1")
    answer(Client(), "un", reponse="0")
    answer(learner, "tableau", r0="60", r1="41")
    counted = set(AnswerCount.objects.values_list("key", "answer", "is_right", "count"))
    assert counted == {
        ("un", "Un manque", False, 2),
        ("tableau", "Subventions → 60", True, 1),
        ("tableau", "Ventes → 41", False, 1),
    }
    assert Attempt.objects.get(learner__attempts__key="tableau", key="un").tries == 3


def test_signing_in_brings_what_the_session_held(learner, member, words):
    answer(member, "un", reponse="0")
    answer(learner, "un", reponse="1")
    answer(learner, "cas", reponse="0")
    key = learner.session["apprentissage"]
    session = member.session
    session["apprentissage"] = key
    session.save()
    assert "Leçon terminée" not in words(member.get(ADDRESS))
    assert "2 exercices sur 7" in words(member.get(PROGRESS))
    own = Learner.objects.get()
    assert own.user is not None
    assert Attempt.objects.get(key="un").is_right
    assert Attempt.objects.get(key="un").tries == 2


def test_a_member_is_kept_with_her_account(member, words):
    answer(member, "un", reponse="1")
    assert Learner.objects.get().expires_at is None
    assert "avec votre compte" in words(member.get(PROGRESS))


def test_progress_is_kept_a_year_after_the_last_answer(learner, words):
    answer(learner, "un", reponse="1")
    begun = Learner.objects.get()
    assert abs(begun.expires_at - begun.created_at - KEPT) < dt.timedelta(minutes=1)
    Learner.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    answer(learner, "un", reponse="1")
    assert Learner.objects.get().expires_at > timezone.now() + dt.timedelta(days=300)
    assert forget_expired(now=timezone.now()) == 0
    Learner.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    assert "encore répondu à aucun exercice" in words(learner.get(PROGRESS))
    nightly()
    assert not Learner.objects.exists()


def test_she_may_have_it_all_forgotten(learner, words):
    answer(learner, "un", reponse="1")
    assert learner.get("/se-former/mon-parcours/effacer/").status_code == 405
    response = learner.post("/se-former/mon-parcours/effacer/", follow=True)
    assert "C’est effacé" in words(response)
    assert not Learner.objects.exists()
    assert not Attempt.objects.exists()


def test_the_pages_say_what_they_are_made_of(learner, words, site):
    course = words(learner.get("/se-former/essai/"))
    assert "Ce que vous saurez faire" in course
    assert "2 leçons" in course
    assert course.index("Lire") < course.index("Choisir")
    lesson = words(learner.get("/se-former/essai/une/"))
    assert f"{len(EXERCISES)} exercices pour vérifier" in lesson
    assert "À la fin de cette leçon" in lesson
    assert "Faire les exercices" not in words(learner.get("/se-former/essai/deux/"))
    site.first.unpublish()
    site.second.unpublish()
    assert "Aucune leçon n’est publiée" in words(learner.get("/se-former/essai/"))


def test_the_board_takes_eight_queries_at_most_among_ten_thousand_learners(
    learner, site, django_assert_max_num_queries
):
    for number in range(2, 6):
        course = add_course(site.door, f"cours-{number}", number=number)
        for rank in range(1, 4):
            add_lesson(course, f"lecon-{rank}", rank=rank, exercises=EXERCISES)
    _others(site.first, 10_000)
    answer_all(learner)
    with django_assert_max_num_queries(8):
        learner.get(PROGRESS)


def _others(lesson, count):
    now = timezone.now()
    crowd = Learner.objects.bulk_create(Learner(created_at=now, expires_at=now + KEPT) for _ in range(count))
    Attempt.objects.bulk_create(
        Attempt(
            learner=each, lesson=lesson, key="un", given=["1"], is_right=True, found_at=now, answered_at=now
        )
        for each in crowd
    )


def test_an_exercise_page_reads_little(learner, site):
    from django.db import connection

    answer_all(learner)
    with CaptureQueriesContext(connection) as queries:
        learner.get(ADDRESS)
    assert len(queries) <= 10
