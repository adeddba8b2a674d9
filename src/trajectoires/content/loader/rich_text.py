"""Rich text as Wagtail keeps it (the HTML of exactly the features that editors have), to and from `Prose`."""

from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from trajectoires.content.loader.inline import Run, Runs, tidy
from trajectoires.content.loader.prose import Item, Items, Node, Paragraph, Prose, Subtitle, tidy_nodes

_LISTS = {"ul", "ol"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


# --- writing HTML -------------------------------------------------------------------------------------------


def to_html(prose: Prose, page_ids: Mapping[str, int]) -> str:
    """Write HTML; a link to the address of a page becomes a link to that page, wherever it moves."""
    return "".join(_node_html(node, page_ids) for node in prose.nodes)


def _node_html(node: Node, page_ids: Mapping[str, int]) -> str:
    if isinstance(node, Items):
        return _list_html(node, page_ids)
    tag = "h3" if isinstance(node, Subtitle) else "p"
    return f"<{tag}>{_runs_html(node.runs, page_ids)}</{tag}>"


def _list_html(items: Items, page_ids: Mapping[str, int]) -> str:
    tag = "ol" if items.is_ordered else "ul"
    return f"<{tag}>{''.join(_item_html(item, page_ids) for item in items.items)}</{tag}>"


def _item_html(item: Item, page_ids: Mapping[str, int]) -> str:
    inner = "".join(_list_html(items, page_ids) for items in item.lists)
    return f"<li>{_runs_html(item.runs, page_ids)}{inner}</li>"


def _runs_html(runs: Runs, page_ids: Mapping[str, int]) -> str:
    """Write one anchor for all the runs of a link."""
    html = ""
    for link, group in groupby(runs, key=lambda run: run.link):
        words = "".join(_styled_html(run) for run in group)
        html += f"<a {_target(link, page_ids)}>{words}</a>" if link else words
    return html


def _styled_html(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    html = f"<i>{html}</i>" if run.is_italic else html
    return f"<b>{html}</b>" if run.is_bold else html


def _target(link: str, page_ids: Mapping[str, int]) -> str:
    page_id = page_ids.get(link)
    return f'linktype="page" id="{page_id}"' if page_id else f'href="{escape(link)}"'


# --- reading HTML -------------------------------------------------------------------------------------------


def from_html(html: str, addresses: Mapping[int, str]) -> Prose:
    """Read the HTML of an editor. A link to a page that no longer exists leaves its words."""
    reader = _Reader(addresses)
    reader.feed(html)
    reader.close()
    return Prose(tidy_nodes(reader.finish()))


class _Reader(HTMLParser):
    def __init__(self, addresses: Mapping[int, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._addresses = addresses
        self._nodes: list[Node] = []
        self._runs: list[Run] = []
        self._heading = False
        self._bold = self._italic = 0
        self._link = ""
        self._open_lists: list[tuple[bool, list[Item]]] = []
        self._open_items: list[tuple[list[Run], list[Items]]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _BOLD:
            self._bold += 1
        elif tag in _ITALIC:
            self._italic += 1
        elif tag == "a":
            self._link = self._target(dict(attrs))
        elif tag == "br":
            self._write("\n")
        elif tag in _LISTS:
            self._end_paragraph()
            self._open_lists.append((tag == "ol", []))
        elif tag == "li":
            self._open_items.append(([], []))
        elif tag == "p" or tag in _HEADINGS:
            self._end_paragraph()
            self._heading = tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOLD:
            self._bold -= 1
        elif tag in _ITALIC:
            self._italic -= 1
        elif tag == "a":
            self._link = ""
        elif tag == "li" and self._open_items and self._open_lists:
            runs, lists = self._open_items.pop()
            self._open_lists[-1][1].append(Item(tidy(runs), tuple(lists)))
        elif tag in _LISTS and self._open_lists:
            self._end_list()
        elif tag == "p" or tag in _HEADINGS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        self._write(data.replace("\n", " ").replace("\t", " ").replace("\r", " "))

    def finish(self) -> list[Node]:
        self._end_paragraph()
        return self._nodes

    def _target(self, attributes: Mapping[str, str | None]) -> str:
        if attributes.get("linktype") == "page":
            return self._addresses.get(int(attributes.get("id") or 0), "")
        return attributes.get("href") or ""

    def _write(self, text: str) -> None:
        runs = self._open_items[-1][0] if self._open_items else self._runs
        runs.append(Run(text, self._bold > 0, self._italic > 0, self._link))

    def _end_paragraph(self) -> None:
        if self._runs and not self._open_items:
            runs, self._runs = tidy(self._runs), []
            self._nodes.append(Subtitle(runs) if self._heading else Paragraph(runs))
        self._heading = False

    def _end_list(self) -> None:
        is_ordered, items = self._open_lists.pop()
        closed = Items(is_ordered, tuple(items))
        if self._open_items:
            self._open_items[-1][1].append(closed)
        else:
            self._nodes.append(closed)
