"""From asking to leaving, as a reader and as who would abuse it."""

import datetime as dt
import json
import re

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from trajectoires.digests import access, services
from trajectoires.digests.enums import (
    CONFIRMATIONS_A_DAY,
    CONFIRMATIONS_AN_HOUR,
    CONSENT_VERSION,
    Frequency,
    State,
)
from trajectoires.digests.models import Allowance, Subscription
from trajectoires.mail.models import Message
from trajectoires.mail.services import deliver_due
from trajectoires.news.models import ArticlePage

pytestmark = pytest.mark.django_db
ADDRESS = "lectrice@exemple.org"
DAY = dt.timedelta(days=1)
FORM = reverse("digests:subscribe")


def shown(seconds_ago=10):
    return signing.dumps(timezone.now().timestamp() - seconds_ago, salt="digests.form")


def ask(client, email=ADDRESS, **changes):
    values = {"email": email, "frequency": "hebdomadaire", "shown_at": shown(), "trap": ""}
    return client.post(FORM, values | changes)


def subscribe(now, email=ADDRESS, **changes):
    services.subscribe(
        **{"email": email, "themes": [], "territories": [], "frequency": Frequency.WEEKLY, "now": now}
        | changes
    )


def link_in(text):
    (link,) = re.findall(r"^https?://\S+/lettre/confirmer/\S+$", text, re.MULTILINE)
    return re.sub(r"^https?://[^/]+", "", link)


# --- the whole life, through a real mail server -----------------------------------------------------------------------


