"""The public pages of the letter, and what the editors see of it."""

import datetime as dt

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from trajectoires.content.enums import Theme
from trajectoires.digests import selectors
from trajectoires.digests.enums import CONSENT_VERSION, FEW, Frequency
from trajectoires.digests.models import Sending
from trajectoires.digests.views import pages
from trajectoires.geography.enums import Region
from trajectoires.news.models import ArticlePage

pytestmark = pytest.mark.django_db
REPORT = reverse("digests_letter_report")
CONSENT = {
    "2026-11": (
        "En demandant la lettre, vous acceptez que nous gardions votre adresse et vos choix pour vous l’envoyer, et pour "
        "rien d’autre. Nous gardons aussi la date de votre demande, celle de votre confirmation et celle de la "
        "dernière lettre."
    )
}


def test_the_form_says_what_is_kept_and_shows_a_letter(client, words):
    page = client.get(reverse("digests:subscribe"))
    text = words(page)
    for said in (
        "sept jours, puis tout est effacé",
        "jusqu’à ce que vous vous désinscriviez",
        "nous ne savons pas si vous",
    ):
        assert said in text
    assert reverse("digests:latest") in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_version_of_the_text_is_that_of_the_text(client, words):
    """Who changes the sentence changes the version, and writes the new one here beside the old."""
    assert CONSENT[CONSENT_VERSION] in words(client.get(reverse("digests:subscribe")))


def test_the_latest_letter_in_a_page(client, publish, words, monday, monkeypatch):
    publish(ArticlePage, "Un article", themes=[Theme.DROIT], territories=[Region.CORSE])
    monkeypatch.setattr(timezone, "now", lambda: monday + dt.timedelta(days=2))
    answer = client.get(reverse("digests:latest"))
    assert "Lettre du 30 novembre 2026" in words(answer)
    assert "Un article" in words(answer)
    assert not answer.cookies
    kept = pages.latest(RequestFactory().get("/lettre/derniere/"))
    assert kept.changes_at == monday + dt.timedelta(days=7), "a page kept ready holds until the next letter"


def test_a_week_without_news_shows_the_month(publish, monday):
    publish(
        ArticlePage,
        "Il y a longtemps",
        out_at=monday - dt.timedelta(days=40),
        published_on=dt.date(2026, 10, 21),
    )
    assert selectors.latest_letter(now=monday).frequency is Frequency.MONTHLY


def test_no_news_says_so(client, words):
    assert "Pas encore de lettre à montrer" in words(client.get(reverse("digests:latest")))


@pytest.fixture
def on_sunday(monday, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: monday - dt.timedelta(days=1))


@pytest.mark.usefixtures("lenient_templates", "on_sunday")
def test_the_editors_see_what_the_next_letter_would_say(signed_in_editor, publish, words):
    publish(ArticlePage, "Pour la Corse", territories=[Region.CORSE])
    page = words(signed_in_editor.get(REPORT))
    assert "Pour la Corse" in page
    assert "30 novembre 2026 à 7 h" in page
    page = words(signed_in_editor.get(REPORT, {"territory": Region.BRETAGNE, "frequency": "mensuelle"}))
    assert "elle ne partirait pas" in page
    assert "7 décembre 2026 à 7 h" in page
    assert signed_in_editor.get(REPORT, {"territory": "ailleurs"}).status_code == 200


def test_the_editors_see_numbers_but_not_small_ones(
    lenient_templates, signed_in_editor, reader, words, monday
):
    for rank in range(FEW + 1):
        reader(themes=[Theme.DROIT, Theme.GESTION] if rank else [Theme.DROIT])
    reader(themes=[Theme.CHIFFRES])
    reader(confirmed_at=None, themes=[Theme.DROIT])
    Sending.objects.create(issue_at=monday, frequency=Frequency.WEEKLY, letters=1234, failures=3)
    answer = signed_in_editor.get(REPORT)
    page = words(answer)
    for said in (
        "En tout 7", "Tous les thèmes 0", "Droit et fiscalité 6", "Comptes et gestion 5", "Chiffres et études moins de 5",
        "30 novembre 2026 Chaque lundi 1 234 3",
    ):  # fmt: skip
        assert said in page
    assert "lectrice" not in answer.content.decode()


def test_the_report_is_for_the_editors(passer_by, db):
    from trajectoires.users.models import User

    assert passer_by.get(REPORT).status_code == 302
    client = Client()
    client.force_login(User.objects.create_user("simple@exemple.org", "une phrase de passe"))
    assert client.get(REPORT).status_code == 302


def test_the_report_stands_among_the_reports(lenient_templates, signed_in_editor):
    assert REPORT in signed_in_editor.get("/edition/").content.decode()
