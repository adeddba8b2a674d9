"""What is to be reviewed: the report, the first page of the space, the weekly message."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from trajectoires.content.services import MODERATORS, PUBLISHERS, WRITERS
from trajectoires.content.services.reminders import remind_of_reviews
from trajectoires.mail.models import Message

pytestmark = pytest.mark.django_db
DAYS = {"Ancienne": -10, "Proche": 20, "Lointaine": 200}


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def pages(corpus, page_at, today):
    for title in DAYS:
        corpus.write(f"pages/comprendre/{title.lower()}.md", genre="fiche", title=title)
    corpus.load()
    found = {title: page_at(f"/comprendre/{title.lower()}/") for title in DAYS}
    for title, page in found.items():
        page.updated_on = today - dt.timedelta(days=365)
        page.review_due_on = today + dt.timedelta(days=DAYS[title])
        page.save_revision().publish()
    return found


def report(desks, words, **query):
    return words(desks[WRITERS].client.get(reverse("content_reviews"), query))


def test_the_report_is_in_the_order_of_the_dates(desks, words, pages):
    text = report(desks, words)
    assert text.index("Ancienne") < text.index("Proche") < text.index("Lointaine")
    assert "(date passée)" in text
    assert "Pages à revoir" in text


@pytest.mark.parametrize(("state", "expected"), [("retard", "Ancienne"), ("bientot", "Proche")])
def test_the_report_is_narrowed(desks, words, pages, state, expected):
    listed = report(desks, words, etat=state)
    assert [title for title in DAYS if f"{title} /comprendre/" in listed] == [expected]


def test_the_report_is_narrowed_to_an_author(desks, words, pages):
    pages["Proche"].author = "Jeanne"
    pages["Proche"].save_revision().publish()
    listed = report(desks, words, author="Jeanne")
    assert [title for title in DAYS if f"{title} /comprendre/" in listed] == ["Proche"]


def test_the_report_is_taken_away_as_a_table(desks, pages):
    response = desks[WRITERS].client.get(reverse("content_reviews"), {"export": "csv"})
    table = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert table[0] == "Titre,Adresse,Auteur,Mise à jour,Relue,À revoir"
    assert any(line.startswith("Ancienne,/comprendre/ancienne/,La rédaction,") for line in table)


def test_a_stranger_has_no_report(client, pages):
    assert client.get(reverse("content_reviews")).status_code == 302


def test_the_first_page_says_what_waits(desks, words, pages):
    text = words(desks[PUBLISHERS].client.get(reverse("wagtailadmin_home")))
    assert "Ce qui attend Pages à revoir, date passée 1" in text
    assert "Pages à revoir dans les trente jours 1" in text
    for line in ("Liens morts 0", "Ressources proposées 0", "Commentaires de lecteurs à traiter 0"):
        assert line in text
    assert "Questions sans réponse 0" in text


def test_who_does_not_deal_with_proposals_is_not_told_of_them(desks, words, pages):
    said = {
        role: words(desks[role].client.get(reverse("wagtailadmin_home"))) for role in (WRITERS, MODERATORS)
    }
    assert {role: "Ressources proposées 0" in text for role, text in said.items()} == {
        WRITERS: False,
        MODERATORS: True,
    }


# --- the weekly message -----------------------------------------------------------------------------------------------


def test_those_who_publish_are_told_once_a_week(people, pages, today):
    assert remind_of_reviews(now=timezone.now(), today=today) == 1
    message = Message.objects.get()
    assert message.to == "publication@exemple.org"
    assert message.subject.replace("\u00a0", " ") == "À revoir : 2 pages, aucun terme"
    assert "Ancienne, à revoir depuis le" in message.text
    assert "Proche, avant le" in message.text
    assert "Lointaine" not in message.text
    assert reverse("content_reviews") in message.text


def test_nothing_to_review_no_message(people, corpus, today):
    corpus.load()
    assert remind_of_reviews(now=timezone.now(), today=today) == 0
    assert not Message.objects.exists()


def test_who_has_left_is_not_written_to(people, pages, today):
    people[PUBLISHERS].is_active = False
    people[PUBLISHERS].save()
    assert remind_of_reviews(now=timezone.now(), today=today) == 0
