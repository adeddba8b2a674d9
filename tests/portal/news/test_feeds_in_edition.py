"""The team sorts what the feeds brought, and looks after the sources; what the page of the watch says of it."""

import datetime as dt
import html
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.template import engines
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app

from trajectoires.content.selectors import site_version
from trajectoires.content.services import MODERATORS, PUBLISHERS, WRITERS, establish_roles
from trajectoires.documents.enums import FetchFailure
from trajectoires.documents.services import Fetched, UnableToFetch
from trajectoires.news.models import FeedEntry, FeedSource, SignalPage, WatchPage
from trajectoires.news.selectors.feeds import waiting_entries_count
from trajectoires.news.services import (
    NoWatch,
    check_source,
    discard_entries,
    forget_old_entries,
    keep_entries,
    restore_entries,
    watching,
)
from trajectoires.users.models import User

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & « titre »"
RSS = """<rss version="2.0"><channel><title>Flux &amp;lt;b&amp;gt;</title>{}</channel></rss>"""
ITEM = "<item><title>Titre {0}</title><link>https://exemple.org/{0}</link></item>"
TRIAGE = "/edition/veille/a-trier/"


@pytest.fixture(autouse=True)
def _wagtail_templates(_strict_templates) -> None:
    """Wagtail's own pages name variables that do not exist: they are not ours to forbid."""
    for engine in engines.all():
        engine.engine.string_if_invalid = ""


@pytest.fixture
def source(organiser) -> FeedSource:
    return FeedSource.objects.create(
        name="La source", publisher=organiser, feed_url="https://exemple.org/flux", is_active=True,
        themes=["droit"], territories=["53"],
    )  # fmt: skip


@pytest.fixture
def entry(source, now) -> Callable[..., FeedEntry]:
    def make(number: int = 1, **values: object) -> FeedEntry:
        own = {
            "guid": f"g{number}", "link": f"https://exemple.org/{number}", "title": f"Titre {number}",
            "summary": "Le texte des autres.", "published_at": now, "received_at": now, "seen_at": now,
        }  # fmt: skip
        return FeedEntry.objects.create(source=source, **{**own, **values})

    return make


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("moi@exemple.org", "une phrase de passe")


@pytest.fixture
def client_of(db) -> Callable[[str], Client]:
    """A browser where somebody of that role is signed in."""
    establish_roles()

    def open_browser(role: str) -> Client:
        person = User.objects.create_user(
            f"{role}@exemple.org".lower(), "une phrase de passe", first_name=role
        )
        person.groups.add(Group.objects.get(name=role))
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        return client

    return open_browser


@pytest.fixture
def outside(monkeypatch) -> Callable[[object], None]:
    """Set what the outside world answers: a text, or a failure."""

    def set_to(answer: object) -> None:
        def fetched(url: str, **_: object) -> Fetched:
            if isinstance(answer, FetchFailure):
                raise UnableToFetch(answer)
            body = str(answer).encode()
            return Fetched(url=url, status=200, headers={}, body=body, is_moved_for_good=False)

        monkeypatch.setattr(watching, "fetch", fetched)

    return set_to


