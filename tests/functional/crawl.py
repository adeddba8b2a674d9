"""Every address that links lead to, asked without a browser: what it answers, names, and weighs on the wire."""

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

# What a browser loads by itself with the element that names it; a page may link to the rest.
LOADED_BY = {
    "audio": ("src",), "embed": ("src",), "feimage": ("href", "xlink:href"), "iframe": ("src",),
    "image": ("href", "xlink:href"), "img": ("src",), "input": ("src",), "object": ("data",), "script": ("src",),
    "source": ("src",), "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
NAMED_IN_A_SHEET = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")
STATUS_LINE = b"HTTP/1.1 200 OK\r\n\r\n"


class Markup(HTMLParser):
    """What a page points to and loads, what it can be pointed at, and what a strict policy would refuse in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.inline: list[str] = []
        self.loads: set[tuple[str, ...]] = (
            set()
        )  # each a file, or versions of an image, of which a browser takes one
        self.has_post_form = False

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
    return {
        (name,) for name in NAMED_IN_A_SHEET.findall(text.decode()) if not name.startswith(("#", "data:"))
    }


def absolute(url: str, loads: set[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(urldefrag(urljoin(url, each)).url for each in versions) for versions in loads)


def internal_links(url: str, answer: Answer, root: str) -> list[str]:
    """Absolute addresses on this site, fragment kept."""
    found = [urljoin(url, link) for link in answer.markup.links] if answer.markup else []
    return [link for link in found if urlsplit(link).netloc == urlsplit(root).netloc]


def crawl(root: str) -> dict[str, Answer]:
    """Each address that links lead to, from the front page on, asked once."""
    known: dict[str, Answer] = {}
    waiting = [f"{root}/"]
    while waiting:
        url = waiting.pop()
        if url not in known:
            known[url] = ask(url)
            waiting += [urldefrag(link).url for link in internal_links(url, known[url], root)]
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
    heaviest = (
        max((files[each].weight for each in versions if each in files), default=0) for versions in loaded
    )
    return page.weight + sum(heaviest), 1 + len(loaded)
