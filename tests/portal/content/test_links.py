"""Links that lead nowhere: found in whatever field holds them, checked politely, told honestly."""

import datetime as dt

import pytest
from django.urls import reverse

from trajectoires.content.models import LinkState, LinkUse, OutsideLink
from trajectoires.content.selectors.links import dead_insides, dead_links, targets_of
from trajectoires.content.services import PUBLISHERS, WRITERS
from trajectoires.content.services.links import (
    AGAIN,
    AT_A_TIME,
    ask_again,
    check_links,
    collect_links,
    ignore_link,
)
from trajectoires.documents.enums import FetchFailure
from trajectoires.documents.services import Fetched, UnableToFetch

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
A, B, C = "https://a.exemple.org/", "https://b.exemple.org/page", "https://c.exemple.org/"
BODY = f"""Un [lien]({A}), une [page](/comprendre/modeles/).

::: encadre
sorte: attention
titre: Un encadré
---
Une [autre]({B}#partie).
:::"""
SOURCED = f"sources:\n- reference: Une enquête\n  adresse: {C}\n"


class Web:
    """What the outside answers, and what was asked of it."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def __call__(self, url: str, *, method: str, **_: object) -> Fetched:
        self.asked.append((method, url))
        answer = self.answers.get(url[8], 200)
        answer = answer.get(method, 200) if isinstance(answer, dict) else answer
        if isinstance(answer, FetchFailure):
            raise UnableToFetch(answer)
        return Fetched(url=url, status=answer, headers={}, body=b"", is_moved_for_good=False)


@pytest.fixture
def page(corpus, page_at):
    corpus.write("pages/comprendre/essai.md", genre="fiche", title="Un essai", more=SOURCED, body=BODY)
    corpus.load()
    collect_links(now=NOW)
    return page_at("/comprendre/essai/")


def link(url: str) -> OutsideLink:
    return OutsideLink.objects.get(url=url)


def test_addresses_are_found_wherever_they_are(page):
    assert {target for target in targets_of(page) if target.startswith("http")} == {A, B, C}
    assert set(OutsideLink.objects.values_list("url", flat=True)) == {A, B, C}
    assert {use.page_id for use in LinkUse.objects.all()} == {page.pk}


def test_a_term_is_looked_through_too(corpus, page):
    corpus.write_term("don", term="Don")
    corpus.load()
    collect_links(now=NOW)
    assert LinkUse.objects.get(link__url="https://exemple.org/enquete").term.slug == "don"


def test_what_nobody_holds_any_more_leaves_the_list(page):
    check_links(now=NOW, fetch=Web())
    page.unpublish()
    collect_links(now=NOW)
    assert not OutsideLink.objects.exists()


def test_collecting_again_keeps_what_was_found(page):
    check_links(now=NOW, fetch=Web(a=404))
    collect_links(now=NOW)
    assert (link(A).status, link(A).first_seen_at) == (404, NOW)


def test_nothing_is_said_of_what_was_never_checked(page):
    assert {each.state for each in OutsideLink.objects.all()} == {LinkState.NEVER}
    assert not dead_links().exists()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (200, LinkState.ALIVE),
        (304, LinkState.ALIVE),
        (404, LinkState.DEAD),
        (410, LinkState.DEAD),
        (500, LinkState.DEAD),
        (403, LinkState.CLOSED),
        (429, LinkState.CLOSED),
        (FetchFailure.UNKNOWN_HOST, LinkState.DEAD),
        (FetchFailure.INSECURE, LinkState.DEAD),
        (FetchFailure.FORBIDDEN, LinkState.DEAD),
        ({"HEAD": 405, "GET": 200}, LinkState.ALIVE),
        ({"HEAD": 404, "GET": 200}, LinkState.ALIVE),
        ({"HEAD": FetchFailure.GARBLED, "GET": 200}, LinkState.ALIVE),
    ],
)
def test_what_an_answer_means(page, answer, state):
    check_links(now=NOW, fetch=Web(a=answer))
    assert link(A).state == state
    assert link(A).checked_at == NOW
    assert (link(A).failing_since == NOW) is (state == LinkState.DEAD)


def test_head_is_enough_when_it_is_answered(page):
    web = Web()
    check_links(now=NOW, fetch=web)
    assert sorted(web.asked) == [("HEAD", A), ("HEAD", B), ("HEAD", C)]


@pytest.mark.parametrize("failure", [FetchFailure.UNKNOWN_HOST, FetchFailure.UNREACHABLE, FetchFailure.SLOW])
def test_without_a_network_nothing_is_written(page, failure):
    assert check_links(now=NOW, fetch=Web(a=failure, b=failure, c=failure)) == 0
    assert {each.state for each in OutsideLink.objects.all()} == {LinkState.NEVER}


def test_the_network_goes_away_after_a_first_check(page):
    check_links(now=NOW, fetch=Web())
    failure = FetchFailure.UNREACHABLE
    assert check_links(now=NOW + AGAIN * 2, fetch=Web(a=failure, b=failure, c=failure)) == 0
    assert link(A).state == LinkState.ALIVE


def test_when_only_dead_ones_are_due_a_living_one_is_the_witness(page):
    check_links(now=NOW, fetch=Web(a=404, b=404))
    later = NOW + dt.timedelta(days=2)
    failure = FetchFailure.UNKNOWN_HOST
    assert check_links(now=later, fetch=Web(a=failure, b=failure)) == 2
    assert (link(A).failure, link(A).failing_since) == (failure, NOW)


def test_a_link_that_answers_again_is_no_longer_dead(page):
    check_links(now=NOW, fetch=Web(a=404))
    check_links(now=NOW + dt.timedelta(days=2), fetch=Web())
    assert link(A).failing_since is None
    assert not dead_links().exists()


def test_one_address_a_site_and_a_few_at_a_time(page):
    OutsideLink.objects.all().delete()
    addresses = [f"{A}{number}" for number in range(3)]
    addresses += [f"https://s{number}.exemple.org/" for number in range(20)]
    for url in addresses:
        made = OutsideLink.objects.create(url=url, host=url.split("/")[2], first_seen_at=NOW)
        LinkUse.objects.create(link=made, page_id=page.pk)
    web = Web()
    check_links(now=NOW, fetch=web)
    hosts = [url.split("/")[2] for _, url in web.asked]
    assert len(hosts) == len(set(hosts)) == AT_A_TIME


def test_what_was_checked_this_week_waits_unless_somebody_asks(page):
    check_links(now=NOW, fetch=Web())
    web = Web()
    check_links(now=NOW + dt.timedelta(days=1), fetch=web)
    assert web.asked == []
    ask_again(link=link(B))
    check_links(now=NOW + dt.timedelta(days=1), fetch=web)
    assert web.asked == [("HEAD", B)]
    assert not link(B).is_asked


def test_what_is_set_aside_is_neither_checked_nor_told(page):
    check_links(now=NOW, fetch=Web(a=404))
    ignore_link(link=link(A), is_ignored=True)
    assert not dead_links().exists()
    web = Web()
    check_links(now=NOW + AGAIN * 2, fetch=web)
    assert A not in [url for _, url in web.asked]


# --- inside the site --------------------------------------------------------------------------------------------------


def test_a_link_to_a_page_taken_off_is_told(page, page_at):
    assert dead_insides() == []
    page_at("/comprendre/modeles/").unpublish()
    told = {(str(each.holder), each.target, each.reason) for each in dead_insides()}
    assert ("Un essai", "/comprendre/modeles/", "la page n’est pas publiée") in told


def test_a_link_to_a_page_that_was_deleted_is_told(page, page_at):
    page_at("/comprendre/modeles/").delete()
    assert "Un essai" in {str(each.holder) for each in dead_insides()}


# --- the report -------------------------------------------------------------------------------------------------------


def test_the_report_names_the_pages_that_hold_a_dead_link(words, desks, page):
    check_links(now=NOW, fetch=Web(a=404))
    text = words(desks[WRITERS].client.get(reverse("content_dead_links")))
    assert f"{A} réponse 404 vérifiée le 25 novembre 2026" in text
    assert "Un essai" in text
    assert "Morts : 1" in text


def test_without_a_check_the_report_says_so(words, desks, page):
    text = words(desks[WRITERS].client.get(reverse("content_dead_links"), {"liste": "jamais"}))
    assert "Jamais vérifiés : 3" in text
    assert f"{A} jamais vérifié" in text


@pytest.mark.parametrize(("button", "field"), [("reverifier", "is_asked"), ("ignorer", "is_ignored")])
def test_the_buttons_of_the_report(desks, page, button, field):
    response = desks[PUBLISHERS].client.post(
        reverse("content_dead_link_act", args=[link(A).pk]), {button: "1"}
    )
    assert response.status_code == 302
    assert getattr(link(A), field)


def test_a_stranger_sees_and_changes_nothing(client, page):
    assert client.get(reverse("content_dead_links")).status_code == 302
    client.post(reverse("content_dead_link_act", args=[link(A).pk]), {"ignorer": "1"})
    assert not link(A).is_ignored
