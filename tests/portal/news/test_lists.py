"""The lists of articles and of the watch, their pages, the page that says how to follow, the first page."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from trajectoires.news.enums import RuleState
from trajectoires.news.models import RulePage
from trajectoires.news.presenters import present_articles, present_rule, present_watch
from trajectoires.news.selectors import EVERYTHING

from .conftest import TODAY, at

pytestmark = pytest.mark.django_db


# --- articles -----------------------------------------------------------------------------------------------


def test_articles_are_listed_the_most_recent_first(article, reader, words):
    article("L’ancien", published_on=dt.date(2026, 3, 1))
    article("Le récent", published_on=TODAY)
    text = words(reader.get("/actualites/"))
    assert text.index("25 novembre 2026") < text.index("Le récent") < text.index("L’ancien")


def test_articles_are_filtered_by_theme_territory_and_public(article, reader, words):
    article("Droit", themes=["droit"], audience=["dirigeantes"])
    article("Chiffres", themes=["chiffres"], audience=["chercheurs"], territories=["53"])
    assert "Chiffres" not in words(reader.get("/actualites/?theme=droit")).split("Les articles")[1]
    assert "Droit" not in words(reader.get("/actualites/?public=chercheurs")).split("Les articles")[1]
    corsica = words(reader.get("/actualites/?territoire=94")).split("Les articles")[1]
    assert "Droit" in corsica
    assert "Chiffres" not in corsica


def test_articles_go_by_pages_and_keep_their_filters(article, reader):
    for number in range(21):
        article(f"Article {number}", themes=["droit"])
    first = reader.get("/actualites/?theme=droit").content.decode()
    assert 'href="?theme=droit&amp;page=2"' in first
    assert first.count("<h3>") == 20
    assert reader.get("/actualites/?theme=droit&page=2").content.decode().count("<h3>") == 1


def test_no_article_is_said(sections, reader, words):
    assert "Aucun article n’est publié pour l’instant" in words(reader.get("/actualites/"))
    assert "Aucun article ne répond à ces filtres" in words(reader.get("/actualites/?theme=droit"))


def test_an_article_shows_its_date(article, reader, words):
    page = article(kicker="Enquête", published_on=dt.date(2026, 3, 1))
    assert "Enquête, 1er mars 2026" in words(reader.get(page.address))


def test_a_list_tells_browsers_of_its_feeds_with_the_filters_of_the_address(article, reader):
    article(themes=["droit"])
    html = reader.get("/actualites/?theme=droit").content.decode()
    head = " ".join(html.split("</head>")[0].split())
    assert '<link rel="alternate" type="application/rss+xml" href="/actualites/rss.xml?theme=droit"' in head
    assert '<link rel="alternate" type="application/atom+xml" href="/actualites/atom.xml?theme=droit"' in head


def test_lists_ask_as_little_of_the_database_for_a_hundred_pages_as_for_one(
    article, signal, rule, reader, django_assert_num_queries
):
    def fill(count: int) -> None:
        for number in range(count):
            article(f"Article {number}")
            signal(f"Signalement {number}")
            rule(f"Règle {number}", effective_on="2026-01-01")

    fill(1)
    few = {}
    for address in ("/actualites/", "/veille/"):
        with CaptureQueriesContext(connection) as queries:
            reader.get(address)
        few[address] = len(queries)
    fill(33)
    for address, count in few.items():
        with django_assert_num_queries(count):
            assert reader.get(address).status_code == 200
    with django_assert_num_queries(2):
        list(present_articles(EVERYTHING, page=None).page)
    with django_assert_num_queries(3):
        list(present_watch(EVERYTHING, page=None, now=at("2026-11-25 10:00")).page)


# --- rules --------------------------------------------------------------------------------------------------

STATES = [
    ("2026-03-20", RuleState.A_VENIR, "À venir (dans 12 jours) : en vigueur le 1er avril 2026"),
    ("2026-03-31", RuleState.A_VENIR, "À venir (demain) : en vigueur le 1er avril 2026"),
    (
        "2026-04-01",
        RuleState.EN_VIGUEUR,
        "En vigueur depuis le 1er avril 2026, jusqu’au 30 juin 2026 compris",
    ),
    (
        "2026-06-30",
        RuleState.EN_VIGUEUR,
        "En vigueur depuis le 1er avril 2026, jusqu’au 30 juin 2026 compris",
    ),
    ("2026-07-01", RuleState.TERMINEE, "N’est plus en vigueur depuis le 1er juillet 2026"),
]


@pytest.mark.parametrize(("today", "state", "said"), STATES)
def test_where_a_rule_stands_follows_the_day(rule, today, state, said):
    view = present_rule(
        rule(effective_on="2026-04-01", ends_on="2026-06-30"), today=dt.date.fromisoformat(today)
    )
    assert view.state is state
    assert view.words.replace("\u00a0", " ") == said


def test_a_rule_without_an_end_stays_in_force(rule):
    view = present_rule(rule(effective_on="2026-04-01"), today=dt.date(2040, 1, 1))
    assert view.words == "En vigueur depuis le 1er avril 2026"


def test_what_is_shown_of_a_rule_only_changes_when_said(rule):
    page = rule(effective_on="2026-04-01", ends_on="2026-04-03")
    now = at("2026-03-28 12:00")
    while now < at("2026-04-10 00:00"):
        later = now + dt.timedelta(hours=12)
        change = page.changes_at(now)
        today, then = now.date(), later.date()
        if change is None or change > later:
            assert present_rule(page, today=today).words == present_rule(page, today=then).words
        now = later


def test_the_watch_changes_with_the_first_of_its_rules(rule, sections):
    assert sections["veille"].changes_at(at("2026-03-20 10:00")) is None
    rule(effective_on="2025-01-01")
    assert sections["veille"].changes_at(at("2026-03-20 10:00")) is None
    rule(effective_on="2026-04-01", ends_on="2026-04-30")
    assert sections["veille"].changes_at(at("2026-03-20 10:00")) == at("2026-03-21 00:00")
    assert sections["veille"].changes_at(at("2026-04-10 10:00")) == at("2026-05-01 00:00")


def test_a_rule_does_not_end_before_it_starts(rule):
    page = rule(effective_on="2026-04-01")
    with pytest.raises(IntegrityError):
        RulePage.objects.filter(pk=page.pk).update(ends_on=dt.date(2026, 3, 1))


def test_the_watch_sorts_rules_by_state(rule, reader, clock, words):
    clock("2026-11-25 10:00")
    rule("Loin", effective_on="2027-06-01")
    rule("Proche", effective_on="2026-12-01")
    rule("Récente", effective_on="2026-10-01")
    rule("Ancienne", effective_on="2020-01-01")
    rule("Finie", effective_on="2020-01-01", ends_on="2025-12-31")
    text = words(reader.get("/veille/"))
    shown = [text.index(said) for said in (
        "Bientôt en vigueur", "Proche", "Loin", "Récente", "Ancienne", "Finie", "Repéré ailleurs",
    )]  # fmt: skip
    assert shown == sorted(shown)


def test_a_rule_becomes_law_without_anybody(rule, reader, clock, words):
    page = rule(effective_on="2026-12-01")
    clock("2026-11-30 23:59")
    assert "À venir (demain)" in words(reader.get(page.address))
    clock("2026-12-01 00:00")
    assert "En vigueur depuis le 1er décembre 2026" in words(reader.get(page.address))


def test_the_page_of_a_rule_says_for_whom_and_what_to_do(rule, reader, words):
    page = rule(
        effective_on="2026-04-01", audience=["dirigeantes"], reference_url="https://exemple.org/decret"
    )
    response = reader.get(page.address)
    text = words(response)
    assert "Les associations. Pour : dirigeantes et dirigeants bénévoles." in text
    assert "Lire le texte." in text
    assert 'href="https://exemple.org/decret"' in response.content.decode()


# --- signals ------------------------------------------------------------------------------------------------


def test_a_signal_says_whose_page_it_is(signal, reader, words):
    page = signal("Une étude", lede="À lire pour son troisième tableau.")
    response = reader.get(page.address)
    assert "Publié par La Maison d’essai le 25 novembre 2026, sur exemple.org." in words(response)
    assert 'href="https://exemple.org/page"' in response.content.decode()
    text = words(reader.get("/veille/"))
    assert "La Maison d’essai, 25 novembre 2026 Une étude À lire pour son troisième tableau." in text


def test_an_empty_watch_says_so(sections, reader, words):
    text = words(reader.get("/veille/"))
    assert "Aucune règle n’est suivie pour l’instant." in text
    assert "Aucun signalement n’est publié pour l’instant." in text


# --- follow, first page -------------------------------------------------------------------------------------


def test_a_filter_that_is_not_understood_is_not_called_an_answer(sections, reader, words):
    text = words(reader.get("/agenda/?theme=rien"))
    assert "Un filtre n’est pas compris La liste est montrée en entier." in text
    assert "« rien » n’est pas dans la liste." in text


@pytest.fixture
def _fragments(settings):
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "lists"}
    settings.CACHES = {**settings.CACHES, "fragments": local}
    caches["fragments"].clear()
    yield
    caches["fragments"].clear()


@pytest.mark.usefixtures("_fragments")
def test_what_does_not_depend_on_the_hour_is_kept_on_pages_that_do(
    article, event, rule, reader, django_assert_num_queries
):
    article()
    event(start="2026-12-03 18:00", end="2026-12-03 19:00")
    rule(effective_on="2026-04-01")
    for address, count in (("/actualites/", 2), ("/agenda/", 5), ("/veille/", 6)):
        reader.get(address)
        with django_assert_num_queries(count):
            reader.get(address)


def test_the_page_to_follow_is_nobody_s_article(sections, reader):
    html = reader.get("/s-informer/suivre/").content.decode()
    assert 'itemtype="https://schema.org/WebPage"' in html
    assert "schema.org/Article" not in html


def test_the_page_to_follow_lists_every_feed(sections, reader, settings):
    html = reader.get("/s-informer/suivre/").content.decode()
    for section in ("actualites", "agenda", "veille"):
        assert f'href="/{section}/rss.xml"' in html
        assert f'href="/{section}/atom.xml"' in html
    assert f"{settings.SITE_URL}/agenda/agenda.ics" in html


def test_a_section_that_is_not_published_has_no_feed(sections, reader):
    sections["agenda"].unpublish()
    assert "agenda" not in reader.get("/s-informer/suivre/").content.decode()
    assert reader.get("/agenda/rss.xml").status_code == 404


def test_the_first_page_shows_news_and_events_only_when_there_are(article, event, reader, clock, words):
    clock("2026-11-25 10:00")
    text = words(reader.get("/"))
    assert "Dernières nouvelles" not in text
    assert "Prochains rendez-vous" not in text
    article("Un article de plus")
    event("Un rendez-vous", start="2026-12-03 14:30", end="2026-12-03 16:00")
    event("Rendez-vous annulé", start="2026-12-02 14:30", end="2026-12-02 16:00", is_cancelled=True)
    event("Rendez-vous passé", start="2026-11-02 14:30", end="2026-11-02 16:00")
    text = words(reader.get("/"))
    assert "Dernières nouvelles" in text
    assert "Un article de plus" in text
    assert "Prochains rendez-vous" in text
    assert "Un rendez-vous" in text
    assert "annulé" not in text
    assert "passé" not in text
