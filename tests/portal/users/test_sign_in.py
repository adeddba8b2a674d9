"""From an address to an account, as its owner and as who would take it."""

import datetime as dt
import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from trajectoires.mail.models import Message
from trajectoires.users import services
from trajectoires.users.enums import (
    CODE_FORGOTTEN,
    CODE_LIFE,
    CODE_TRIES,
    CODES_AN_HOUR,
    CODES_AN_HOUR_TO_ALL,
    NEVER_ENTERED,
    RECENT,
)
from trajectoires.users.models import BrowserSession, CodeAllowance, PendingCode, User

from .people import ADDRESS, CODE, HOME, SIGN_IN, code_in, mail_of, sign_in, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=16)` moves every clock that sign-in looks at."""

    def move(**span):
        away = dt.timedelta(**span)
        now, seconds = timezone.now, time.time
        monkeypatch.setattr(timezone, "now", lambda: now() + away)
        monkeypatch.setattr(time, "time", lambda: seconds() + away.total_seconds())

    return move


# --- the whole way, through a real mail server ------------------------------------------------------------------------


def test_an_account_is_opened_left_and_found_again(postbox, words):
    """With the token of the form in the session, one cookie, and a session that changes its key."""
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(SIGN_IN)
    before = visitor.cookies["session"].value
    answer = visitor.post(SIGN_IN, {"email": "Tresoriere@Exemple.org", "csrfmiddlewaretoken": token_in(page)})
    assert (answer.status_code, answer.url) == (302, CODE)

    text = mail_of(postbox)
    (message,) = postbox.messages
    code = code_in(text)
    assert text.startswith(f"Votre code\N{NO-BREAK SPACE}:\n{code}\n")
    assert message["Subject"].startswith(code)
    assert code in message.get_body(("html",)).get_content()
    assert "15\N{NO-BREAK SPACE}minutes" in text
    page = visitor.get(CODE)
    assert "tresoriere@exemple.org" in words(page)
    assert "15 minutes" in words(page)

    answer = visitor.post(CODE, {"code": code.replace("-", " "), "csrfmiddlewaretoken": token_in(page)})
    assert (answer.status_code, answer.url) == (302, HOME)
    assert visitor.cookies["session"].value != before
    assert not BrowserSession.objects.filter(session_key=before).exists()
    assert set(visitor.cookies) == {"session"}
    person = User.objects.get()
    assert (person.email, person.has_usable_password(), person.is_staff) == (ADDRESS, False, False)
    assert ADDRESS in words(visitor.get(HOME))
    assert not EmailAddress.objects.exists()  # an account has one address, its own

    page = visitor.get("/compte/deconnexion/")
    answer = visitor.post("/compte/deconnexion/", {"csrfmiddlewaretoken": token_in(page)}, follow=True)
    assert "n’est pas connecté" in words(answer)
    assert visitor.get(HOME).status_code == 302
    assert sign_in(postbox).get(HOME).status_code == 200
    assert User.objects.count() == 1


def token_in(page):
    return re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]


def test_without_the_token_of_the_form_nothing_is_sent():
    assert Client(enforce_csrf_checks=True).post(SIGN_IN, {"email": ADDRESS}).status_code == 403
    assert not Message.objects.exists()


# --- where one goes ---------------------------------------------------------------------------------------------------


def test_one_comes_back_to_where_one_was(postbox):
    visitor = Client()
    asked = visitor.get("/compte/adresse/")
    assert asked.url == f"{SIGN_IN}?next=/compte/adresse/"
    assert visitor.post(asked.url, {"email": ADDRESS}).url == f"{CODE}?next=%2Fcompte%2Fadresse%2F"
    answer = visitor.post(f"{CODE}?next=%2Fcompte%2Fadresse%2F", {"code": code_in(mail_of(postbox))})
    assert answer.url == "/compte/adresse/"
    assert visitor.get(f"{SIGN_IN}?next=/favoris/").url == "/favoris/"


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "///evil.example",
        " //evil.example",
        "/\t/evil.example",
        "http://testserver.evil.example/",
        "http://testserver/favoris/",
    ],
)
def test_one_never_goes_elsewhere(postbox, hostile):
    visitor = Client()
    answer = visitor.post(SIGN_IN, {"email": ADDRESS, "next": hostile})
    assert answer.url == CODE
    answer = visitor.post(CODE, {"code": code_in(mail_of(postbox)), "next": hostile})
    assert answer.url == HOME
    assert visitor.get(SIGN_IN, {"next": hostile}).url == HOME


# --- what is refused, and how it is said ------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["", "moi", "moi@", "a@b", f"{'a' * 250}@exemple.org"])
def test_what_is_no_address_is_said(email, words):
    answer = Client().post(SIGN_IN, {"email": email})
    assert answer.status_code == 422
    assert "Une réponse est à corriger" in words(answer)
    assert (User.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("code", ["", "1234", "abcd-efgh", "١٢٣٤٥٦٧٨", "123456789"])
def test_what_is_no_code_costs_no_try(postbox, code):
    visitor = Client()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    for _ in range(CODE_TRIES + 1):
        assert visitor.post(CODE, {"code": code}).status_code == 422
    assert visitor.post(CODE, {"code": code_in(mail_of(postbox))}).status_code == 302


def test_a_code_is_tried_five_times(postbox, words):
    visitor = Client()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    code = code_in(mail_of(postbox))
    for left in range(CODE_TRIES - 1, 0, -1):
        answer = visitor.post(CODE, {"code": wrong(code)})
        assert answer.status_code == 422
        assert ("un essai" if left == 1 else f"{left} essais") in words(answer)
    answer = visitor.post(CODE, {"code": wrong(code)})
    assert answer.status_code == 422
    assert "il est annulé" in words(answer)
    answer = visitor.post(CODE, {"code": code})  # the right one, too late
    assert answer.status_code == 422
    assert "Aucun code n’est attendu" in words(answer)
    assert visitor.get(HOME).status_code == 302


def test_a_code_lives_fifteen_minutes(postbox, later, words):
    visitor = Client()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    code = code_in(mail_of(postbox))
    later(seconds=CODE_LIFE.total_seconds() + 1)
    answer = visitor.post(CODE, {"code": code})
    assert answer.status_code == 422
    assert "Plus de quinze minutes" in words(answer)
    assert visitor.get(HOME).status_code == 302


def test_a_code_serves_once_and_where_it_was_asked(postbox):
    visitor, thief = Client(), Client()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    code = code_in(mail_of(postbox))
    assert thief.post(CODE, {"code": code}).status_code == 422  # another browser asked for nothing
    thief.post(SIGN_IN, {"email": "autre@exemple.org"})
    assert thief.post(CODE, {"code": code}).status_code == 422  # nor is it the code of another address
    assert visitor.post(CODE, {"code": code}).status_code == 302
    visitor.post("/compte/deconnexion/")
    assert visitor.post(CODE, {"code": code}).status_code == 422


def test_a_new_code_cancels_the_former(postbox):
    visitor = Client()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    first = code_in(mail_of(postbox))
    visitor.post(SIGN_IN, {"email": ADDRESS})
    second = code_in(mail_of(postbox))
    assert visitor.post(CODE, {"code": first}).status_code == 422
    assert visitor.post(CODE, {"code": second}).status_code == 302


# --- nobody learns who has an account ---------------------------------------------------------------------------------


def test_the_answer_is_the_same_for_every_address(postbox, words):
    known = User.objects.create_user("connue@exemple.org", last_login=timezone.now())
    User.objects.create_user("fermee@exemple.org", is_active=False)
    seen = {}
    for email in (known.email, "inconnue@exemple.org", "fermee@exemple.org"):
        visitor = Client()
        asked = visitor.post(SIGN_IN, {"email": email})
        tried = visitor.post(CODE, {"code": "0000-0000"})
        pages = [words(visitor.get(CODE)), words(tried)]
        seen[email] = (
            asked.status_code,
            asked.url,
            tried.status_code,
            [page.replace(email, "…") for page in pages],
        )
    assert seen[known.email] == seen["inconnue@exemple.org"] == seen["fermee@exemple.org"]
    texts = {email: re.sub(r"\d{4}-\d{4}", "…", mail_of(postbox, email)) for email in list(seen)[:2]}
    assert texts[known.email] == texts["inconnue@exemple.org"]
    assert mail_of(postbox, "fermee@exemple.org") is None  # closed by an administrator: nothing opens it


def test_too_many_codes_are_refused_alike_and_in_every_process(words):
    """The count is in the database: nothing of the memory of a process is needed."""
    User.objects.create_user("connue@exemple.org", last_login=timezone.now())
    for email in ("connue@exemple.org", "inconnue@exemple.org"):
        for _ in range(CODES_AN_HOUR):
            cache.clear()
            assert Client().post(SIGN_IN, {"email": email}).status_code == 302
        cache.clear()
        answer = Client().post(SIGN_IN, {"email": email.upper()})
        assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
        assert "recommencez dans une heure" in words(answer)
        assert email.upper() in answer.content.decode()  # what was typed is not lost
    assert Message.objects.count() == 2 * CODES_AN_HOUR


def test_an_hour_later_a_code_leaves_again(now):
    for _ in range(CODES_AN_HOUR):
        services.person_at(email=ADDRESS, now=now)
    with pytest.raises(services.TooManyCodes):
        services.person_at(email=ADDRESS, now=now)
    services.person_at(email=ADDRESS, now=now + dt.timedelta(hours=1))


def test_all_together_are_bounded_too(now):
    CodeAllowance.objects.create(hour=now, key="", sent=CODES_AN_HOUR_TO_ALL)
    with pytest.raises(services.TooManyCodes):
        services.person_at(email=ADDRESS, now=now)
    assert not User.objects.exists()


def test_no_address_is_kept_in_the_counts(now):
    services.person_at(email=ADDRESS, now=now)
    assert not any(ADDRESS in row.key for row in CodeAllowance.objects.all())


# --- what was done before, and what is confirmed again ----------------------------------------------------------------


def test_who_signed_in_long_ago_confirms_for_what_matters(postbox, later, words):
    visitor = sign_in(postbox)
    assert visitor.get("/compte/adresse/").status_code == 200
    later(seconds=RECENT.total_seconds() + 1)
    assert visitor.get(HOME).status_code == 200
    asked = visitor.get("/compte/adresse/")
    assert asked.url == f"{SIGN_IN}?next=/compte/adresse/"
    assert "Est-ce bien vous" in words(visitor.get(asked.url))
    visitor.post(asked.url, {"email": "autre@exemple.org"})  # her own, whatever is sent
    code = code_in(mail_of(postbox))
    answer = visitor.post(f"{CODE}?next=/compte/adresse/", {"code": code})
    assert answer.url == "/compte/adresse/"
    assert visitor.get("/compte/adresse/").status_code == 200
    assert User.objects.count() == 1


def test_the_password_of_an_editor_is_not_a_code():
    editor = User.objects.create_superuser("editrice@exemple.org", "une phrase de passe")
    client = Client()
    client.force_login(editor)
    assert client.get(HOME).status_code == 200
    assert client.get("/compte/adresse/").url == f"{SIGN_IN}?next=/compte/adresse/"


def test_the_editors_space_keeps_its_own_page(postbox):
    visitor = sign_in(postbox)
    answer = visitor.get("/edition/")
    assert answer.url == "/edition/login/?next=/edition/"


# --- what is forgotten ------------------------------------------------------------------------------------------------


def test_an_account_that_nobody_opens_is_forgotten(now):
    services.person_at(email=ADDRESS, now=now - NEVER_ENTERED)
    services.person_at(email="recente@exemple.org", now=now - NEVER_ENTERED)
    services.person_at(email="recente@exemple.org", now=now - dt.timedelta(hours=1))  # asked again
    User.objects.create_user("ouverte@exemple.org", date_joined=now - NEVER_ENTERED, last_login=now)
    User.objects.create_user("editrice@exemple.org", "une phrase de passe", date_joined=now - NEVER_ENTERED)
    assert services.forget_unopened(now=now) == 1
    left = set(User.objects.values_list("email", flat=True))
    assert left == {"recente@exemple.org", "ouverte@exemple.org", "editrice@exemple.org"}
    assert not CodeAllowance.objects.filter(hour__lt=now - dt.timedelta(hours=1)).exists()


def test_a_code_that_nobody_writes_leaves_the_session(postbox, now):
    """And nothing else of it does, nor does its end move."""
    visitor, patient = Client(), Client()
    session = visitor.session
    session["favoris"] = [1]
    session.save()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    patient.post(SIGN_IN, {"email": "autre@exemple.org"})
    row = BrowserSession.objects.get(pk=visitor.cookies["session"].value)
    assert ADDRESS in str(row.get_decoded())
    asked_at = timezone.now()
    PendingCode.objects.filter(session_key=row.pk).update(sent_at=asked_at - CODE_FORGOTTEN)
    assert services.forget_codes(now=asked_at) == 1
    left = BrowserSession.objects.get(pk=row.pk)
    assert left.get_decoded()["favoris"] == [1]
    assert ADDRESS not in str(left.get_decoded())
    assert left.expire_date == row.expire_date
    assert PendingCode.objects.get().session_key == patient.cookies["session"].value
    assert patient.post(CODE, {"code": code_in(mail_of(postbox, "autre@exemple.org"))}).status_code == 302
    PendingCode.objects.update(sent_at=asked_at - CODE_FORGOTTEN)
    assert services.forget_codes(now=asked_at) == 0  # its session has another key since
    assert not PendingCode.objects.exists()
    assert patient.get(HOME).status_code == 200


def test_a_session_that_is_being_written_is_left_for_the_next_time(monkeypatch):
    visitor = Client()
    visitor.post(SIGN_IN, {"email": ADDRESS})
    later = timezone.now() + CODE_FORGOTTEN
    read = BrowserSession.get_decoded

    def while_she_writes(session):
        held = read(session)
        store = visitor.session
        store["favoris"] = [1]
        store.save()
        return held

    monkeypatch.setattr(BrowserSession, "get_decoded", while_she_writes)
    assert services.forget_codes(now=later) == 0
    monkeypatch.undo()
    assert visitor.session["favoris"] == [1]
    assert services.forget_codes(now=later) == 1
    assert visitor.session["favoris"] == [1]
