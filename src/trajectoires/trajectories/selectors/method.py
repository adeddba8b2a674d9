"""The pages of the method, for whoever lists them."""

from dataclasses import dataclass
from functools import cache

from socioeco.report.methode import pages


@dataclass(frozen=True)
class MethodPage:
    """Its title, the sentence under it, the group of the table of contents where it stands."""

    slug: str
    title: str
    lede: str
    group: str


@cache
def method_pages() -> tuple[MethodPage, ...]:
    """Return every page of the method, in the order of its table of contents."""
    return tuple(MethodPage(page.slug, page.title, page.lede, page.group) for page in pages())
