"""How the tests read the copy of a course that opens without network."""

from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile


def unpacked(content: bytes, *, slug: str = "essai") -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name.removeprefix(f"{slug}-hors-ligne/"): archive.read(name) for name in archive.namelist()}


class Page(HTMLParser):
    """What a page leads to, loads and holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.named: list[str] = []
        self.opened: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.named += [given[name] for name in ("aria-labelledby", "popovertarget", "for") if name in given]
        assert not [name for name in given if name.startswith("on") or name == "style"]
        if tag == "a":
            self.links.append(given["href"])
        self.loaded += [given[name] for name in ("src", "srcset", "poster") if name in given]
        self.loaded += [given["href"]] if tag == "link" else []
        if tag not in {"meta", "link", "br", "img", "input"}:
            self.opened.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.opened.pop() == tag


def pages_of(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(content.decode()) for name, content in files.items() if name.endswith(".html")}
