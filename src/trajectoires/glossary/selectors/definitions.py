"""Definitions in place: the first time a page says a term, the word opens its definition."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from django.db.models import Count, Max
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from trajectoires.glossary.models import Term

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_ELIDED = re.compile(
    r"""(?<=\w)'(?=<span class="term">)"""
)  # typography stops where the button of a term begins
_CLOSED = {"a", "button", "summary", "label", "code", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True)
class Entry:
    slug: str
    term: str
    definition: str
    href: str


@dataclass(frozen=True)
class Matcher:
    """Every published term and its other spellings, ready to be looked for in a text."""

    pattern: re.Pattern[str] | None
    entries: dict[str, Entry]

    def mark(self, html: str, seen: set[str]) -> SafeString:
        """Open the definition of each term the first time it is said; never in a link, title or button.

        `html` is trusted and well formed. `seen` holds the slugs already marked on the page: it grows, so that
        a page marked piece by piece defines each term once. Add a slug beforehand to leave its term alone.
        """
        if self.pattern is None:
            return mark_safe(html)  # noqa: S308 - trusted by contract
        depth = 0
        pieces = []
        for piece in _TAG.split(html):
            depth += _depth_change(piece)
            is_text = not piece.startswith("<")
            pieces.append(self._mark_text(piece, seen) if is_text and depth == 0 else piece)
        return mark_safe("".join(pieces))  # noqa: S308 - same pieces, and a template of ours

    def _mark_text(self, text: str, seen: set[str]) -> str:
        assert self.pattern  # noqa: S101 - checked by the caller
        plain = text.replace("&#x27;", "'").replace("&#39;", "'")  # as Wagtail's editor writes an apostrophe
        marked = self.pattern.sub(lambda found: self._replace(found[0], seen), plain)
        return _ELIDED.sub("’", marked)

    def _replace(self, words: str, seen: set[str]) -> str:
        entry = self.entries.get(_key(words))
        if entry is None or entry.slug in seen:
            return words
        seen.add(entry.slug)
        return _draw(entry, words)


def matcher() -> Matcher:
    """Return the matcher of what is published now. One small query; the rest is kept in between."""
    live = Term.objects.filter(live=True)
    version = live.aggregate(Max("live_revision"), Max("pk"), Count("pk"))
    return _compile(tuple(version.values()))


@lru_cache(maxsize=2)
def _compile(version: tuple[int | None, ...]) -> Matcher:  # noqa: ARG001 - the key of the cache
    entries: dict[str, Entry] = {}
    for term in Term.objects.filter(live=True).only("slug", "term", "variants", "definition"):
        entry = Entry(term.slug, term.term, term.definition, term.get_absolute_url())
        for words in (term.term, *term.variants):
            entries.setdefault(_key(escape(words, quote=False)), entry)
    longest_first = sorted(entries, key=len, reverse=True)
    if not longest_first:
        return Matcher(None, {})
    alternatives = "|".join(_alternative(words) for words in longest_first)
    return Matcher(re.compile(rf"(?<![\w&-])(?:{alternatives})(?![\w-])"), entries)


def _alternative(words: str) -> str:
    """Any space for a space, any apostrophe for an apostrophe, and either case for the first letter only."""
    first, rest = words[0], words[1:]
    both = f"[{re.escape(first.upper())}{re.escape(first)}]" if len(first.upper()) == 1 else re.escape(first)
    body = re.escape(rest).replace(r"\ ", r"[ \u00a0\u202f]+").replace("'", "['’]")
    return both + body


def _key(words: str) -> str:
    """Bring two spellings that should match to one: spaces, apostrophes, case of the first letter."""
    plain = " ".join(words.replace("’", "'").split())
    return plain[:1].lower() + plain[1:]


def _depth_change(piece: str) -> int:
    found = _NAME.match(piece)
    if found is None or found[2] not in _CLOSED:
        return 0
    return -1 if found[1] else 1


def _draw(entry: Entry, words: str) -> str:
    return render_to_string("glossary/definition.html", {"entry": entry, "words": unescape(words)}).strip()
