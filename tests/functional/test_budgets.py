"""Every page that links lead to, from the front page on: alive, light, alone, strict."""

import re
from urllib.parse import unquote, urldefrag, urlsplit
from urllib.request import urlopen

import pytest

from .crawl import (
    ask,
    ask_files,
    cookies_left,
    crawl,
    elsewhere,
    heaviest_of_each_kind,
    internal_links,
    is_light,
    unnamed,
    visit_each,
    visit_own,
    watched,
    weigh,
)
from .learner import ATTESTATION, CHECK, COURSE, PLACED, PROGRESS, attest, forget, lessons_of

REMINDER = "/se-former/rappel/"


@pytest.fixture(scope="module")
def answers(site):
    """Each address that links lead to, asked once."""
    return crawl(site.url)


@pytest.fixture(scope="module")
def pages(answers):
    return {url: answer for url, answer in answers.items() if answer.markup}


@pytest.fixture(scope="module")
def files(pages, site):
    """Each file that a page names for the browser to load, asked once, and what these name."""
    return ask_files(pages.values(), site.url)


@pytest.fixture(scope="module")
def visits(browser, pages):
    return visit_each(browser, heaviest_of_each_kind(pages))


@pytest.fixture(scope="module")
def own_visits(browser, site, uploads, import_files, type_year, erase_everything):  # noqa: PLR0917 - fixtures
    """The pages of a work that holds three years of files and two of typed lines."""
    with watched(browser, base_url=site.url, locale="fr-FR") as (see, page):
        for year in (2021, 2022):
            type_year(page, f"31/12/{year}", {"Cotisations": "9 100", "Autres dépenses": "8 700,50"})
        import_files(page, uploads)
        page.wait_for_url("**/resultats/")
        seen = visit_own(see, site.url)
        see(site.url)
        erase_everything(page)
    return seen


@pytest.fixture(scope="module")
def learner_visits(browser, site):
    """The pages of a learner who has done a course and has its attestation."""
    with watched(browser, base_url=site.url, locale="fr-FR") as (see, page):
        key = attest(page, "Zoé Martin")
        exercises = lessons_of(COURSE)[-1].page_of_exercises
        addresses = (
            PLACED,
            exercises,
            PROGRESS,
            ATTESTATION,
            f"{ATTESTATION}la-mienne/",
            f"{CHECK}{key}/",
            REMINDER,
        )
        see(site.url)
        seen = {address: see(f"{site.url}{address}") for address in addresses}
        see(site.url)
        forget(page)
    return seen


def test_the_whole_site_is_reached(pages, site):
    """A crawl that stopped at the first page would find no fault."""
    paths = {urlsplit(url).path for url in pages if not urlsplit(url).query}
    expected = {
        "/comprendre/", "/s-informer/", "/se-former/", "/agir/", "/ressources/", "/faire-alliance/", "/glossaire/",
        "/recherche/", "/agir/trajectoire/", "/agir/trajectoire/demonstration/festival/", "/plan-du-site/",
        "/agir/trajectoire/demonstration/festival/imprimer/", "/agir/trajectoire/demonstration/chorale-dix-lignes/",
        "/comprendre/modeles/cofinancement/", "/glossaire/subvention/", "/mentions-legales/", "/accessibilite/",
        "/donnees-personnelles/", "/code-source/", "/contact/", "/aide/", "/statistiques/",
        "/agir/trajectoire/methode/", "/agir/trajectoire/methode/anomalies/",
    }  # fmt: skip
    assert expected - paths == set()
    assert len(paths) > 60


def test_every_link_leads_to_something(answers, site):
    came_from = {
        urldefrag(link).url: url
        for url, answer in answers.items()
        for link in internal_links(url, answer, site.url)
    }
    dead = {url: answer.status for url, answer in answers.items() if answer.status != 200}
    assert {url: (status, f"from {came_from.get(url)}") for url, status in dead.items()} == {}


def test_links_lead_to_every_page_that_the_site_map_names(answers, site):
    """All that is published is in the map (see the tests of home): so all of it is reached, and answers."""
    named = re.findall(r"<loc>(.+?)</loc>", urlopen(f"{site.url}/sitemap.xml").read().decode())
    assert len(named) > 300
    reached = {urlsplit(url).path for url, answer in answers.items() if answer.status == 200}
    assert {urlsplit(each).path for each in named} - reached == set()