def test_the_whole_life_of_a_subscription(postbox, publish, monday, words):
    """Asked, confirmed by the link of the mail, a letter received, left by its header, nothing kept."""
    visitor, mailer = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    page = visitor.get(FORM)
    values = {
        "csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1],
        "shown_at": shown(),
        "email": "Lectrice@Exemple.org",
        "frequency": "hebdomadaire",
        "themes": ["droit", "gestion"],
        "territories": ["53"],
        "trap": "",
    }
    answer = visitor.post(FORM, values)
    assert (answer.status_code, answer.url) == (302, reverse("digests:asked"))
    deliver_due(now=timezone.now())
    (asked,) = postbox.messages
    assert asked["To"] == ADDRESS
    assert asked["List-Unsubscribe"] is None
    text = asked.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "thèmes\N{NO-BREAK SPACE}: Droit et fiscalité, Comptes et gestion" in text

    link = link_in(text)
    assert "Confirmer mon inscription" in words(mailer.get(link))
    assert Subscription.objects.get().state == State.PENDING, "a scanner that looks confirms nothing"
    assert "Inscription confirmée" in words(mailer.post(link, follow=True))
    Subscription.objects.update(confirmed_at=monday - DAY)

    publish(ArticlePage, "Un article")
    assert services.send_letters(now=monday) == 1
    assert deliver_due(now=monday) == 1
    letter = postbox.messages[1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == "<lettre.exemple.org>"
    way_out = re.fullmatch(r"<https://exemple\.org(/lettre/\S+)>", letter["List-Unsubscribe"])[1]

    left = Client(enforce_csrf_checks=True).post(way_out, {"List-Unsubscribe": "One-Click"})
    assert left.status_code == 200
    assert not left.cookies
    assert not Subscription.objects.exists()
    assert not Message.objects.exists()
    assert Client().post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Client().get(way_out).status_code == 404
    assert services.send_letters(now=monday + 7 * DAY) == 0


# --- asking -----------------------------------------------------------------------------------------------------------


def test_what_is_kept_of_a_request(now):
    subscribe(now, themes=["droit"], territories=["53"], frequency=Frequency.MONTHLY)
    kept = Subscription.objects.get()
    assert (kept.email, kept.themes, kept.territories, kept.frequency) == (
        ADDRESS,
        ["droit"],
        ["53"],
        "mensuelle",
    )
    assert (kept.created_at, kept.confirmed_at, kept.consent_version) == (now, None, CONSENT_VERSION)


def test_the_tables_hold_no_link(now):
    """A copy of the subscriptions opens none of them."""
    subscribe(now)
    kept = Subscription.objects.get()
    token = link_in(Message.objects.get().text).rstrip("/").rpartition("/")[2]
    stored = [str(getattr(kept, field.attname)) for field in kept._meta.fields]
    assert token not in stored
    assert access.link_token(kept.seed) not in stored
    assert len({access.link_token(access.new_seed()) for _ in range(50)}) == 50
    assert len(access.link_token(kept.seed)) == len(token) == 32


def test_the_same_answer_for_every_address(client, reader, words):
    reader("connue@exemple.org")
    reader("attendue@exemple.org", confirmed_at=None)
    answers = [
        ask(Client(), email) for email in ("connue@exemple.org", "attendue@exemple.org", "neuve@exemple.org")
    ]
    assert [(each.status_code, each.url) for each in answers] == [(302, reverse("digests:asked"))] * 3
    assert Message.objects.count() == 3, "and as many messages leave"
    pages = [words(Client().get(each.url)) for each in answers]
    assert len(set(pages)) == 1


def test_a_known_address_is_told_once_a_day_and_not_changed(reader, now, monday):
    person = reader(ADDRESS, themes=["droit"])
    for hour in range(5):
        subscribe(now + dt.timedelta(hours=hour), email="LECTRICE@exemple.org", themes=["gestion"])
    message = Message.objects.get()
    assert "qui la reçoit déjà" in message.text
    assert reverse("digests:manage", args=[access.link_token(person.seed)]) in message.text
    person.refresh_from_db()
    assert person.themes == ["droit"], "whoever only knows an address changes nothing"
    subscribe(now + DAY)
    assert Message.objects.count() == 2


def test_a_few_confirmations_a_day_to_one_address(now):
    for minute in range(CONFIRMATIONS_A_DAY + 3):
        subscribe(now + dt.timedelta(minutes=minute))
    assert Message.objects.count() == CONFIRMATIONS_A_DAY
    last = Message.objects.order_by("-created_at").first()
    assert Client().get(link_in(last.text)).status_code == 200, "the last link that left is good"
    subscribe(now + DAY)
    assert Message.objects.count() == CONFIRMATIONS_A_DAY + 1


def test_the_latest_request_is_the_one_that_counts(now):
    subscribe(now, themes=["droit"])
    first = link_in(Message.objects.get().text)
    subscribe(now + dt.timedelta(hours=1), themes=["gestion"])
    assert Subscription.objects.get().themes == ["gestion"]
    assert Client().get(first).status_code == 404


def test_a_cap_on_everything_within_an_hour(client, now, words):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    Allowance.objects.create(hour=hour, asked=CONFIRMATIONS_AN_HOUR)
    answer = ask(client, themes=["droit"])
    if timezone.now().replace(minute=0, second=0, microsecond=0) == hour:  # the clock may have struck
        assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
        assert "Trop de demandes" in words(answer)
        assert f'value="{ADDRESS}"' in answer.content.decode(), "nothing typed is lost"
        assert re.search(r'value="droit"[^>]*checked', answer.content.decode())
        assert not Message.objects.exists()


def test_the_cap_counts_in_each_hour_apart(now):
    Allowance.objects.create(hour=now.replace(minute=0), asked=CONFIRMATIONS_AN_HOUR - 1)
    subscribe(now)
    with pytest.raises(services.UnableToSubscribe):
        subscribe(now, email="autre@exemple.org")
    assert not Subscription.objects.filter(email="autre@exemple.org").exists()
    subscribe(now + dt.timedelta(hours=1), email="autre@exemple.org")


def test_a_machine_is_told_what_it_wants_to_hear(client):
    answer = ask(client, trap="https://spam.example/")
    assert (answer.status_code, answer.url) == (302, reverse("digests:asked"))
    assert not Subscription.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        (None, "Envoi trop rapide"),
        (shown(25 * 3600), "plus d’un jour"),
        ("", "plus d’un jour"),
        ("12345", "plus d’un jour"),
        (signing.dumps(0.0, salt="autre"), "plus d’un jour"),
    ],
    ids=["quick", "old", "none", "forged", "of another form"],
)
def test_the_moment_of_the_form_is_looked_at(client, words, stamp, said):
    stamp = shown(0) if stamp is None else stamp
    answer = ask(client, shown_at=stamp)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Subscription.objects.exists()
    again = re.search(r'name="shown_at" value="([^"]+)"', answer.content.decode())[1]
    assert (again == stamp) is said.startswith("Envoi"), "a good stamp grows older, a bad one is replaced"


def test_everything_wrong_at_once(client, words):
    answer = ask(client, "pas une adresse", frequency="", themes=["inconnu"], territories=["99"])
    assert answer.status_code == 422
    page = words(answer)
    assert "4 réponses sont à corriger" in page
    for said in ("adresse électronique complète", "Choisissez quand", "« inconnu »", "« 99 »"):
        assert said in page
    assert 'value="pas une adresse"' in answer.content.decode()


def test_haste_is_said_when_nothing_else_is_wrong(client, words):
    page = words(ask(client, "pas une adresse", shown_at=shown(0)))
    assert "Une réponse est à corriger" in page
    assert "trop rapide" not in page


def test_the_form_needs_its_own_page(client):
    answer = Client(enforce_csrf_checks=True).post(FORM, {"email": ADDRESS})
    assert answer.status_code == 403


def test_one_address_one_subscription_whatever_the_case(reader):
    reader(ADDRESS)
    for email in (ADDRESS, ADDRESS.upper()):
        with pytest.raises(IntegrityError), transaction.atomic():
            reader(email)


