"""What the first view of every page weighs, by type of page.

Every page that links lead to is asked over HTTP, with all that it names, at its heaviest; then a browser sees the
heaviest page of each kind and must load nothing else. The tests of budgets weigh with the same code.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "functional"))
import crawl

CHROMIUM = "/usr/bin/chromium"
EVERY = 100  # addresses, from one word on the progress to the next
STARTED = time.monotonic()


@dataclass(frozen=True)
class Weight:
    """A page without what changes from one server to the next: its address has no host."""

    type: str
    address: str
    bytes: int
    requests: int

    @property
    def is_light(self) -> bool:
        return crawl.is_light(self.bytes, self.requests)


@dataclass(frozen=True)
class Weighing:
    """What was found; the last four must be empty."""

    public: list[Weight]
    own: list[Weight]
    seen: list[Weight]
    asked: int
    browser: str
    unanswered: list[str]
    unnamed: list[str]
    third_party: list[str]
    cookies: list[str]

    @property
    def heavy(self) -> list[Weight]:
        return [weight for weight in (*self.public, *self.own, *self.seen) if not weight.is_light]

    @property
    def faults(self) -> list[str]:
        return [*self.unanswered, *self.unnamed, *self.third_party, *self.cookies, *map(str, self.heavy)]


def say(text: str) -> None:
    """Progress, apart from the report."""
    print(f"{time.monotonic() - STARTED:5.0f} s  {text}", file=sys.stderr, flush=True)


def weigh_site(root: str) -> Weighing:
    """Weigh a running site, from its front page on; ends without a trace on it."""
    _set_up_django()
    answers = crawl.crawl(root, lambda count: count % EVERY or say(f"{count} addresses asked"))
    pages = {url: answer for url, answer in answers.items() if answer.markup}
    files = crawl.ask_files(pages.values(), root)
    kinds = crawl.heaviest_of_each_kind(pages)
    say(
        f"{len(answers)} addresses asked: {len(pages)} pages, with {len(files)} files; {len(kinds)} kinds to see"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        visits = crawl.visit_each(browser, kinds)
        say("the views of a work")
        own = _visit_own_work(browser, root)
        version = browser.version
        browser.close()
    return Weighing(
        public=_weights({url: crawl.weigh(page, files) for url, page in pages.items()}),
        own=_weights(_measured(own)),
        seen=_weights(_measured(visits)),
        asked=len(answers) + len(files),
        browser=version,
        unanswered=[url for url, answer in {**answers, **files}.items() if answer.status != 200],
        unnamed=_said(crawl.unnamed(visits, pages, files)),
        third_party=_said(crawl.elsewhere({**visits, **own}, pages, files, root)),
        cookies=_said(_cookies_for_nothing(visits, pages)),
    )


def _set_up_django() -> None:
    """For the names of the views and the genres of the files: the database is not read."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    os.environ.setdefault("TRAJECTOIRES_MODE", "local")
    django.setup()


def _visit_own_work(browser: Browser, root: str) -> dict[str, crawl.Visit]:
    """Of a visitor who imports three years of files, then erases all."""
    from socioeco.generator import generate_association

    years = generate_association("festival", seed=7, first_year=2023, years=3).exercices
    uploads = [
        {"name": year.fec_name, "mimeType": "text/plain", "buffer": year.fec_bytes()} for year in years
    ]
    with crawl.watched(browser, base_url=root, locale="fr-FR") as (see, page):
        page.goto("/agir/trajectoire/")
        page.get_by_label("Vos fichiers", exact=True).set_input_files(uploads)
        page.get_by_role("button", name="Importer mes comptes").click()
        page.wait_for_url("**/resultats/")
        seen = crawl.visit_own(see, root)
        see(root)  # what comes of erasing is not a first view
        page.goto("/agir/trajectoire/effacer/")
        with page.expect_navigation():
            page.get_by_role("button", name="Tout effacer maintenant").click()
    return seen


def _cookies_for_nothing(
    visits: Mapping[str, crawl.Visit], pages: Mapping[str, crawl.Answer]
) -> dict[str, set[str]]:
    left = crawl.cookies_left(visits, pages)
    return {url: cookies for url, cookies in left.items() if not pages[url].markup.has_post_form}


def _measured(visits: Mapping[str, crawl.Visit]) -> dict[str, tuple[int, int]]:
    return {url: (seen.bytes, len(seen.requests)) for url, seen in visits.items()}


def _weights(measured: Mapping[str, tuple[int, int]]) -> list[Weight]:
    types = crawl.types_of(measured)
    return [Weight(types[url], _address(url), *measured[url]) for url in measured]


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _said(faults: Mapping[str, Iterable[str]]) -> list[str]:
    return [f"{url}: {', '.join(sorted(found))}" for url, found in faults.items()]


def heaviest(weights: Iterable[Weight]) -> Weight:
    return max(weights, key=lambda weight: (weight.bytes, weight.address))


def table(weights: Iterable[Weight]) -> list[str]:
    """The lines of a table in Markdown, one for a type of page, the heaviest first."""
    types: dict[str, list[Weight]] = defaultdict(list)
    for weight in weights:
        types[weight.type].append(weight)
    rows = sorted(types.values(), key=lambda found: -heaviest(found).bytes)
    return [
        "| Type of page | Pages | Median, kB | Heaviest, kB | Requests, at most | The heaviest |",
        "|---|---:|---:|---:|---:|---|",
        *(_row(found) for found in rows),
    ]


def _row(found: list[Weight]) -> str:
    most = heaviest(found)
    middle = median(weight.bytes for weight in found)
    requests = max(weight.requests for weight in found)
    return (
        f"| `{most.type}` | {len(found)} | {kilobytes(middle)} | {kilobytes(most.bytes)} | {requests} "
        f"| `{most.address}` |"
    )


def kilobytes(weight: float) -> str:
    return f"{weight / 1000:.1f}"
