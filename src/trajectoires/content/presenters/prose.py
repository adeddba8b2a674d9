"""Rich texts of a page, made ready together: one query for all their links, each term defined once."""

import datetime as dt
import re
from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from trajectoires.content.selectors import addresses_of
from trajectoires.glossary.selectors import matcher

_PAGE_LINK = re.compile(r'<a ([^>]*\blinktype="page"[^>]*)>')
_ID = re.compile(r'\bid="(\d+)"')
_KEY = re.compile(r' data-block-key="[^"]*"')


class ProseRenderer:
    """Render the texts of one page, in reading order, as they are today."""

    def __init__(self, texts: list[str], *, today: dt.date) -> None:
        self.today = today
        keys = {key for text in texts for key in _linked_pages(text)}
        self._addresses: Mapping[int, str] = addresses_of(keys) if keys else {}
        self._matcher = matcher()
        self._seen: set[str] = set()

    def render(self, text: str) -> SafeString:
        """Return HTML: links resolved, terms defined the first time the page says them."""
        html = _PAGE_LINK.sub(self._resolve, _KEY.sub("", text))
        return self._matcher.mark(mark_safe(html), self._seen)  # noqa: S308 - written by editors' own widget

    @property
    def terms(self) -> list[tuple[str, str]]:
        """The terms defined so far, each with its address, by name."""
        found = {
            entry.term: entry.href for entry in self._matcher.entries.values() if entry.slug in self._seen
        }
        return sorted(found.items(), key=lambda pair: slugify(pair[0]))

    def _resolve(self, found: re.Match[str]) -> str:
        key = _ID.search(found[1])
        address = self._addresses.get(int(key[1])) if key else None
        return f'<a href="{escape(address)}">' if address else "<a>"


def _linked_pages(text: str) -> list[int]:
    keys = (_ID.search(found[1]) for found in _PAGE_LINK.finditer(text))
    return [int(key[1]) for key in keys if key]