# --- with a link ------------------------------------------------------------------------------------------------------


@pytest.fixture
def person(reader):
    return reader(ADDRESS, themes=["droit"])


@pytest.fixture
def address_of(person):
    token = access.link_token(person.seed)
    return lambda name: reverse(f"digests:{name}", args=[token])


def test_confirming_twice_changes_nothing(now):
    subscribe(now)
    link, client = link_in(Message.objects.get().text), Client(enforce_csrf_checks=True)
    assert client.post(link).status_code == 302
    first = Subscription.objects.get().confirmed_at
    assert client.post(link).status_code == 302
    assert Subscription.objects.get().confirmed_at == first
    assert "Inscription confirmée" in client.get(link).content.decode()
    assert not client.cookies


def test_changing_what_the_letter_tells(address_of, person, words):
    client = Client(enforce_csrf_checks=True)
    page = client.get(address_of("manage")).content.decode()
    assert re.search(r'value="droit"[^>]*checked', page)
    answer = client.post(
        address_of("manage"),
        {"themes": ["gestion"], "territories": ["53"], "frequency": "mensuelle"},
        follow=True,
    )
    assert "Vos choix sont gardés" in words(answer)
    person.refresh_from_db()
    assert (person.themes, person.territories, person.frequency) == (["gestion"], ["53"], "mensuelle")
    assert not client.cookies


def test_a_wrong_choice_is_said_and_changes_nothing(address_of, person, words):
    answer = Client().post(address_of("manage"), {"themes": ["inconnu"], "frequency": "jamais"})
    assert (answer.status_code, "2 réponses sont à corriger" in words(answer)) == (422, True)
    person.refresh_from_db()
    assert person.themes == ["droit"]


def test_taking_away_all_that_is_kept(address_of, person):
    answer = Client().get(address_of("export"))
    assert "attachment" in answer["Content-Disposition"]
    taken = json.loads(answer.content)
    assert (taken["adresse"], taken["themes"]) == (ADDRESS, ["droit"])
    internal = {"id", "seed", "link_hash", "confirmation_hash"}
    assert len(taken) == len([each for each in person._meta.fields if each.name not in internal])


def test_leaving_by_the_page(address_of, person, words):
    client = Client(enforce_csrf_checks=True)
    assert "Ne plus recevoir la lettre" in words(client.get(address_of("unsubscribe")))
    assert Subscription.objects.exists(), "a scanner that looks erases nothing"
    assert "C’est fait" in words(client.post(address_of("unsubscribe")))
    assert not Subscription.objects.exists()
    assert not client.cookies


def test_leaving_takes_back_the_letter_that_waits(address_of, person, publish, monday):
    publish(ArticlePage, "Un article")
    services.send_letters(now=monday)
    assert Message.objects.filter(to=ADDRESS).exists()
    Client().post(address_of("unsubscribe"))
    assert not Message.objects.exists()


def test_a_link_is_told_to_nobody(address_of):
    for name in ("manage", "unsubscribe", "export"):
        answer = Client().get(address_of(name))
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]


def test_a_guessed_link_answers_like_a_former_one(address_of, person):
    former = {name: address_of(name) for name in ("manage", "unsubscribe", "export")}
    services.unsubscribe(token=access.link_token(person.seed))
    for name, address in former.items():
        guessed = reverse(f"digests:{name}", args=["A" * 32])
        answers = [Client().get(each) for each in (address, guessed)]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert [Client().post(each).status_code for each in (former["manage"], former["unsubscribe"])] == [
        404,
        200,
    ]


def test_a_link_of_management_does_not_open_before_confirmation(reader):
    pending = reader(confirmed_at=None)
    assert access.find_by_link(access.link_token(pending.seed)) is None


# --- time passes --------------------------------------------------------------------------------------------------------


def test_who_does_not_confirm_is_erased_after_seven_days(reader, now):
    reader(confirmed_at=None, created_at=now - 7 * DAY)
    waiting = reader(confirmed_at=None, created_at=now - 7 * DAY + dt.timedelta(minutes=1))
    confirmed = reader(created_at=now - 700 * DAY)
    assert services.forget_unconfirmed(now=now) == 1
    assert set(Subscription.objects.all()) == {waiting, confirmed}


def test_old_counts_are_erased(now):
    Allowance.objects.create(hour=now - 7 * DAY, asked=3)
    recent = Allowance.objects.create(hour=now - DAY, asked=3)
    services.forget_unconfirmed(now=now)
    assert list(Allowance.objects.all()) == [recent]


def test_the_tasks_run_on_time():
    from procrastinate.contrib.django import app

    periodic = {entry.task.name: entry.cron for entry in app.periodic_registry.periodic_tasks.values()}
    assert periodic["digests.send_letters"] == "*/5 * * * 1,2"
    assert periodic["digests.forget_unconfirmed"] == "25 * * * *"