def shown(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


# --- decisions --------------------------------------------------------------------------------------------------------


def test_what_is_kept_becomes_a_draft_in_our_words_to_come(sections, entry, user, now):
    kept = entry(title=HOSTILE, published_at=now - dt.timedelta(days=2))
    (page,) = keep_entries(entries=[kept], user=user, now=now)
    page.refresh_from_db()
    kept.refresh_from_db()
    assert (page.title, page.lede, page.link, page.live) == (HOSTILE, "", kept.link, False)
    assert (page.publisher, page.themes, page.territories) == (kept.source.publisher, ["droit"], ["53"])
    assert (f"{page.published_on}", page.body.raw_data[:]) == ("2026-11-23", [])
    assert (kept.page, kept.state, kept.decided_by, kept.decided_at) == (page, "gardee", user, now)
    assert page.get_latest_revision().user == user
    assert keep_entries(entries=[kept], user=user, now=now) == []


def test_without_a_watch_nothing_is_kept(entry, user, now):
    with pytest.raises(NoWatch):
        keep_entries(entries=[entry()], user=user, now=now)


def test_what_is_set_aside_may_come_back(sections, entry, user, now):
    first, second = entry(1), entry(2)
    assert discard_entries(entries=[first], user=user, now=now) == 1
    assert waiting_entries_count() == 1
    assert keep_entries(entries=[first], user=user, now=now) == []
    assert restore_entries(entries=[first, second]) == 1
    assert waiting_entries_count() == 2


def test_a_kept_article_comes_back_only_when_its_page_is_gone(sections, entry, user, now):
    kept = entry()
    (page,) = keep_entries(entries=[kept], user=user, now=now)
    assert restore_entries(entries=[kept]) == 0
    page.delete()
    assert restore_entries(entries=[kept]) == 1


@pytest.mark.parametrize(
    ("state", "days", "stays"),
    [("ecartee", 89, True), ("ecartee", 90, False), ("a-trier", 179, True), ("a-trier", 180, False)],
)
def test_what_is_old_is_erased(entry, now, state, days, stays):
    then = now - dt.timedelta(days=days)
    entry(state=state, received_at=then, decided_at=then if state == "ecartee" else None)
    FeedSource.objects.update(read_at=now)
    assert forget_old_entries(now=now) == (not stays)
    assert FeedEntry.objects.exists() is stays


@pytest.mark.parametrize("state", ["ecartee", "a-trier"])
def test_without_a_date_what_the_feed_still_announces_would_come_back(entry, now, state):
    then = now - dt.timedelta(days=200)
    entry(state=state, received_at=then, published_at=None, decided_at=then if state == "ecartee" else None)
    FeedSource.objects.update(read_at=now)
    assert forget_old_entries(now=now) == 0
    FeedSource.objects.update(read_at=now + dt.timedelta(days=1))  # read again without it
    assert forget_old_entries(now=now) == 1


def test_what_is_kept_is_never_erased(sections, entry, user, now):
    keep_entries(entries=[entry()], user=user, now=now - dt.timedelta(days=900))
    app.tasks["news.forget_old_entries"].func(0)
    assert FeedEntry.objects.count() == 1


# --- the box ----------------------------------------------------------------------------------------------------------


def test_who_may_sort(sections, client_of, passer_by):
    expected = {WRITERS: 200, PUBLISHERS: 200, MODERATORS: 302}
    for role, status in expected.items():
        client = client_of(role)
        assert client.get(TRIAGE).status_code == status, role
        assert ("veille-a-trier" in shown(client.get("/edition/"))) is (status == 200)
    assert passer_by.get(TRIAGE).status_code == 302


def test_without_a_source_the_box_says_how_to_add_one(sections, client_of):
    text = shown(client_of(PUBLISHERS).get(TRIAGE))
    assert "Aucune source n’est déclarée" in text
    assert reverse("wagtailsnippets_news_feedsource:add") in text
    text = shown(client_of(WRITERS).get(TRIAGE))
    assert "Le rôle Publication ajoute les sources." in text


def test_the_box_shows_plain_text(sections, client_of, entry):
    entry(title=HOSTILE, summary=HOSTILE)
    text = shown(client_of(WRITERS).get(TRIAGE))
    assert "<script>alert(1)" not in text
    assert text.count(html.escape(HOSTILE)) == 3  # its title, its summary, the name of its box
    assert "Droit" in text


def test_the_box_is_filtered(sections, client_of, entry, source, now):
    entry(1)
    entry(2, state="ecartee", decided_at=now)
    client = client_of(WRITERS)
    assert "Titre 1" in shown(client.get(TRIAGE, {"source": source.pk, "theme": "droit"}))
    assert "Titre 1" not in shown(client.get(TRIAGE, {"theme": "chiffres"}))
    text = shown(client.get(TRIAGE, {"etat": "ecartee"}))
    assert "Titre 2" in text
    assert "Remettre à trier" in text
    assert "Sélectionnez un choix valide" in shown(client.get(TRIAGE, {"etat": "rien"}))


def test_one_article_kept_opens_its_draft(sections, client_of, entry):
    kept = entry()
    response = client_of(WRITERS).post(f"{TRIAGE}decider/", {"article": kept.pk, "garder": "1"})
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[SignalPage.objects.get().pk])


