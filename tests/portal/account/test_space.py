"""« Mon espace »: what was done before, taken away, erased."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from trajectoires.content.models import Favourite, SheetPage
from trajectoires.digests import access
from trajectoires.digests.models import Subscription
from trajectoires.learning.enums import KEPT, SESSION_KEY
from trajectoires.learning.models import Attempt, CoursePage, Learner, LessonPage
from trajectoires.users.models import BrowserSession, User

pytestmark = pytest.mark.django_db
ADDRESS, HOME = "tresoriere@exemple.org", "/mon-espace/"
ERASE, ERASED, EXPORT = f"{HOME}effacer/", f"{HOME}efface/", f"{HOME}mes-donnees.zip"


@pytest.fixture
def lesson(now):
    door = Page.objects.get(depth=1).add_child(
        instance=SheetPage(title="Se former", slug="se-former", lede="Une.")
    )
    course = door.add_child(
        instance=CoursePage(title="Lire ses comptes", slug="un", lede="Un.", number=1, level="debut")
    )
    choices = [{"text": "Oui", "verdict": "oui"}, {"text": "Non", "verdict": "non"}]
    asked = {"key": "un", "kind": "choix-unique", "instruction": "Oui ?", "answers": choices}
    return course.add_child(
        instance=LessonPage(
            title="Une leçon", slug="une", lede="Une.", rank=1, module="Lire",
            exercises=[{"type": "exercise", "value": asked}],
        )
    )  # fmt: skip


def browser_that_learnt(lesson, now):
    """Somebody without an account who answered, and kept a page."""
    learner = Learner.objects.create(created_at=now, expires_at=timezone.now() + KEPT)
    Attempt.objects.create(
        learner=learner, lesson=lesson, key="un", given=["0"], is_right=True, found_at=now, answered_at=now
    )
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    return client


def test_what_was_done_before_goes_into_the_account(enter, lesson, now, words):
    """Without looking at the pages of courses: signing in is enough."""
    client = browser_that_learnt(lesson, now)
    session = client.session
    session["favoris"] = [lesson.pk]
    session.save()
    enter(client=client)
    person = User.objects.get()
    assert person.learner.attempts.count() == 1
    assert list(Favourite.objects.values_list("user", "page")) == [(person.pk, lesson.pk)]
    page = words(client.get(HOME))
    assert "Lire ses comptes" in page
    assert "Mes favoris 1 page" in page
    elsewhere = enter()
    assert "Lire ses comptes" in words(elsewhere.get(HOME))


def test_a_work_of_this_browser_stays_at_hand(enter, owner, words):
    enter(client=owner)
    assert "Ma trajectoire" in words(owner.get(HOME))
    assert owner.get("/agir/trajectoire/resultats/").status_code == 200
    assert "Aucun travail n’est ouvert" in words(enter().get(HOME))


@pytest.mark.parametrize("address", [HOME, EXPORT, ERASE])
def test_nobody_enters_without_an_account(address):
    answer = Client().get(address)
    assert (answer.status_code, answer.url) == (302, f"/compte/connexion/?next={address}")


def test_the_export_is_a_file_of_this_person(enter):
    enter("autre@exemple.org")
    answer = enter().get(EXPORT)
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    archive = ZipFile(BytesIO(answer.content))
    assert json.loads(archive.read("personnes.json"))["adresse"] == ADDRESS
    assert "autre@exemple.org" not in "".join(archive.read(name).decode() for name in archive.namelist())


def test_an_account_is_erased_at_once_everywhere(enter, lesson, now, words):
    client = browser_that_learnt(lesson, now)
    enter(client=client)
    elsewhere = enter()
    assert "Ce qui reste" in words(client.get(ERASE))
    refused = client.post(ERASE)
    assert refused.status_code == 422
    assert "Cochez la case" in words(refused)
    assert User.objects.count() == 1

    answer = client.post(ERASE, {"is_sure": "on"})
    assert answer.url == ERASED
    assert "C’est effacé" in words(client.get(ERASED))
    assert not User.objects.exists()
    assert not Learner.objects.exists()
    assert client.get(HOME).status_code == 302
    assert elsewhere.get(HOME).status_code == 302  # a browser that was still open
    assert not any(ADDRESS in str(each.get_decoded()) for each in BrowserSession.objects.all())


def test_an_editor_is_told_whom_to_ask(enter, words):
    User.objects.create_superuser(ADDRESS, "une phrase de passe")
    client = enter()
    assert "Une personne qui l’administre" in words(client.get(ERASE))
    answer = client.post(ERASE, {"is_sure": "on"})
    assert answer.status_code == 422
    assert User.objects.exists()


def test_the_letter_of_who_is_signed_in_opens(enter, now):
    client = enter()
    assert client.get("/lettre/la-mienne/").url == "/lettre/"
    seed = access.new_seed()
    token = access.link_token(seed)
    values = {"seed": seed, "link_hash": access.hash_of(token), "created_at": now, "asked_on": now.date()}
    Subscription.objects.create(email=ADDRESS, confirmation_hash="c", confirmed_at=now, **values)
    assert client.get("/lettre/la-mienne/").url == f"/lettre/{token}/"
    assert Client().get("/lettre/la-mienne/").url == "/lettre/"
    assert enter("autre@exemple.org").get("/lettre/la-mienne/").url == "/lettre/"


def test_the_public_pages_say_the_same_to_everyone(enter):
    """« Mon espace » is one link for all: what is kept ready for readers holds nothing of a person."""
    asked = Client().get("/glossaire/")
    assert '<a class="quiet only-wide" href="/mon-espace/">Mon espace</a>' in asked.content.decode()
    assert not asked.cookies
    assert enter().get("/glossaire/").content == asked.content
