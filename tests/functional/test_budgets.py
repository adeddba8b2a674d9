"""Every page that links lead to, from the front page on: alive, light, alone, strict."""

import contextlib
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

MOST_BYTES, MOST_REQUESTS = 100_000, 12
WATCH_POLICY = """
  window.refused = []
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
"""


class Markup(HTMLParser):
    """What a page points to, what it can be pointed at, and what a strict policy would refuse in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.inline: list[str] = []
        self.has_post_form = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in {"a", "area"} and given.get("href"):
            self.links.append(given["href"])
        if given.get("id"):
            self.ids.append(given["id"])
        for name in ("for", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.references += (given.get(name) or "").split()
        self.has_post_form |= tag == "form" and (given.get("method") or "").lower() == "post"
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(f"<{tag}>")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.inline += [
            f"{tag} {value}" for value in given.values() if (value or "").startswith("javascript:")
        ]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    markup: Markup | None


@dataclass
class Visit:
    """The first view of a page by a browser that knows nothing of the site."""

    sizes: list[int] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def bytes(self):
        return sum(self.sizes)

    def fail(self, url, reason):
        if reason != "net::ERR_ABORTED":  # we left before the icon of the site had come
            self.failed.append(f"{url} {reason}")

    def note(self, kind, text):
        if kind in {"error", "warning"}:
            self.console.append(text)


def ask(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            body, status, headers = answer.read(), answer.status, answer.headers
    except urllib.error.HTTPError as error:
        body, status, headers = b"", error.code, error.headers
    markup = None
    if "html" in headers.get("Content-Type", ""):
        markup = Markup()
        markup.feed(body.decode())
    return Answer(status, {name.lower(): value for name, value in headers.items()}, markup)


def internal_links(url, answer, site):
    """Absolute addresses on this site, fragment kept."""
    found = [urljoin(url, link) for link in answer.markup.links] if answer.markup else []
    return [link for link in found if urlsplit(link).netloc == urlsplit(site.url).netloc]


@pytest.fixture(scope="module")
def answers(site):
    """Each address that links lead to, asked once."""
    known: dict[str, Answer] = {}
    waiting = [f"{site.url}/"]
    while waiting:
        url = waiting.pop()
        if url not in known:
            known[url] = ask(url)
            waiting += [urldefrag(link).url for link in internal_links(url, known[url], site)]
    return known


@pytest.fixture(scope="module")
def pages(answers):
    return {url: answer for url, answer in answers.items() if answer.markup and answer.status == 200}


@contextlib.contextmanager
def watched(browser, **options):
    """A browser without a cache, which writes down what each first view costs: call it with an address."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    page = context.new_page()
    page.add_init_script(WATCH_POLICY)
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    made: list[Visit] = [Visit()]
    client.on("Network.loadingFinished", lambda event: made[-1].sizes.append(int(event["encodedDataLength"])))
    page.on("request", lambda request: made[-1].requests.append(request.url))
    page.on("requestfailed", lambda request: made[-1].fail(request.url, request.failure))
    page.on("console", lambda said: made[-1].note(said.type, said.text))
    page.on("pageerror", lambda error: made[-1].note("error", str(error)))

    def see(url):
        made.append(Visit())
        page.goto(url, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        made[-1].refused = page.evaluate("window.refused")
        made[-1].cookies = [cookie["name"] for cookie in context.cookies()]
        return made[-1]

    yield see, page
    context.close()


@pytest.fixture(scope="module")
def visits(browser, pages):
    """Each page as a browser sees it that has no cache and no cookie."""
    seen = {}
    with watched(browser) as (see, page):
        for url in pages:
            page.context.clear_cookies()
            seen[url] = see(url)
    return seen


@pytest.fixture(scope="module")
def own_visits(browser, site, uploads, import_files, type_year, erase_everything):  # noqa: PLR0917 - fixtures
    """The pages of a work that holds three years of files and two of typed lines."""
    seen = {}
    with watched(browser, base_url=site.url, locale="fr-FR") as (see, page):
        for year in (2021, 2022):
            type_year(page, f"31/12/{year}", {"Cotisations": "9 100", "Autres dépenses": "8 700,50"})
        import_files(page, uploads)
        page.wait_for_url("**/resultats/")
        see(site.url)  # what comes late of the page before is not the next one's
        for name in (
            "",
            "saisir/",
            "questions/",
            "lecture/",
            "resultats/",
            "resultats/imprimer/",
            "effacer/",
        ):
            address = f"{site.url}/agir/trajectoire/{name}"
            seen[address] = see(address)
        see(site.url)
        erase_everything(page)
    return seen


def test_the_whole_site_is_reached(pages, site):
    """A crawl that stopped at the first page would find no fault."""
    paths = {urlsplit(url).path for url in pages}
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
        for link in internal_links(url, answer, site)
    }
    dead = {url: answer.status for url, answer in answers.items() if answer.status != 200}
    assert {url: (status, f"from {came_from[url]}") for url, status in dead.items()} == {}


def test_every_anchor_exists(answers, site):
    missing = set()
    for url, answer in answers.items():
        for link in internal_links(url, answer, site):
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


def test_a_first_view_is_light(visits):
    check_budget(visits)


def test_the_pages_of_a_work_are_light_and_keep_to_the_site(own_visits, site):
    check_budget(own_visits)
    assert {url: seen.cookies for url, seen in own_visits.items() if seen.cookies != ["session"]} == {}
    for url, seen in own_visits.items():
        assert all(each.startswith(f"{site.url}/") for each in seen.requests), url
        assert seen.failed == seen.console == seen.refused == [], url


def check_budget(visits):
    heavy = {url: (seen.bytes, len(seen.requests)) for url, seen in visits.items()}
    assert all(seen.bytes > 1_000 and len(seen.requests) > 2 for seen in visits.values())
    assert {url: each for url, each in heavy.items() if each[0] > MOST_BYTES or each[1] > MOST_REQUESTS} == {}


def test_nobody_else_is_asked_for_anything(visits, site):
    others = {
        url: [each for each in seen.requests if not each.startswith(f"{site.url}/")]
        for url, seen in visits.items()
    }
    assert {url: asked for url, asked in others.items() if asked} == {}
    assert {url: seen.failed for url, seen in visits.items() if seen.failed} == {}


def test_a_page_without_a_form_to_send_leaves_no_cookie(visits, pages):
    left = {url: seen.cookies for url, seen in visits.items() if seen.cookies}
    assert {url: cookies for url, cookies in left.items() if not pages[url].markup.has_post_form} == {}
    assert {name for cookies in left.values() for name in cookies} <= {"session"}


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
    checks = {
        "default-src 'none'": "default-src 'none'" in policy,
        "no unsafe source": "unsafe-" not in policy and "*" not in policy,
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