def test_several_articles_kept_are_named(sections, client_of, entry):
    keys = [entry(n, title=HOSTILE).pk for n in (1, 2)]
    client = client_of(WRITERS)
    text = shown(client.post(f"{TRIAGE}decider/", {"article": keys, "garder": "1"}, follow=True))
    assert "Brouillons à compléter" in text
    assert "<script>alert(1)" not in text
    assert SignalPage.objects.filter(live=False).count() == 2
    assert "(brouillon)" in shown(client.get(TRIAGE, {"etat": "gardee"}))


def test_set_aside_then_back_with_the_filters_kept(sections, client_of, entry):
    client, key = client_of(WRITERS), entry().pk
    response = client.post(f"{TRIAGE}decider/", {"article": key, "ecarter": "1", "filtres": "theme=droit"})
    assert response["Location"] == f"{TRIAGE}?theme=droit"
    assert FeedEntry.objects.get().decided_by.first_name == WRITERS
    client.post(f"{TRIAGE}decider/", {"article": key, "retablir": "1"})
    assert FeedEntry.objects.get().state == "a-trier"


def test_each_article_has_its_own_buttons_and_the_ticked_ones_are_left(sections, client_of, entry):
    ticked, own = entry(1), entry(2)
    client = client_of(WRITERS)
    text = shown(client.get(TRIAGE))
    assert text.count('name="garder-un"') == text.count('name="ecarter-un"') == 2
    client.post(f"{TRIAGE}decider/", {"article": ticked.pk, "ecarter-un": own.pk})
    assert list(FeedEntry.objects.filter(state="ecartee")) == [own]
    client.post(f"{TRIAGE}decider/", {"retablir-un": own.pk})
    response = client.post(f"{TRIAGE}decider/", {"article": ticked.pk, "garder-un": own.pk})
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[SignalPage.objects.get().pk])
    assert list(FeedEntry.objects.filter(state="a-trier")) == [ticked]


def test_the_enter_key_decides_nothing(sections, client_of, entry):
    """Without it, Enter on a ticked box would press the first button of the list."""
    entry()
    form = shown(client_of(WRITERS).get(TRIAGE)).split('method="post"')[-1]
    assert re.search(r"<button[^>]*>", form)[0] == '<button type="submit" disabled hidden>'


def test_an_article_says_whose_it_is_where_and_when(sections, client_of, entry, words):
    entry(link="https://www.exemple.org/a")
    entry(2, published_at=None)
    said = words(client_of(WRITERS).get(TRIAGE))
    assert (
        "La source, 25 novembre 2026, sur exemple.org (Droit et fiscalité) Titre 1 Le texte des autres."
        in said
    )
    assert "La source, sans date, reçu le 25 novembre 2026, sur exemple.org" in said


@pytest.mark.parametrize("keys", [[], ["x"], ["9" * 30], ["99"]])
@pytest.mark.parametrize("act", ["garder", "ecarter", "retablir"])
def test_nothing_chosen_is_said(sections, client_of, entry, keys, act):
    entry()
    text = shown(client_of(WRITERS).post(f"{TRIAGE}decider/", {"article": keys, act: "1"}, follow=True))
    assert "Cochez au moins un article" in text
    assert waiting_entries_count() == 1


def test_a_draft_is_not_published_before_its_lede_is_written(sections, entry, user, now):
    (page,) = keep_entries(entries=[entry()], user=user, now=now)
    with pytest.raises(Exception, match="lede"):
        page.get_latest_revision().publish()
    page.lede = "Nos mots."
    page.save_revision().publish()
    assert FeedEntry.objects.get().page.live


def test_the_first_page_says_how_many_wait(sections, client_of, entry):
    entry()
    assert "Articles repérés à trier" in shown(client_of(WRITERS).get("/edition/"))


# --- the sources ------------------------------------------------------------------------------------------------------


def filled(organiser, **values: object) -> dict[str, object]:
    own = {"name": "Une source", "publisher": organiser.pk, "feed_url": "https://exemple.org/rss"}
    return {**own, "site_url": "", **values}


