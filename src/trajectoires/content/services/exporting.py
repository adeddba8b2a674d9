"""From pages to files."""

from collections.abc import Mapping
from pathlib import Path

from trajectoires.content.loader.files import PAGES, TERMS, canonical_text, fingerprint
from trajectoires.content.loader.pages import document_of_page, document_of_term
from trajectoires.content.models import BasePage, IndexPage, LoadedFile
from trajectoires.content.selectors import addresses
from trajectoires.glossary.models import Term


class _Keys(dict[int, str]):
    """Each page under its own key, whatever its address: what a fingerprint needs."""

    def get(self, key: int, default: str = "") -> str:  # type: ignore[override]  # noqa: ARG002
        return f"page:{key}"


def export_page(page: BasePage) -> str:
    """Write the page, as it is in memory, as the text of a file that loads back to the same page."""
    return canonical_text(document_of_page(page, addresses()))


def fingerprint_of(target: BasePage | Term) -> str:
    """Return what changes when an editor changes anything of it, and not when another page moves."""
    read = document_of_term if isinstance(target, Term) else document_of_page
    return fingerprint(canonical_text(read(target, _Keys())))


def export_content(*, folder: Path) -> list[str]:
    """Write every published page and term; return the paths. A file without page is left alone."""
    known = addresses()
    written = []
    for path, text in [*_pages(known), *_terms(known)]:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _pages(known: Mapping[int, str]) -> list[tuple[str, str]]:
    loaded = dict(LoadedFile.objects.exclude(page=None).values_list("page", "path"))
    pages = [page for page in BasePage.objects.live().specific().order_by("path") if page.genre]
    return [
        (loaded.get(page.pk) or page_path(page), canonical_text(document_of_page(page, known)))
        for page in pages
    ]


def _terms(known: Mapping[int, str]) -> list[tuple[str, str]]:
    terms = Term.objects.filter(live=True).order_by("slug")
    return [(f"{TERMS}/{term.slug}.md", canonical_text(document_of_term(term, known))) for term in terms]


def page_path(page: BasePage) -> str:
    """Return where the file of this page goes: a page that opens on others is the index of its folder."""
    if page.address == "/" or page.numchild or isinstance(page, IndexPage):
        return f"{PAGES}{page.address}index.md"
    return f"{PAGES}{page.address.rstrip('/')}.md"