def test_every_anchor_exists(answers, site):
    missing = set()
    for url, answer in answers.items():
        for link in internal_links(url, answer, site.url):
            target, fragment = urldefrag(link)
            markup = answers[target].markup
            if fragment and (markup is None or unquote(fragment) not in markup.ids):
                missing.add(f"{url}: {link}")
    assert sorted(missing) == []


def test_what_an_element_refers_to_is_on_its_page(pages):
    faults = [
        f"{url}: {reference}"
        for url, answer in pages.items()
        for reference in answer.markup.references
        if reference not in answer.markup.ids
    ]
    assert faults == []


def test_an_identifier_is_used_once_on_a_page(pages):
    twice = {
        url: sorted({each for each in answer.markup.ids if answer.markup.ids.count(each) > 1})
        for url, answer in pages.items()
    }
    assert {url: ids for url, ids in twice.items() if ids} == {}


def test_every_page_is_light_with_all_that_it_names(pages, files):
    check_budget({url: weigh(page, files) for url, page in pages.items()})


def test_a_first_view_is_light(visits):
    check_budget({url: (seen.bytes, len(seen.requests)) for url, seen in visits.items()})


def test_every_kind_of_page_is_seen(visits):
    """Kinds that were all the same would prove nothing of the others."""
    assert len(visits) > 30


def test_a_browser_loads_nothing_that_its_page_does_not_name(visits, pages, files):
    """So that what is weighed without a browser, for every page, is all that there is."""
    assert unnamed(visits, pages, files) == {}


@pytest.mark.parametrize("whose", ["own_visits", "learner_visits"])
def test_the_pages_of_somebody_are_light_and_keep_to_the_site(whose, site, request):
    visits = request.getfixturevalue(whose)
    check_budget({url: (seen.bytes, len(seen.requests)) for url, seen in visits.items()})
    assert {url: seen.cookies for url, seen in visits.items() if seen.cookies != ["session"]} == {}
    for url, seen in visits.items():
        assert all(each.startswith(f"{site.url}/") for each in seen.requests), url
        assert seen.failed == seen.console == seen.refused == [], url


def check_budget(weights):
    assert all(weight > 1_000 and requests > 2 for weight, requests in weights.values())
    assert {url: each for url, each in weights.items() if not is_light(*each)} == {}


def test_nobody_else_is_asked_for_anything(visits, pages, files, site):
    """Nothing that a page or a file names is elsewhere; a browser is refused what is (see the headers below)."""
    assert elsewhere(visits, pages, files, site.url) == {}


def test_nothing_that_is_loaded_fails(visits, files):
    assert {url: seen.failed for url, seen in visits.items() if seen.failed} == {}
    assert {url: file.status for url, file in files.items() if file.status != 200} == {}


def test_a_page_without_a_form_to_send_leaves_no_cookie(visits, pages, files):
    left = cookies_left(visits, pages)
    assert {url: cookies for url, cookies in left.items() if not pages[url].markup.has_post_form} == {}
    assert {name for cookies in left.values() for name in cookies} <= {"session"}
    assert {url: file.cookies for url, file in files.items() if file.cookies} == {}


def test_the_browser_complains_of_nothing(visits):
    assert {url: seen.console for url, seen in visits.items() if seen.console} == {}
    assert {url: seen.refused for url, seen in visits.items() if seen.refused} == {}


def test_nothing_is_written_inline(pages):
    assert {url: answer.markup.inline for url, answer in pages.items() if answer.markup.inline} == {}


def test_every_answer_carries_its_headers(answers):
    faults = {url: missing for url, answer in answers.items() if (missing := missing_headers(answer.headers))}
    assert faults == {}


def missing_headers(headers):
    policy = headers.get("content-security-policy", "")
    sources = {each for directive in policy.split(";") for each in directive.split()[1:]}
    checks = {
        "default-src 'none'": "default-src 'none'" in policy,
        "this site alone": sources <= {"'self'", "'none'"},
        "nosniff": headers.get("x-content-type-options") == "nosniff",
        "referrer": headers.get("referrer-policy") in {"same-origin", "strict-origin", "no-referrer"},
        "frame": headers.get("x-frame-options") in {"SAMEORIGIN", "DENY"},
        "permissions": "camera=()" in headers.get("permissions-policy", ""),
        "no server name": not re.search(r"\d", headers.get("server", "")),
    }
    return [name for name, holds in checks.items() if not holds]


def test_a_page_that_does_not_exist_carries_them_too(site):
    answer = ask(f"{site.url}/une-page-qui-n-existe-pas/")
    assert answer.status == 404
    assert missing_headers(answer.headers) == []