def test_a_new_source_is_tried_at_once(client_of, organiser, outside):
    outside(RSS.format("".join(ITEM.format(n) for n in range(5))))
    address = reverse("wagtailsnippets_news_feedsource:add")
    text = shown(client_of(PUBLISHERS).post(address, filled(organiser), follow=True))
    assert "« Titre 0 » ; « Titre 1 » ; « Titre 2 »" in html.unescape(text)
    assert "Titre 3" not in text
    source = FeedSource.objects.get()
    assert (source.is_active, source.failures, FeedEntry.objects.count()) == (False, 0, 0)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("<html>", "ce n’est pas un flux RSS ou Atom"),
        (FetchFailure.FORBIDDEN, "l’adresse mène à un réseau privé ou réservé"),
    ],
)
def test_a_source_that_cannot_be_read_is_saved_and_says_why(client_of, organiser, outside, answer, reason):
    outside(answer)
    client = client_of(PUBLISHERS)
    address = reverse("wagtailsnippets_news_feedsource:add")
    text = shown(client.post(address, filled(organiser, is_active="on"), follow=True))
    assert f"« Une source » ne se lit pas : {reason}." in html.unescape(text)
    assert "sans réponse depuis le" in text
    assert reason in shown(client.get(reverse("wagtailsnippets_news_feedsource:list")))
    outside(RSS.format(ITEM.format(1)))
    source = FeedSource.objects.get()
    text = shown(client.post(reverse("news_source_check", args=[source.pk]), follow=True))
    assert "À trier : 1 de plus." in html.unescape(text)
    assert "répond, vérifiée le" in text


def test_the_address_of_a_source_is_of_the_web(client_of, organiser):
    address = reverse("wagtailsnippets_news_feedsource:add")
    response = client_of(PUBLISHERS).post(address, filled(organiser, feed_url="ftp://exemple.org/x"))
    assert response.status_code == 200
    assert not FeedSource.objects.exists()


def test_a_writer_sees_a_source_and_does_not_change_it(client_of, source):
    client = client_of(WRITERS)
    text = shown(client.get(reverse("news_source", args=[source.pk])))
    assert "jamais vérifiée" in text
    assert "Vérifier maintenant" not in text
    assert client.post(reverse("news_source_check", args=[source.pk])).status_code == 302
    source.refresh_from_db()
    assert source.checked_at is None


def test_a_title_of_outside_is_escaped_in_what_is_told(client_of, source, outside):
    title = html.escape(html.escape("<script>alert(1)</script>x"))
    outside(RSS.format(f"<item><title>{title}</title><link>https://exemple.org/1</link></item>"))
    text = shown(client_of(PUBLISHERS).post(reverse("news_source_check", args=[source.pk]), follow=True))
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


# --- what readers see -------------------------------------------------------------------------------------------------


def test_the_watch_says_that_nothing_arrives(sections, reader, source, now, outside):
    watch = WatchPage.objects.get()
    FeedSource.objects.update(is_active=False)
    text = shown(reader.get(watch.address))
    assert "Aucun flux extérieur n’est suivi" in text
    assert "https://www.legifrance.gouv.fr/" in text
    FeedSource.objects.update(is_active=True)
    assert "Aucun flux suivi n’a encore répondu" in shown(reader.get(f"{watch.address}?page=1"))
    before = site_version(fresh=True)
    outside(RSS.format(""))
    check_source(source=FeedSource.objects.get(), now=now)
    assert site_version(fresh=True) == before + 1
    check_source(source=FeedSource.objects.get(), now=now)
    assert site_version(fresh=True) == before + 1
    assert "n’a encore répondu" not in shown(reader.get(f"{watch.address}?page=2"))


def test_a_signal_says_whose_it_is(sections, reader, signal):
    page = signal(link="https://www.exemple.org/a")
    for address in (WatchPage.objects.get().address, page.address):
        text = shown(reader.get(address))
        assert "La Maison d’essai" in text
        assert "25 novembre 2026" in html.unescape(text).replace("\xa0", " ")
        assert "sur exemple.org" in text
        assert 'href="https://www.exemple.org/a"' in text
