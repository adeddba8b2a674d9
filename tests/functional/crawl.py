"""Every address that links lead to, asked without a browser: what it answers, names, and weighs on the wire.

Then the heaviest page of each kind in a browser, which must load nothing else. benchmarks/poids.py weighs with this too.
"""

import contextlib
import gzip
import re
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

MOST_BYTES, MOST_REQUESTS = 100_000, 12
AT_ONCE = 2
# Where a form leads that puts its answers in the address: no link does.
SENT = (
    "/recherche/?q=association",
    "/se-former/par-quelle-lecon/?mots=non&papiers=perdue&banque=non&financeur=inquiet&ensemble=non&voir=oui",
    "/ressources/bibliotheque/?levier=financiers",
    "/exemples/?levier=financiers",
    "/veille/?theme=financements",
)
# What a browser loads by itself with the element that names it; a page may link to the rest.
LOADED_BY = {
    "audio": ("src",), "embed": ("src",), "feimage": ("href", "xlink:href"), "iframe": ("src",),
    "image": ("href", "xlink:href"), "img": ("src",), "input": ("src",), "object": ("data",), "script": ("src",),
    "source": ("src",), "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
NAMED_IN_A_SHEET = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")
STATUS_LINE = b"HTTP/1.1 200 OK\r\n\r\n"
GENRE = re.compile(r"^genre: (\S+)", re.MULTILINE)
OWN_VIEWS = (
    "",
    "saisir/",
    "budget/",
    "budget/saisir/",
    "rangement/",
    "questions/",
    "lecture/",
    "resultats/",
    "resultats/imprimer/",
    "effacer/",
)
WATCH_POLICY = """
  window.refused = []
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
"""


class Markup(HTMLParser):
    """What a page points to and loads, what it can be pointed at, and what a strict policy would refuse in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.inline: list[str] = []
        self.has_post_form = False
        # Each a file, or versions of an image, of which a browser takes one.
        self.loads: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag in {"a", "area"} and given.get("href"):
            self.links.append(given["href"])
        if given.get("id"):
            self.ids.append(given["id"])
        for name in ("for", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.references += given.get(name, "").split()
        self.has_post_form |= tag == "form" and given.get("method", "").lower() == "post"
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(f"<{tag}>")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.inline += [f"{tag} {value}" for value in given.values() if value.startswith("javascript:")]
        self.loads |= set(loaded_with(tag, given))


def loaded_with(tag: str, given: dict[str, str]) -> Iterator[tuple[str, ...]]:
    names = LOADED_BY.get(tag, ())
    if tag == "link" and LOADED_LINKS & set(given.get("rel", "").lower().split()):
        names = ("href",)
    versions = [each.split()[0] for each in given.get("srcset", "").split(",") if each.strip()]
    for name in names:
        if urldefrag(given.get(name, "")).url:  # « #part » is on the page itself
            yield (given[name], *versions)
            versions = []
    if versions:
        yield tuple(versions)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    cookies: frozenset[str]
    weight: int  # on the wire, headers included
    markup: Markup | None  # of a page that is there
    loads: frozenset[tuple[str, ...]]  # absolute addresses


def ask(url: str) -> Answer:
    """As a browser does, which takes what is compressed."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            body, status, headers = answer.read(), answer.status, answer.headers
    except urllib.error.HTTPError as error:
        body, status, headers = error.read(), error.code, error.headers
    head = sum(len(f"{name}: {value}\r\n".encode()) for name, value in headers.items()) + len(STATUS_LINE)
    text = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
    markup = read_markup(text) if status == 200 and "html" in headers.get("Content-Type", "") else None
    return Answer(
        status=status,
        headers={name.lower(): value for name, value in headers.items()},
        cookies=frozenset(each.partition("=")[0] for each in headers.get_all("Set-Cookie", [])),
        weight=len(body) + head,
        markup=markup,
        loads=absolute(url, markup.loads if markup else named_in_sheet(text, headers)),
    )


def read_markup(text: bytes) -> Markup:
    markup = Markup()
    markup.feed(text.decode())
    return markup


def named_in_sheet(text: bytes, headers: Message) -> set[tuple[str, ...]]:
    if "text/css" not in headers.get("Content-Type", ""):
        return set()
    named = NAMED_IN_A_SHEET.findall(text.decode())
    return {(name,) for name in named if not name.startswith(("#", "data:"))}


def absolute(url: str, loads: set[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(urldefrag(urljoin(url, each)).url for each in versions) for versions in loads)


def internal_links(url: str, answer: Answer, root: str) -> list[str]:
    """Absolute addresses on this site, fragment kept."""
    found = [urljoin(url, link) for link in answer.markup.links] if answer.markup else []
    return [link for link in found if urlsplit(link).netloc == urlsplit(root).netloc]


def crawl(root: str, on_answer: Callable[[int], object] = bool) -> dict[str, Answer]:
    """Each address that links lead to, from the front page and SENT on, asked once; `on_answer` hears how many were."""
    known: dict[str, Answer] = {}
    wave = [f"{root}{path}" for path in ("/", *SENT)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while wave:
            for url, answer in zip(wave, pool.map(ask, wave), strict=True):
                known[url] = answer
                on_answer(len(known))
            links = {link for url in wave for link in internal_links(url, known[url], root)}
            wave = sorted({urldefrag(link).url for link in links} - known.keys())
    return known


def ask_files(pages: Iterable[Answer], root: str) -> dict[str, Answer]:
    """What pages load from this site, and what this loads in turn, each asked once."""
    known: dict[str, Answer] = {}
    waiting = [each for page in pages for versions in page.loads for each in versions]
    while waiting:
        url = waiting.pop()
        if url not in known and url.startswith(f"{root}/"):
            known[url] = ask(url)
            waiting += [each for versions in known[url].loads for each in versions]
    return known


def loaded_by(page: Answer, files: dict[str, Answer]) -> set[tuple[str, ...]]:
    """All that comes with a page: what it names, and what this names in turn."""
    found: set[tuple[str, ...]] = set()
    waiting = list(page.loads)
    while waiting:
        versions = waiting.pop()
        if versions not in found:
            found.add(versions)
            waiting += [other for each in versions if each in files for other in files[each].loads]
    return found


def weigh(page: Answer, files: dict[str, Answer]) -> tuple[int, int]:
    """The bytes and the requests of a first view, at most: every file, and of an image its heaviest version."""
    loaded = loaded_by(page, files)
    weights = ([files[each].weight for each in versions if each in files] for versions in loaded)
    return page.weight + sum(max(versions, default=0) for versions in weights), 1 + len(loaded)


def is_light(weight: int, requests: int) -> bool:
    return weight <= MOST_BYTES and requests <= MOST_REQUESTS


def types_of(urls: Iterable[str]) -> dict[str, str]:
    """The type of each page: the genre that it has in content/, or else the view that answers."""
    from django.conf import settings
    from django.urls import resolve

    from trajectoires.content.loader.files import list_files

    genres = {file.address: GENRE.findall(file.text)[0] for file in list_files(settings.CONTENT_DIR)}
    paths = {url: urlsplit(url).path for url in urls}
    return {url: genres.get(path) or resolve(path).view_name for url, path in paths.items()}


def heaviest_of_each_kind(pages: Mapping[str, Answer]) -> list[str]:
    """A kind has one type, the same choices in its address, and the same files."""
    kinds: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for url, page_type in types_of(pages).items():
        choices = frozenset(name for name, _ in parse_qsl(urlsplit(url).query))
        kinds[page_type, choices, pages[url].loads].append(url)
    return [max(urls, key=lambda url: (pages[url].weight, url)) for urls in kinds.values()]


@dataclass
class Visit:
    """The first view of a page by a browser that knows nothing of the site."""

    sizes: list[int] = field(default_factory=list)
    at: str = ""
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
        made[-1].at = page.url
        page.evaluate("document.fonts.ready.then(() => true)")
        made[-1].refused = page.evaluate("window.refused")
        made[-1].cookies = [cookie["name"] for cookie in context.cookies()]
        return made[-1]

    yield see, page
    context.close()


def visit_each(browser, urls: Iterable[str]) -> dict[str, Visit]:
    """Each page as a browser sees it that has no cache and no cookie: what comes of scripts counts."""
    seen = {}
    with watched(browser) as (see, page):
        for url in urls:
            page.context.clear_cookies()
            seen[url] = see(url)
    return seen


def visit_own(see: Callable[[str], Visit], root: str) -> dict[str, Visit]:
    """The views of the work that this browser has."""
    see(root)  # what comes late of the page before is not the next one's
    return {address: see(address) for address in (f"{root}/agir/trajectoire/{name}" for name in OWN_VIEWS)}


def unnamed(visits, pages, files) -> dict[str, set[str]]:
    """What a browser loads that its page does not name: none, and what `weigh` says is all that there is."""
    found = {}
    for url, seen in visits.items():
        named = {each for versions in loaded_by(pages[url], files) for each in versions}
        found[url] = set(seen.requests) - named - {url, seen.at}  # an address may lead to another
    return {url: others for url, others in found.items() if others}


def elsewhere(visits, pages, files, root: str) -> dict[str, list[str]]:
    """What is not of this site, of all that a browser asked for and that a page or a file names."""
    asked = {url: seen.requests for url, seen in visits.items()}
    for url, answer in (*pages.items(), *files.items()):
        asked[url] = [*asked.get(url, []), *(each for versions in answer.loads for each in versions)]
    here = f"{root}/"
    others = {url: [each for each in named if not each.startswith(here)] for url, named in asked.items()}
    return {url: named for url, named in others.items() if named}


def cookies_left(visits, pages) -> dict[str, set[str]]:
    """The cookies that each page leaves, to a browser or without."""
    left = {url: set(page.cookies) for url, page in pages.items()}
    for url, seen in visits.items():
        left[url] |= set(seen.cookies)
    return {url: cookies for url, cookies in left.items() if cookies}
